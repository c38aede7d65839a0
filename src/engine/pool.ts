/**
 * A pool of numbered places, each a stretch of two typed arrays, with a list of those that are free. Stretches are
 * powers of two long, so that the place of a field is a shift and an or: `words[(f << WORD_BITS) | STAGE]`. V8 guards
 * every sum and product against overflow, and these are the most frequent ones there are.
 */
import { broken } from '../base/assert.ts'

export interface PoolForm {
  readonly timeBits: number
  readonly wordBits: number
  /** The word that leads to the next free place, and the one that is 1 while the place is taken. */
  readonly next: number
  readonly taken: number
}

export interface PoolState {
  readonly times: Float64Array
  readonly words: Int32Array
  readonly live: number
  readonly capacity: number
  readonly free: number
}

export class Pool {
  times: Float64Array
  words: Int32Array
  /** How many are taken, and how many there is room for. */
  live = 0
  capacity: number
  private free = -1
  private readonly form: PoolForm

  constructor(capacity: number, form: PoolForm) {
    this.form = form
    this.capacity = capacity
    this.times = new Float64Array(capacity << form.timeBits)
    this.words = new Int32Array(capacity << form.wordBits)
    this.chain(0)
  }

  /** Takes a place. Its fields hold what the last one left: the caller writes all of them. */
  take(): number {
    const { words, form } = this
    const place = this.free
    if (place < 0) broken('there is room in the pool')
    const at = place << form.wordBits
    this.free = words[at | form.next] as number
    words[at | form.taken] = 1
    this.live++
    return place
  }

  give(place: number): void {
    const { words, form } = this
    const at = place << form.wordBits
    words[at | form.taken] = 0
    words[at | form.next] = this.free
    this.free = place
    this.live--
  }

  isTaken(place: number): boolean {
    const { words, form } = this
    return words[(place << form.wordBits) | form.taken] === 1
  }

  /** Doubles the room: as much as is in use at one time, which does not grow with the length of the run. */
  grow(): void {
    const { times, words, form, capacity } = this
    this.capacity = capacity * 2
    this.times = new Float64Array(this.capacity << form.timeBits)
    this.times.set(times)
    this.words = new Int32Array(this.capacity << form.wordBits)
    this.words.set(words)
    this.chain(capacity)
  }

  /** A copy of what has been used; the rest of the pool is as it was made. */
  save(): PoolState {
    const { times, words, live, capacity, free, form } = this
    const used = this.everUsed()
    return {
      times: times.slice(0, used << form.timeBits),
      words: words.slice(0, used << form.wordBits),
      live,
      capacity,
      free,
    }
  }

  load({ times, words, live, capacity, free }: PoolState): void {
    const { form } = this
    this.live = live
    this.capacity = capacity
    this.times = new Float64Array(capacity << form.timeBits)
    this.times.set(times)
    this.words = new Int32Array(capacity << form.wordBits)
    this.words.set(words)
    this.free = -1
    this.chain(words.length >> form.wordBits)
    this.free = free
  }

  /** From this one on all places are free and chained in order, as in a pool that nobody has used. */
  private everUsed(): number {
    const { words, form } = this
    let next = -1
    for (let place = this.capacity - 1; place >= 0; place--) {
      const isNext = words[(place << form.wordBits) | form.next] === next
      if (this.isTaken(place) || !isNext) return place + 1
      next = place
    }
    return 0
  }

  /** Puts the places from `first` on in the list of free ones, lowest number first. */
  private chain(first: number): void {
    for (let place = this.capacity - 1; place >= first; place--) {
      this.words[(place << this.form.wordBits) | this.form.next] = this.free
      this.free = place
    }
  }
}
