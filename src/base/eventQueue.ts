/**
 * The event queue: a hierarchical timing wheel over whole microseconds. Level 0 has a slot for each of 16,384
 * microseconds, the three above 1,024 slots each.
 * Order is (time, rank, order of scheduling). An entry is a small whole number that its owner keeps; it is in the
 * queue at most once. Lists are intrusive and doubly linked, so scheduling and cancelling touch a few words and
 * allocate nothing. A wheel because its cost does not grow with the number of entries (Varghese and Lauck,
 * "Hashed and hierarchical timing wheels", SOSP 1987); level 0 is wide, because most events of a network of
 * milliseconds then fall into it at once and never move down.
 *
 * First in, first out on ties holds because an entry moves down one level at a time, in list order, and because
 * nothing can be put below a slot before that slot has been emptied downwards.
 */
import { assert } from './assert.ts'

/** Slots of level 0, and of each level above. */
const NEAR = 16_384
const FAR = 1024
const LEVELS = 4
const SENTINELS = NEAR + (LEVELS - 1) * FAR
/** Microseconds that one slot of levels 1, 2 and 3 spans, and one window of level 3. */
const SPAN_1 = NEAR
const SPAN_2 = SPAN_1 * FAR
const SPAN_3 = SPAN_2 * FAR
const TIME_MAX = SPAN_3 * FAR - 1
/** Words of the bitmap of all slots, and where level 0 ends in it. */
const WORDS = SENTINELS / 32
const NEAR_WORDS = NEAR / 32
const FAR_WORDS = FAR / 32
/** In the summary: 16 words for level 0, one for each level above, and a top word over the first 16. */
const SUMMARY_FAR = NEAR_WORDS / 32
const TOP = SUMMARY_FAR + LEVELS - 1
/** Ranks are 0 to 7. */
const RANKS = 8

/** Position of the lowest set bit; the word must not be 0. */
const lowestBit = (word: number): number => 31 - Math.clz32(word & -word)

/** What is in the queue and where its clock stands, in arrays that nobody changes again. */
export interface QueueState {
  /** The entries, those of one slot in their order, and the key of each. */
  readonly entries: Int32Array
  readonly keys: Float64Array
  /** Now, where the windows of levels 0 to 2 begin, and for how many entries there is room. */
  readonly clock: Float64Array
}

export class EventQueue {
  /** The time of the entry popped last. */
  nowUs = 0
  /**
   * The next and the previous of sentinels (one a slot, first) and entries (after them), side by side; -1 as the next
   * of an entry that is not scheduled.
   */
  private links: Int32Array
  /** Time times eight plus rank: exact, for times have 40 bits. */
  private keys: Float64Array
  /**
   * Which slots may hold entries; which words of that are not 0; and, for level 0 alone, which words of those: its
   * bits are in the last word of the summary.
   */
  private readonly bits = new Int32Array(WORDS)
  private readonly summary = new Int32Array(TOP + 1)
  /** Where the current windows of levels 0, 1 and 2 begin; level 3 begins at 0. */
  private base0 = 0
  private base1 = 0
  private base2 = 0

  constructor(entries: number) {
    this.links = new Int32Array(2 * (SENTINELS + entries)).fill(-1)
    this.keys = new Float64Array(SENTINELS + entries)
    for (let s = 0; s < SENTINELS; s++) this.links[2 * s] = this.links[2 * s + 1] = s
  }

  /** Makes room for entries 0 to `entries` - 1. */
  grow(entries: number): void {
    const size = SENTINELS + entries
    if (size <= this.keys.length) return
    const links = new Int32Array(2 * size).fill(-1)
    links.set(this.links)
    const keys = new Float64Array(size)
    keys.set(this.keys)
    this.links = links
    this.keys = keys
  }

  /** Puts an entry, which must not be in the queue, at a whole microsecond that is not in the past. */
  schedule(entry: number, atUs: number, rank: number): void {
    assert(atUs >= this.nowUs, 'an event is never scheduled in the past')
    const e = entry + SENTINELS
    this.keys[e] = atUs * RANKS + rank
    this.place(e, atUs, rank)
  }

