/**
 * The event queue: a hierarchical timing wheel over whole microseconds. Level 0 has a slot for each of 32,768
 * microseconds, the three above 1,024 slots each.
 * Order is (time, rank, order of scheduling). An entry is a small whole number that its owner keeps; it is in the
 * queue at most once. Lists are intrusive, so scheduling and cancelling touch a few words and allocate nothing. A
 * wheel because its cost does not grow with the number of entries (Varghese and Lauck, "Hashed and hierarchical
 * timing wheels", SOSP 1987); level 0 is wide, because most events of a network of milliseconds then fall into it at
 * once and never move down.
 *
 * First in, first out on ties holds because an entry moves down one level at a time, in list order, and because
 * nothing can be put below a slot before that slot has been emptied downwards.
 *
 * Indices are put together with shifts and ors: V8 guards every sum against overflow, and there is no step of a run
 * that is taken more often.
 */
import { broken } from './assert.ts'

/** Slots of level 0, and of each level above. */
const NEAR = 32_768
const FAR = 1024
const LEVELS = 4
/** The lists of the levels above begin and end at numbers of their own, below those of the entries. */
const SENTINELS = (LEVELS - 1) * FAR
/** Microseconds that one slot of levels 1, 2 and 3 spans, and one window of level 3. */
const SPAN_1 = NEAR
const SPAN_2 = SPAN_1 * FAR
const SPAN_3 = SPAN_2 * FAR
const TIME_MAX = SPAN_3 * FAR - 1
/**
 * In the marks: a bit for each slot that holds entries, level 0 first; for each of those words whether it has any bit,
 * 32 words for level 0 and one for each level above; and whether any of those 32 has one.
 */
const NEAR_WORDS = NEAR / 32
const FAR_WORDS = FAR / 32
const SUMMARY = NEAR_WORDS + (LEVELS - 1) * FAR_WORDS
const SUMMARY_FAR = SUMMARY + NEAR_WORDS / 32
const TOP = SUMMARY_FAR + LEVELS - 1
/** Ranks are 0 to 7. */
const RANK_BITS = 3
const RANKS = 1 << RANK_BITS
/** Words of a node: see `nodes`. */
const NODE_BITS = 2
const PREVIOUS = 1
const PLACE = 2
const OTHER_END = 3

/** Bits count from the left, because the first one that is set is then a single instruction away. */
const FIRST_BIT = -0x80000000
const firstBit = (word: number): number => Math.clz32(word)
const bitOf = (place: number): number => (FIRST_BIT >>> (place & 31)) | 0

/** What is in the queue and where its clock stands, in arrays that nobody changes again. */
export interface QueueState {
  /** The entries, those of one slot in their order, and the key of each: time times eight plus rank. */
  readonly entries: Int32Array
  readonly keys: Float64Array
  /** Now, where the windows of levels 0 to 2 begin, and for how many entries there is room. */
  readonly clock: Float64Array
}

export class EventQueue {
  /** The time of the entry popped last. */
  nowUs = 0
  /**
   * Sentinels, then entries, four words each:
   *
   *     the next in its list, or -1 when it is in none
   *     the one before; means nothing for the first of a slot of level 0
   *     its place: slot times eight plus rank on level 0, less than 0 above, where it is the sentinel negated, less 1
   *     on level 0, for the first and the last of those of its rank in its slot, the other of these two; else -1
   */
  private nodes: Int32Array
  /** The last of the list of each slot of level 0; its next is the first. Means nothing where the mark is not set. */
  private readonly lasts = new Int32Array(NEAR)
  private readonly marks = new Int32Array(TOP + 1)
  /** Of entries above level 0, time times eight plus rank: exact, for times have 45 bits. */
  private keys: Float64Array
  /** Where the current windows of levels 0, 1 and 2 begin; level 3 begins at 0. */
  private base0 = 0
  private base1 = 0
  private base2 = 0

  constructor(entries: number) {
    this.nodes = emptyNodes(entries)
    this.keys = new Float64Array(entries)
  }

