/**
 * A log-linear histogram of whole microseconds: 128 buckets for each doubling, so that any value
 * from 0 to 2^40 (twelve days) is known within 0.4 %, in 17 kB, and two histograms add up to
 * exactly that of both samples. The bucket comes from the bits of the number: in a float64 the
 * exponent and the first 7 bits of the mantissa stand side by side and count up together. A
 * logarithm would cost several times the rest.
 * Source: HdrHistogram (Tene), whose buckets these are; the use of the float's bits is ours.
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

/** Values must be below this: 2^40 microseconds. */
export const HISTOGRAM_RANGE_US = 1_099_511_627_776

/** A quantile is at most this share of itself away from the exact one: half of a 128th, rounded up. */
export const HISTOGRAM_RESOLUTION = 0.004

export class Histogram {
  /** How many values fell into each bucket; at most 2^32 - 1 a bucket. */
  readonly counts = new Uint32Array(SUB_BUCKETS * (RANGE_BITS - SUB_BITS + 1))
  count = 0
  /** Exact while it stays below 2^53. */
  sumUs = 0

  /** Counts one value: a whole number from 0 to below 2^40. */
  add(us: number): void {
    if (!(us >= 0 && us < HISTOGRAM_RANGE_US)) {
      broken('a histogram value lies in 0 to 2^40 microseconds')
    }
    const bucket = us < SUB_BUCKETS ? us | 0 : (highWord(us) >> SHIFT) - ORIGIN
    this.counts[bucket] = (this.counts[bucket] as number) + 1
    this.count += 1
    this.sumUs += us
  }

  /** Adds all values of another histogram. */
  merge(other: Histogram): void {
    for (let i = 0; i < this.counts.length; i++)
      this.counts[i] = (this.counts[i] as number) + (other.counts[i] as number)
    this.count += other.count
    this.sumUs += other.sumUs
  }

  /** The p-quantile by nearest rank, as the middle of its bucket; NaN when nothing was counted. */
  quantile(p: number): number {
    if (this.count === 0) return NaN
    const rank = nearestRank(p, this.count)
    let bucket = 0
    let below = this.counts[0] as number
    while (below < rank) below += this.counts[++bucket] as number
    return middleUs(bucket)
  }
}

/** The middle of the whole numbers that a bucket holds. */
function middleUs(bucket: number): number {
  if (bucket < 2 * SUB_BUCKETS) return bucket
  const width = scale(1, (bucket >> SUB_BITS) - 1)
  return (SUB_BUCKETS + (bucket & (SUB_BUCKETS - 1))) * width + (width - 1) / 2
}
