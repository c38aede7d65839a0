/**
 * A sample of times, in whole microseconds: count, sum and longest are exact; quantiles are, too, where every value is
 * kept, and within the resolution of a histogram where memory has to stay flat.
 */
import { HISTOGRAM_RESOLUTION, Histogram } from '../../base/histogram.ts'
import { percentileUs } from './percentile.ts'

export interface Sample {
  readonly count: number
  readonly sumUs: number
  /** NaN when there are no values, as are all quantiles. */
  readonly maxUs: number
  add(us: number): void
  /** The p-quantile by nearest rank. */
  quantileUs(p: number): number
}

/** How samples are kept, and how far a quantile may be from the exact one, as a share of it. */
export interface SampleKind {
  readonly resolutionRatio: number
  make(): Sample
}

class KeptSample implements Sample {
  count = 0
  sumUs = 0
  maxUs = Number.NaN
  private values = new Float64Array(16)

  add(us: number): void {
    if (this.count === this.values.length) {
      const wider = new Float64Array(2 * this.count)
      wider.set(this.values)
      this.values = wider
    }
    this.values[this.count] = us
    this.count++
    this.sumUs += us
    if (!(us <= this.maxUs)) this.maxUs = us
  }

  quantileUs(p: number): number {
    return percentileUs(this.values.subarray(0, this.count), p)
  }
}

class BinnedSample implements Sample {
  maxUs = Number.NaN
  /** Not made before there is a value: most targets of a large group may have none. */
  private histogram: Histogram | null = null

  get count(): number {
    return this.histogram?.count ?? 0
  }

  get sumUs(): number {
    return this.histogram?.sumUs ?? 0
  }

  add(us: number): void {
    this.histogram ??= new Histogram()
    this.histogram.add(us)
    if (!(us <= this.maxUs)) this.maxUs = us
  }

  quantileUs(p: number): number {
    return this.histogram?.quantile(p) ?? Number.NaN
  }
}

export const exactly: SampleKind = { resolutionRatio: 0, make: () => new KeptSample() }
export const inHistograms: SampleKind = {
  resolutionRatio: HISTOGRAM_RESOLUTION,
  make: () => new BinnedSample(),
}