  /** Makes room for entries 0 to `entries` - 1. */
  grow(entries: number): void {
    if (entries <= this.keys.length) return
    const nodes = emptyNodes(entries)
    nodes.set(this.nodes)
    const keys = new Float64Array(entries)
    keys.set(this.keys)
    this.nodes = nodes
    this.keys = keys
  }

  /** Puts an entry, which must not be in the queue, at a whole microsecond that is not in the past. */
  schedule(entry: number, atUs: number, rank: number): void {
    if (!(atUs >= this.nowUs)) broken('an event is never scheduled in the past')
    const offset = atUs - this.base0
    if (offset < NEAR) this.placeNear(entry + SENTINELS, offset | 0, rank)
    else this.placeFar(entry, atUs, rank)
  }

  isScheduled(entry: number): boolean {
    return (this.nodes[(entry + SENTINELS) << NODE_BITS] as number) >= 0
  }

  /** Takes an entry out if it is in. */
  cancel(entry: number): void {
    const { nodes } = this
    const node = entry + SENTINELS
    const after = nodes[node << NODE_BITS] as number
    if (after < 0) return
    const place = nodes[(node << NODE_BITS) | PLACE] as number
    if (place >= 0) {
      this.cancelNear(node, place >> RANK_BITS, after)
    } else {
      const before = nodes[(node << NODE_BITS) | PREVIOUS] as number
      nodes[before << NODE_BITS] = after
      nodes[(after << NODE_BITS) | PREVIOUS] = before
      if (before === after) this.clearFar(-1 - place)
    }
    nodes[node << NODE_BITS] = -1
  }

  /** Takes the first entry out and moves the clock to it; -1 when the queue is empty. */
  pop(): number {
    const { nodes, marks } = this
    if (marks[TOP] === 0 && !this.openWindows()) return -1
    const group = firstBit(marks[TOP] as number)
    const word = (group << 5) | firstBit(marks[SUMMARY + group] as number)
    const slot = (word << 5) | firstBit(marks[word] as number)
    const last = this.lasts[slot] as number
    const first = nodes[last << NODE_BITS] as number
    if (first === last) this.clearNear(slot)
    else this.shift(first, last)
    nodes[first << NODE_BITS] = -1
    this.nowUs = this.base0 + slot
    return first - SENTINELS
  }

  /** The state: small, because nearly all slots are empty at any moment. */
  save(): QueueState {
    const entries: number[] = []
    const keys: number[] = []
    const { nodes, marks } = this
    for (let word = 0; word < SUMMARY; word++) {
      for (let left = marks[word] as number; left !== 0; left &= ~bitOf(firstBit(left))) {
        const slot = (word << 5) | firstBit(left)
        if (slot < NEAR) {
          const last = this.lasts[slot] as number
          let node = last
          do {
            node = nodes[node << NODE_BITS] as number
            const rank = (nodes[(node << NODE_BITS) | PLACE] as number) & (RANKS - 1)
            entries.push(node - SENTINELS)
            keys.push((this.base0 + slot) * RANKS + rank)
          } while (node !== last)
        } else {
          const sentinel = slot - NEAR
          let node = nodes[sentinel << NODE_BITS] as number
          for (; node !== sentinel; node = nodes[node << NODE_BITS] as number) {
            entries.push(node - SENTINELS)
            keys.push(this.keys[node - SENTINELS] as number)
          }
        }
      }
    }
    const clock = [this.nowUs, this.base0, this.base1, this.base2, this.keys.length]
    return {
      entries: Int32Array.from(entries),
      keys: Float64Array.from(keys),
      clock: Float64Array.from(clock),
    }
  }

  /** Takes over a saved state, which may be loaded more than once. */
  load({ entries, keys, clock }: QueueState): void {
    const [now, base0, base1, base2, room] = clock
    this.nodes = emptyNodes(room as number)
    this.keys = new Float64Array(room as number)
    this.marks.fill(0)
    this.nowUs = now as number
    this.base0 = base0 as number
    this.base1 = base1 as number
    this.base2 = base2 as number
    // Which level an entry is on follows from its time and the windows, so each is put where it was.
    for (let i = 0; i < entries.length; i++) this.place(entries[i] as number, keys[i] as number)
  }

