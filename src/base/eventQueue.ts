/**
 * The event queue: a hierarchical timing wheel over whole microseconds, four levels of 1024 slots.
 * Order is (time, rank, order of scheduling). An entry is a small whole number that its owner keeps; it is in the
 * queue at most once. Lists are intrusive and doubly linked, so scheduling and cancelling touch a few words and
 * allocate nothing. A wheel because its cost does not grow with the number of entries (Varghese and Lauck,
 * "Hashed and hierarchical timing wheels", SOSP 1987).
 *
 * First in, first out on ties holds because an entry moves down one level at a time, in list order, and because
 * nothing can be put below a slot before that slot has been emptied downwards.
 */
import { assert } from './assert.ts'

const LEVELS = 4
const SLOTS = 1024
const SENTINELS = LEVELS * SLOTS
const WORDS = SLOTS / 32

/** The last microsecond that can be scheduled: 12.7 days. */
const TIME_MAX = 1_099_511_627_775

/** Position of the lowest set bit; the word must not be 0. */
const lowestBit = (word: number): number => 31 - Math.clz32(word & -word)

/** Everything that the queue remembers, as arrays that a snapshot can copy. */
export interface QueueState {
  readonly next: Int32Array
  readonly prev: Int32Array
  readonly time: Float64Array
  readonly rank: Uint8Array
  readonly bits: Int32Array
  readonly summary: Int32Array
  readonly clock: Float64Array
}

export class EventQueue {
  /** The time of the entry popped last. */
  nowUs = 0
  /** Links of sentinels (one a slot, first) and entries (after them); -1 in `next` when not scheduled. */
  private next: Int32Array
  private prev: Int32Array
  private time: Float64Array
  private rank: Uint8Array
  /** Which slots may hold entries, and which words of that are not 0. */
  private readonly bits = new Int32Array(LEVELS * WORDS)
  private readonly summary = new Int32Array(LEVELS)
  /** Where the current windows of levels 0, 1 and 2 begin; level 3 begins at 0. */
  private base0 = 0
  private base1 = 0
  private base2 = 0

  constructor(entries: number) {
    this.next = new Int32Array(SENTINELS + entries).fill(-1)
    this.prev = new Int32Array(SENTINELS + entries)
    this.time = new Float64Array(SENTINELS + entries)
    this.rank = new Uint8Array(SENTINELS + entries)
    for (let s = 0; s < SENTINELS; s++) this.next[s] = this.prev[s] = s
  }

  /** Makes room for entries 0 to `entries` - 1. */
  grow(entries: number): void {
    const size = SENTINELS + entries
    if (size <= this.next.length) return
    const next = new Int32Array(size).fill(-1)
    next.set(this.next)
    const prev = new Int32Array(size)
    prev.set(this.prev)
    const time = new Float64Array(size)
    time.set(this.time)
    const rank = new Uint8Array(size)
    rank.set(this.rank)
    this.next = next
    this.prev = prev
    this.time = time
    this.rank = rank
  }

  /** Puts an entry, which must not be in the queue, at a whole microsecond that is not in the past. */
  schedule(entry: number, atUs: number, rank: number): void {
    const e = entry + SENTINELS
    this.time[e] = atUs
    this.rank[e] = rank
    this.place(e, atUs, rank)
  }

  isScheduled(entry: number): boolean {
    return (this.next[entry + SENTINELS] as number) >= 0
  }

  /** When a scheduled entry is due. */
  timeOf(entry: number): number {
    return this.time[entry + SENTINELS] as number
  }

  /** Takes an entry out if it is in. */
  cancel(entry: number): void {
    const e = entry + SENTINELS
    const after = this.next[e] as number
    if (after < 0) return
    const before = this.prev[e] as number
    this.next[before] = after
    this.prev[after] = before
    this.next[e] = -1
  }

  /** Takes the first entry out and moves the clock to it; -1 when the queue is empty. */
  pop(): number {
    const { next, prev } = this
    for (;;) {
      const words = this.summary[0] as number
      if (words === 0) {
        if (!this.advance()) return -1
        continue
      }
      const word = lowestBit(words)
      const bits = this.bits[word] as number
      const slot = (word << 5) + lowestBit(bits)
      const e = next[slot] as number
      if (e === slot) {
        this.clear(0, slot)
        continue
      }
      const after = next[e] as number
      next[slot] = after
      prev[after] = slot
      next[e] = -1
      if (after === slot) this.clear(0, slot)
      this.nowUs = this.base0 + slot
      return e - SENTINELS
    }
  }