  isScheduled(entry: number): boolean {
    return (this.links[2 * (entry + SENTINELS)] as number) >= 0
  }

  /** Takes an entry out if it is in. */
  cancel(entry: number): void {
    const { links } = this
    const e = entry + SENTINELS
    const after = links[2 * e] as number
    if (after < 0) return
    const before = links[2 * e + 1] as number
    links[2 * before] = after
    links[2 * after + 1] = before
    links[2 * e] = -1
  }

  /** Takes the first entry out and moves the clock to it; -1 when the queue is empty. */
  pop(): number {
    const { links, bits, summary } = this
    for (;;) {
      const top = summary[TOP] as number
      if (top === 0) {
        if (this.advance()) continue
        this.rewind()
        return -1
      }
      const group = lowestBit(top)
      const word = (group << 5) + lowestBit(summary[group] as number)
      const slot = (word << 5) + lowestBit(bits[word] as number)
      const e = links[2 * slot] as number
      if (e === slot) {
        this.clear(slot)
        continue
      }
      const after = links[2 * e] as number
      links[2 * slot] = after
      links[2 * after + 1] = slot
      links[2 * e] = -1
      if (after === slot) this.clear(slot)
      this.nowUs = this.base0 + slot
      return e - SENTINELS
    }
  }

  /** The state: small, because nearly all slots are empty at any moment. */
  save(): QueueState {
    const { links, bits } = this
    const found: number[] = []
    for (let word = 0; word < WORDS; word++) {
      for (let left = bits[word] as number; left !== 0; left &= left - 1) {
        const sentinel = (word << 5) + lowestBit(left)
        for (let e = links[2 * sentinel] as number; e !== sentinel; e = links[2 * e] as number) {
          found.push(e)
        }
      }
    }
    const room = this.keys.length - SENTINELS
    return {
      entries: Int32Array.from(found, (e) => e - SENTINELS),
      keys: Float64Array.from(found, (e) => this.keys[e] as number),
      clock: new Float64Array([this.nowUs, this.base0, this.base1, this.base2, room]),
    }
  }

  /** Takes over a saved state, which may be loaded more than once. */
  load({ entries, keys, clock }: QueueState): void {
    const [now, base0, base1, base2, room] = clock
    this.makeEmpty(room as number)
    this.nowUs = now as number
    this.base0 = base0 as number
    this.base1 = base1 as number
    this.base2 = base2 as number
    // Which level an entry is on follows from its time and the windows, so each is put where it was.
    for (let i = 0; i < entries.length; i++) {
      const key = keys[i] as number
      const atUs = Math.floor(key / RANKS)
      const e = (entries[i] as number) + SENTINELS
      this.keys[e] = key
      this.place(e, atUs, key - atUs * RANKS)
    }
  }

  /** No entry, and room for so many. */
  private makeEmpty(entries: number): void {
    this.links = new Int32Array(2 * (SENTINELS + entries)).fill(-1)
    this.keys = new Float64Array(SENTINELS + entries)
    for (let s = 0; s < SENTINELS; s++) this.links[2 * s] = this.links[2 * s + 1] = s
    this.bits.fill(0)
    this.summary.fill(0)
  }

  private place(e: number, atUs: number, rank: number): void {
    const offset = atUs - this.base0
    if (offset < NEAR) this.placeNear(e, offset | 0, rank)
    else this.placeFar(e, atUs)
  }

  /** Level 0 holds one microsecond a slot: here rank decides, then the order of scheduling. */
  private placeNear(e: number, slot: number, rank: number): void {
    const { links, keys, bits, summary } = this
    let before = links[2 * slot + 1] as number
    while (before !== slot && (keys[before] as number) % RANKS > rank) {
      before = links[2 * before + 1] as number
    }
    const after = links[2 * before] as number
    links[2 * before] = e
    links[2 * e + 1] = before
    links[2 * e] = after
    links[2 * after + 1] = e
    const word = slot >> 5
    const group = slot >> 10
    bits[word] = (bits[word] as number) | (1 << (slot & 31))
    summary[group] = (summary[group] as number) | (1 << (word & 31))
    summary[TOP] = (summary[TOP] as number) | (1 << group)
  }