  private place(entry: number, key: number): void {
    const atUs = Math.floor(key / RANKS)
    this.schedule(entry, atUs, key - atUs * RANKS)
  }

  /** Level 0 holds one microsecond a slot: here rank decides, then the order of scheduling. */
  private placeNear(node: number, slot: number, rank: number): void {
    const { nodes, lasts, marks } = this
    const word = slot >> 5
    const bits = marks[word] as number
    const bit = bitOf(slot)
    nodes[(node << NODE_BITS) | PLACE] = (slot << RANK_BITS) | rank
    nodes[(node << NODE_BITS) | OTHER_END] = node
    if ((bits & bit) === 0) {
      nodes[node << NODE_BITS] = node
      lasts[slot] = node
      marks[word] = bits | bit
      if (bits !== 0) return
      const group = slot >> 10
      marks[SUMMARY + group] = (marks[SUMMARY + group] as number) | bitOf(word)
      marks[TOP] = (marks[TOP] as number) | bitOf(group)
      return
    }
    this.placeAmong(node, slot, rank)
  }

  /**
   * Into a slot that holds others: behind those of its rank and of lower ones. It goes from rank to rank, not from entry
   * to entry: thousands may be due in one microsecond.
   */
  private placeAmong(node: number, slot: number, rank: number): void {
    const { nodes, lasts } = this
    const last = lasts[slot] as number
    let before = last
    if (this.rankOf(last) > rank) {
      // The first of the next rank; those of higher ranks are passed over from end to end.
      let first = nodes[last << NODE_BITS] as number
      while (this.rankOf(first) <= rank) {
        before = nodes[(first << NODE_BITS) | OTHER_END] as number
        first = nodes[before << NODE_BITS] as number
      }
      nodes[(first << NODE_BITS) | PREVIOUS] = node
    } else {
      lasts[slot] = node
    }
    nodes[node << NODE_BITS] = nodes[before << NODE_BITS] as number
    nodes[(node << NODE_BITS) | PREVIOUS] = before
    nodes[before << NODE_BITS] = node
    if (this.rankOf(before) !== rank) return
    const first = nodes[(before << NODE_BITS) | OTHER_END] as number
    if (first !== before) nodes[(before << NODE_BITS) | OTHER_END] = -1
    this.tie(first, node)
  }

  /** First and last of those of one rank in a slot: each knows the other. */
  private tie(first: number, last: number): void {
    const { nodes } = this
    nodes[(first << NODE_BITS) | OTHER_END] = last
    nodes[(last << NODE_BITS) | OTHER_END] = first
  }

  private rankOf(node: number): number {
    return (this.nodes[(node << NODE_BITS) | PLACE] as number) & (RANKS - 1)
  }

  /** Levels 1 to 3 keep the order of scheduling. */
  private placeFar(entry: number, atUs: number, rank: number): void {
    this.keys[entry] = atUs * RANKS + rank
    const offset1 = atUs - this.base1
    const offset2 = atUs - this.base2
    let level: number
    let slot: number
    if (offset1 < SPAN_2) {
      level = 0
      slot = (offset1 / SPAN_1) | 0
    } else if (offset2 < SPAN_3) {
      level = 1
      slot = (offset2 / SPAN_2) | 0
    } else {
      // After the end of every run: it is never due.
      if (atUs > TIME_MAX) return
      level = 2
      slot = (atUs / SPAN_3) | 0
    }
    const { nodes, marks } = this
    const node = entry + SENTINELS
    const sentinel = (level << 10) | slot
    const last = nodes[(sentinel << NODE_BITS) | PREVIOUS] as number
    nodes[last << NODE_BITS] = node
    nodes[node << NODE_BITS] = sentinel
    nodes[(node << NODE_BITS) | PREVIOUS] = last
    nodes[(node << NODE_BITS) | PLACE] = -1 - sentinel
    nodes[(sentinel << NODE_BITS) | PREVIOUS] = node
    const word = NEAR_WORDS + (sentinel >> 5)
    const summary = SUMMARY_FAR + level
    marks[word] = (marks[word] as number) | bitOf(slot)
    marks[summary] = (marks[summary] as number) | bitOf(slot >> 5)
  }

