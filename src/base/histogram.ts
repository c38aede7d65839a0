/**
 * Log-linear histograms of whole microseconds: 128 buckets for each doubling, so that any value from 0 to 2^40 (twelve
 * days) is known within 0.4 %. The bucket comes from the bits of the number: in a float64 the exponent and the first 7
 * bits of the mantissa stand side by side and count up together. A logarithm would cost several times the rest.
 *
 * There are many in one, for times of a thousand targets: only the doublings in which a value fell have buckets, and
 * all lie side by side, so that little memory is gone through.
 * Source: HdrHistogram (Tene), whose buckets these are; the use of the float's bits and the pages are ours.
 */
import { broken } from './assert.ts'
import { highWord, scale } from './numeric/bits.ts'
import { nearestRank } from './quantile.ts'

const SUB_BITS = 7
const SUB_BUCKETS = 1 << SUB_BITS
const RANGE_BITS = 40
const SHIFT = 20 - SUB_BITS
/** What the bits of 128 are, less the place of its bucket. */
const ORIGIN = ((1023 + SUB_BITS) << SUB_BITS) - SUB_BUCKETS
/** Whole numbers below 128 are a page of their own, then each doubling. */
const PAGES = RANGE_BITS - SUB_BITS + 1

/** Values must be below this: 2^40 microseconds. */
export const HISTOGRAM_RANGE_US = 1_099_511_627_776

/** A quantile is at most this share of itself away from the exact one: half of a 128th, rounded up. */
export const HISTOGRAM_RESOLUTION = 0.004

export class Histograms {
  /** For each histogram and doubling the number of its page in `counts`; 0 as long as no value fell there. */
  private readonly pages: Uint32Array
  /** How many values fell into each bucket, a page of 128 after the other; at most 2^32 - 1 a bucket. */
  private counts = new Uint32Array(2 * SUB_BUCKETS)
  private pageCount = 1

  constructor(many: number) {
    this.pages = new Uint32Array(many * PAGES)
  }

  /** Counts one value in histogram `which`: a whole number from 0 to below 2^40. */
  add(which: number, us: number): void {
    if (!(us >= 0 && us < HISTOGRAM_RANGE_US)) {
      broken('a histogram value lies in 0 to 2^40 microseconds')
    }
    const bucket = us < SUB_BUCKETS ? us | 0 : (highWord(us) >> SHIFT) - ORIGIN
    const place = which * PAGES + (bucket >> SUB_BITS)
    let page = this.pages[place] as number
    if (page === 0) page = this.makePage(place)
    const at = page * SUB_BUCKETS + (bucket & (SUB_BUCKETS - 1))
    this.counts[at] = (this.counts[at] as number) + 1
  }

  count(which: number): number {
    let count = 0
    for (let page = 0; page < PAGES; page++) count += this.countIn(which, page)
    return count
  }

  /** The p-quantile of a histogram by nearest rank, as the middle of its bucket; NaN when nothing was counted. */
  quantile(which: number, p: number): number {
    const count = this.count(which)
    if (count === 0) return Number.NaN
    const rank = nearestRank(p, count)
    let [page, below] = [0, 0]
    for (let here = 0; ; page++) {
      here = this.countIn(which, page)
      if (below + here >= rank) break
      below += here
    }
    const first = (this.pages[which * PAGES + page] as number) * SUB_BUCKETS
    let sub = 0
    below += this.counts[first] as number
    while (below < rank) below += this.counts[first + ++sub] as number
    return middleUs(page * SUB_BUCKETS + sub)
  }

  private countIn(which: number, page: number): number {
    const first = (this.pages[which * PAGES + page] as number) * SUB_BUCKETS
    let count = 0
    // Page 0 is nobody's, and empty.
    for (let i = first; i < first + SUB_BUCKETS; i++) count += this.counts[i] as number
    return count
  }

  private makePage(place: number): number {
    const page = this.pageCount++
    if (this.pageCount * SUB_BUCKETS > this.counts.length) {
      const wider = new Uint32Array(2 * this.counts.length)
      wider.set(this.counts)
      this.counts = wider
    }
    this.pages[place] = page
    return page
  }
}

/** The middle of the whole numbers that a bucket holds. */
function middleUs(bucket: number): number {
  if (bucket < 2 * SUB_BUCKETS) return bucket
  const width = scale(1, (bucket >> SUB_BITS) - 1)
  return (SUB_BUCKETS + (bucket & (SUB_BUCKETS - 1))) * width + (width - 1) / 2
}