  /** Levels 1 to 3 keep the order of scheduling. */
  private placeFar(e: number, atUs: number): void {
    const offset1 = atUs - this.base1
    const offset2 = atUs - this.base2
    let level: number
    let slot: number
    if (offset1 < SPAN_2) {
      level = 1
      slot = (offset1 / SPAN_1) | 0
    } else if (offset2 < SPAN_3) {
      level = 2
      slot = (offset2 / SPAN_2) | 0
    } else {
      assert(atUs <= TIME_MAX, 'an event is due within the range of the clock')
      level = 3
      slot = (atUs / SPAN_3) | 0
    }
    const { links, bits, summary } = this
    const sentinel = NEAR + (level - 1) * FAR + slot
    const tail = links[2 * sentinel + 1] as number
    links[2 * tail] = e
    links[2 * e + 1] = tail
    links[2 * e] = sentinel
    links[2 * sentinel + 1] = e
    const word = sentinel >> 5
    const at = SUMMARY_FAR + level - 1
    bits[word] = (bits[word] as number) | (1 << (sentinel & 31))
    summary[at] = (summary[at] as number) | (1 << (slot >> 5))
  }

  /** Opens the next window that holds entries; false when there is none. */
  private advance(): boolean {
    for (let level = 1; level < LEVELS; level++) {
      const words = this.summary[SUMMARY_FAR + level - 1] as number
      if (words === 0) continue
      const nth = lowestBit(words)
      const word = NEAR_WORDS + (level - 1) * FAR_WORDS + nth
      const slot = (nth << 5) + lowestBit(this.bits[word] as number)
      this.openWindow(level, slot)
      this.spill(level, slot)
      return true
    }
    return false
  }

  /** Looking for entries that were cancelled has opened windows after now; with none left, all of them are empty. */
  private rewind(): void {
    this.base0 = this.nowUs - (this.nowUs % NEAR)
    this.base1 = this.nowUs - (this.nowUs % SPAN_2)
    this.base2 = this.nowUs - (this.nowUs % SPAN_3)
  }

  private openWindow(level: number, slot: number): void {
    if (level === 1) {
      this.base0 = this.base1 + slot * SPAN_1
    } else if (level === 2) {
      this.base1 = this.base2 + slot * SPAN_2
      this.base0 = this.base1
    } else {
      this.base2 = slot * SPAN_3
      this.base1 = this.base2
      this.base0 = this.base2
    }
  }

  /** Empties a slot into the levels below, in order. */
  private spill(level: number, slot: number): void {
    const { links, keys } = this
    const sentinel = NEAR + (level - 1) * FAR + slot
    let e = links[2 * sentinel] as number
    links[2 * sentinel] = sentinel
    links[2 * sentinel + 1] = sentinel
    const word = sentinel >> 5
    const at = SUMMARY_FAR + level - 1
    const bits = (this.bits[word] as number) & ~(1 << (sentinel & 31))
    this.bits[word] = bits
    if (bits === 0) this.summary[at] = (this.summary[at] as number) & ~(1 << (slot >> 5))
    while (e !== sentinel) {
      const after = links[2 * e] as number
      const key = keys[e] as number
      const atUs = Math.floor(key / RANKS)
      this.place(e, atUs, key - atUs * RANKS)
      e = after
    }
  }

  /** Unmarks a slot of level 0. */
  private clear(slot: number): void {
    const { bits, summary } = this
    const word = slot >> 5
    const group = slot >> 10
    const left = (bits[word] as number) & ~(1 << (slot & 31))
    bits[word] = left
    if (left !== 0) return
    const words = (summary[group] as number) & ~(1 << (word & 31))
    summary[group] = words
    if (words === 0) summary[TOP] = (summary[TOP] as number) & ~(1 << group)
  }
}