  /** Takes the first of a slot of level 0 out, which is not the last. */
  private shift(first: number, last: number): void {
    const { nodes } = this
    const after = nodes[first << NODE_BITS] as number
    const end = nodes[(first << NODE_BITS) | OTHER_END] as number
    nodes[last << NODE_BITS] = after
    if (end !== first) this.tie(after, end)
  }

  /** Out of the list of a slot of level 0. */
  private cancelNear(node: number, slot: number, after: number): void {
    const { nodes, lasts } = this
    if (after === node) {
      this.clearNear(slot)
      return
    }
    const last = lasts[slot] as number
    if (nodes[last << NODE_BITS] === node) {
      this.shift(node, last)
      return
    }
    const before = nodes[(node << NODE_BITS) | PREVIOUS] as number
    const end = nodes[(node << NODE_BITS) | OTHER_END] as number
    nodes[before << NODE_BITS] = after
    if (node === last) lasts[slot] = before
    else nodes[(after << NODE_BITS) | PREVIOUS] = before
    if (end < 0 || end === node) return
    const isFirst = node !== last && this.rankOf(after) === this.rankOf(node)
    if (isFirst) this.tie(after, end)
    else this.tie(end, before)
  }

  /** Opens windows until level 0 holds entries; false when there are none. */
  private openWindows(): boolean {
    const { marks } = this
    for (let level = 0; level < LEVELS - 1; level++) {
      const words = marks[SUMMARY_FAR + level] as number
      if (words === 0) continue
      const nth = firstBit(words)
      const slot = (nth << 5) | firstBit(marks[NEAR_WORDS + level * FAR_WORDS + nth] as number)
      if (level === 0) {
        this.base0 = this.base1 + slot * SPAN_1
      } else if (level === 1) {
        this.base1 = this.base2 + slot * SPAN_2
        this.base0 = this.base1
      } else {
        this.base2 = slot * SPAN_3
        this.base1 = this.base2
        this.base0 = this.base2
      }
      this.spill((level << 10) | slot)
      return marks[TOP] !== 0 || this.openWindows()
    }
    return false
  }

  /** Empties a slot into the levels below, in order. */
  private spill(sentinel: number): void {
    const { nodes } = this
    let node = nodes[sentinel << NODE_BITS] as number
    nodes[sentinel << NODE_BITS] = sentinel
    nodes[(sentinel << NODE_BITS) | PREVIOUS] = sentinel
    this.clearFar(sentinel)
    while (node !== sentinel) {
      const after = nodes[node << NODE_BITS] as number
      this.place(node - SENTINELS, this.keys[node - SENTINELS] as number)
      node = after
    }
  }

  /** Unmarks a slot of level 0. */
  private clearNear(slot: number): void {
    const { marks } = this
    const word = slot >> 5
    const left = (marks[word] as number) & ~bitOf(slot)
    marks[word] = left
    if (left !== 0) return
    const group = slot >> 10
    const words = (marks[SUMMARY + group] as number) & ~bitOf(word)
    marks[SUMMARY + group] = words
    if (words === 0) marks[TOP] = (marks[TOP] as number) & ~bitOf(group)
  }

  /** Unmarks a slot of a level above. */
  private clearFar(sentinel: number): void {
    const { marks } = this
    const word = NEAR_WORDS + (sentinel >> 5)
    const left = (marks[word] as number) & ~bitOf(sentinel)
    marks[word] = left
    if (left !== 0) return
    const summary = SUMMARY_FAR + (sentinel >> 10)
    marks[summary] = (marks[summary] as number) & ~bitOf(sentinel >> 5)
  }
}

/** Sentinels of empty lists, and so many entries that are in none. */
function emptyNodes(entries: number): Int32Array {
  const nodes = new Int32Array((SENTINELS + entries) << NODE_BITS).fill(-1)
  for (let s = 0; s < SENTINELS; s++) {
    nodes[s << NODE_BITS] = s
    nodes[(s << NODE_BITS) | PREVIOUS] = s
  }
  return nodes
}
