/**
 * Samples of times, in whole microseconds: count, sum and longest are exact; quantiles are, too, where every value is
 * kept, and within the resolution of a histogram where memory has to stay flat.
 */
import { HISTOGRAM_RESOLUTION, Histograms } from '../../base/histogram.ts'
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

/** A sample of each of many things, told apart by their numbers; of which only quantiles are wanted. */
export interface SampleSet {
  add(which: number, us: number): void
  /** The p-quantile by nearest rank; NaN when there are no values. */
  quantileUs(which: number, p: number): number
}

/** How samples are kept, and how far a quantile may be from the exact one, as a share of it. */
export interface SampleKind {
  readonly resolutionRatio: number
  make(): Sample
  makeSet(many: number): SampleSet
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

class KeptSamples implements SampleSet {
  private readonly samples: readonly KeptSample[]

  constructor(many: number) {
    this.samples = Array.from({ length: many }, () => new KeptSample())
  }

  add(which: number, us: number): void {
    this.samples[which]?.add(us)
  }

  quantileUs(which: number, p: number): number {
    return this.samples[which]?.quantileUs(p) ?? Number.NaN
  }
}

class BinnedSample implements Sample {
  count = 0
  sumUs = 0
  maxUs = Number.NaN
  private readonly histograms = new Histograms(1)

  add(us: number): void {
    this.histograms.add(0, us)
    this.count++
    this.sumUs += us
    if (!(us <= this.maxUs)) this.maxUs = us
  }

  quantileUs(p: number): number {
    return this.histograms.quantile(0, p)
  }
}

class BinnedSamples implements SampleSet {
  private readonly histograms: Histograms

  constructor(many: number) {
    this.histograms = new Histograms(many)
  }

  add(which: number, us: number): void {
    this.histograms.add(which, us)
  }

  quantileUs(which: number, p: number): number {
    return this.histograms.quantile(which, p)
  }
}

export const exactly: SampleKind = {
  resolutionRatio: 0,
  make: () => new KeptSample(),
  makeSet: (many) => new KeptSamples(many),
}
export const inHistograms: SampleKind = {
  resolutionRatio: HISTOGRAM_RESOLUTION,
  make: () => new BinnedSample(),
  makeSet: (many) => new BinnedSamples(many),
}
