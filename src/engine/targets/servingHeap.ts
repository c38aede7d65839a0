/**
 * Attempts in service under processor sharing, of each target the one that ends first on top: a pairing heap, in which
 * coming and leaving cost about the logarithm of how many there are (Fredman, Sedgewick, Sleator, Tarjan, "The pairing
 * heap: a new form of self-adjusting heap", Algorithmica 1, 1986). It stands in columns of the attempts, so it
 * allocates nothing, and in those of the queue in which an attempt in service does not wait.
 *
 *     first(t) = 4      4          each attempt ends after its parent, siblings in no order
 *                      / \
 *                     9 ⇄ 2        child(4) = 9   next(9) = 2   prev(2) = 9   prev(9) = 4, the parent
 *
 * Those that end together end in the order in which they came.
 */
import type { Attempts } from '../attempt/attempts.ts'
import { Columns } from '../columns.ts'
import { type Attempt, NONE, type Target } from '../indices.ts'

export class ServingHeap extends Columns {
  private readonly tops: Int32Array
  readonly #attempts: Attempts

  constructor(targets: number, attempts: Attempts) {
    super()
    this.tops = new Int32Array(targets).fill(NONE)
    this.#attempts = attempts
  }

  /** The attempt at a target that ends first, or NONE. */
  first(t: Target): Attempt {
    return this.tops[t] as Attempt
  }

  add(t: Target, a: Attempt): void {
    const attempts = this.#attempts
    attempts.firstChild[a] = NONE
    this.tops[t] = this.merged(this.first(t), a)
  }

  /** Takes an attempt out, wherever it stands. */
  remove(t: Target, a: Attempt): void {
    const { inQueue, firstChild } = this.#attempts
    const rest = this.mergedSiblings(firstChild[a])
    if (a === this.tops[t]) {
      this.tops[t] = rest
      return
    }
    const before = inQueue.prev[a] as Attempt
    const after = inQueue.next[a] as Attempt
    if (firstChild[before] === a) firstChild[before] = after
    else inQueue.next[before] = after
    if (after >= 0) inQueue.prev[after] = before
    this.tops[t] = this.merged(this.first(t), rest)
  }

  /** One heap of two, either of which may be NONE: the later top becomes a child of the earlier one. */
  private merged(one: Attempt, other: Attempt): Attempt {
    if (one < 0) return other
    if (other < 0) return one
    const isOne = this.endsBefore(one, other)
    const top = isOne ? one : other
    const child = isOne ? other : one
    const { inQueue, firstChild } = this.#attempts
    const sibling = firstChild[top]
    inQueue.next[child] = sibling
    inQueue.prev[child] = top
    if (sibling >= 0) inQueue.prev[sibling] = child
    firstChild[top] = child
    return top
  }

  /** One heap of all siblings from this one on: merged by twos from the left, then all from the right. */
  private mergedSiblings(first: Attempt): Attempt {
    const { next } = this.#attempts.inQueue
    let pairs: Attempt = NONE
    for (let a = first; a >= 0; ) {
      const sibling = next[a] as Attempt
      const rest = sibling < 0 ? NONE : (next[sibling] as Attempt)
      const pair = this.merged(a, sibling)
      next[pair] = pairs
      pairs = pair
      a = rest
    }
    let top: Attempt = NONE
    while (pairs >= 0) {
      const rest = next[pairs] as Attempt
      top = this.merged(top, pairs)
      pairs = rest
    }
    return top
  }

  private endsBefore(one: Attempt, other: Attempt): boolean {
    const { workUs, admission } = this.#attempts
    const us = workUs[one] - workUs[other]
    return us !== 0 ? us < 0 : admission[one] < admission[other]
  }
}