  /** The state, by reference: copy what you keep. */
  save(): QueueState {
    const clock = new Float64Array([this.nowUs, this.base0, this.base1, this.base2])
    const { next, prev, time, rank, bits, summary } = this
    return { next, prev, time, rank, bits, summary, clock }
  }

  /** Takes over a saved state; the arrays are copied. */
  load(state: QueueState): void {
    this.next = state.next.slice()
    this.prev = state.prev.slice()
    this.time = state.time.slice()
    this.rank = state.rank.slice()
    this.bits.set(state.bits)
    this.summary.set(state.summary)
    const [now, base0, base1, base2] = state.clock
    this.nowUs = now as number
    this.base0 = base0 as number
    this.base1 = base1 as number
    this.base2 = base2 as number
  }

  private place(e: number, atUs: number, rank: number): void {
    const { next, prev } = this
    const offset0 = atUs - this.base0
    let slot: number
    if (offset0 < SLOTS) {
      // Level 0 holds one microsecond a slot: here rank decides, then the order of scheduling.
      assert(offset0 >= 0, 'an event is never scheduled in the past')
      slot = offset0 | 0
      let before = prev[slot] as number
      while (before !== slot && (this.rank[before] as number) > rank)
        before = prev[before] as number
      const after = next[before] as number
      next[before] = e
      prev[e] = before
      next[e] = after
      prev[after] = e
      const word = slot >> 5
      this.bits[word] = (this.bits[word] as number) | (1 << (slot & 31))
      this.summary[0] = (this.summary[0] as number) | (1 << word)
      return
    }
    const offset1 = atUs - this.base1
    let level: number
    if (offset1 < 1048576) {
      level = 1
      slot = (offset1 | 0) >> 10
    } else {
      const offset2 = atUs - this.base2
      if (offset2 < 1073741824) {
        level = 2
        slot = (offset2 | 0) >> 20
      } else {
        assert(atUs <= TIME_MAX, 'an event is due within the range of the clock')
        level = 3
        slot = Math.floor(atUs / 1073741824)
      }
    }
    const word = (level << 5) + (slot >> 5)
    this.bits[word] = (this.bits[word] as number) | (1 << (slot & 31))
    this.summary[level] = (this.summary[level] as number) | (1 << (slot >> 5))
    const sentinel = (level << 10) + slot
    const tail = prev[sentinel] as number
    next[tail] = e
    prev[e] = tail
    next[e] = sentinel
    prev[sentinel] = e
  }

  /** Opens the next window that holds entries; false when there is none. */
  private advance(): boolean {
    for (let level = 1; level < LEVELS; level++) {
      const words = this.summary[level] as number
      if (words === 0) continue
      const word = lowestBit(words)
      const slot = (word << 5) + lowestBit(this.bits[(level << 5) + word] as number)
      this.openWindow(level, slot)
      this.spill(level, slot)
      return true
    }
    return false
  }

  private openWindow(level: number, slot: number): void {
    if (level === 1) {
      this.base0 = this.base1 + slot * 1024
    } else if (level === 2) {
      this.base1 = this.base2 + slot * 1048576
      this.base0 = this.base1
    } else {
      this.base2 = slot * 1073741824
      this.base1 = this.base2
      this.base0 = this.base2
    }
  }

  /** Empties a slot into the levels below, in order. */
  private spill(level: number, slot: number): void {
    const { next, prev, time, rank } = this
    const sentinel = (level << 10) + slot
    let e = next[sentinel] as number
    next[sentinel] = sentinel
    prev[sentinel] = sentinel
    this.clear(level, slot)
    while (e !== sentinel) {
      const after = next[e] as number
      this.place(e, time[e] as number, rank[e] as number)
      e = after
    }
  }

  private clear(level: number, slot: number): void {
    const word = (level << 5) + (slot >> 5)
    const bits = (this.bits[word] as number) & ~(1 << (slot & 31))
    this.bits[word] = bits
    if (bits === 0) {
      this.summary[level] = (this.summary[level] as number) & ~(1 << (slot >> 5))
    }
  }
}
