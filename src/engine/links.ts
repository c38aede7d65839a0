/**
 * Open connections, of clients to nodes (or to targets) and of nodes to targets. Each is a number and a stretch of
 * two typed arrays. Idle ones of one owner (an address, or a pair of node and target) form a stack: the one used
 * last is used next, so the rest can grow old and close.
 */

/** A connection that nobody accepts is given up after this (ALB; of clients, whose figures differ, a model). */
export const CONNECT_TIMEOUT_US = 10_000_000

// Times, in microseconds, and bytes.
export const OPENED = 0
export const READY = 1
export const IDLE_SINCE = 2
export const BYTES = 3
export const LINK_TIME_BITS = 2
const LINK_TIMES = 1 << LINK_TIME_BITS

// Words.
/** Below it in its owner's stack of idle ones, or in the list of free places; -1 at the bottom. */
export const NEXT = 0
/** The address, or node × targets + target. */
export const OWNER = 1
/** Population, or -1 when a node opened it. */
export const LINK_POPULATION = 2
export const LINK_NODE = 3
export const LINK_TARGET = 4
export const ID = 5
export const REQUESTS = 6
export const LINK_WORD_BITS = 3
const LINK_WORDS = 1 << LINK_WORD_BITS

export class Links {
  times: Float64Array
  words: Int32Array
  capacity: number
  /** Number that the next connection gets. */
  nextId = 0
  private free: number

  constructor(capacity: number) {
    this.capacity = capacity
    this.times = new Float64Array(capacity * LINK_TIMES)
    this.words = new Int32Array(capacity * LINK_WORDS)
    this.free = -1
    this.chain(0)
  }

  take(): number {
    if (this.free < 0) this.grow()
    const link = this.free
    this.free = this.words[(link << LINK_WORD_BITS) | NEXT] as number
    return link
  }

  give(link: number): void {
    this.words[(link << LINK_WORD_BITS) | NEXT] = this.free
    this.words[(link << LINK_WORD_BITS) | ID] = -1
    this.free = link
  }

  isOpen(link: number): boolean {
    return (this.words[(link << LINK_WORD_BITS) | ID] as number) >= 0
  }

  /** A copy of what has been used; the rest of the pool is as it was made. */
  save(): {
    readonly times: Float64Array
    readonly words: Int32Array
    readonly scalars: readonly number[]
  } {
    const { capacity, nextId, free } = this
    const used = this.everUsed()
    return {
      times: this.times.slice(0, used * LINK_TIMES),
      words: this.words.slice(0, used * LINK_WORDS),
      scalars: [capacity, nextId, free],
    }
  }

  load(state: ReturnType<Links['save']>): void {
    const [capacity, nextId, free] = state.scalars
    this.capacity = capacity as number
    this.nextId = nextId as number
    this.times = new Float64Array(this.capacity * LINK_TIMES)
    this.times.set(state.times)
    this.words = new Int32Array(this.capacity * LINK_WORDS)
    this.words.set(state.words)
    this.free = -1
    this.chain(state.words.length / LINK_WORDS)
    this.free = free as number
  }

  /** From this one on all places are free and chained in order, as in a pool that nobody has used. */
  private everUsed(): number {
    let next = -1
    for (let link = this.capacity - 1; link >= 0; link--) {
      if (this.isOpen(link) || this.words[(link << LINK_WORD_BITS) | NEXT] !== next) return link + 1
      next = link
    }
    return 0
  }

  /** Doubles the room: as many as are open at one time, which does not grow with the length of the run. */
  private grow(): void {
    const before = this.capacity
    this.capacity = before * 2
    const times = new Float64Array(this.capacity * LINK_TIMES)
    times.set(this.times)
    const words = new Int32Array(this.capacity * LINK_WORDS)
    words.set(this.words)
    this.times = times
    this.words = words
    this.chain(before)
  }

  private chain(first: number): void {
    for (let link = this.capacity - 1; link >= first; link--) {
      this.words[(link << LINK_WORD_BITS) | NEXT] = this.free
      this.words[(link << LINK_WORD_BITS) | ID] = -1
      this.free = link
    }
  }
}
