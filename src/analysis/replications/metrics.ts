/** The figures of a run that replications are compared by: what each is called, and how two of them are compared. */
import { HISTOGRAM_RESOLUTION } from '../../base/histogram.ts'
import type { LaneReport } from '../numbers/report.ts'

interface MetricFacts<Id extends string = string> {
  /** As it is asked for and printed. */
  readonly id: Id
  /** In a sentence. */
  readonly name: string
  readonly unit: 'ms' | '/s' | 'share' | 'times'
  readonly isLessBetter: boolean
  /** `ratio`: how many times as much. `difference`: what one has over the other, of what may be 0. */
  readonly compared: 'ratio' | 'difference'
  /** How far the figure of one run may be off, as a share of it: percentiles come from histograms. */
  readonly resolutionRatio: number
  /** NaN where there is nothing to say, because nothing was answered. */
  readonly of: (report: LaneReport) => number
}

const metric = <Id extends string>(facts: MetricFacts<Id>): MetricFacts<Id> => facts

const latency = <Id extends string>(
  id: Id,
  of: MetricFacts['of'],
  name: string = id,
): MetricFacts<Id> =>
  metric({
    id,
    name,
    unit: 'ms',
    isLessBetter: true,
    compared: 'ratio',
    resolutionRatio: id === 'mean' ? 0 : HISTOGRAM_RESOLUTION,
    of,
  })

export const METRICS = [
  latency('p50', ({ latency: { p50Ms } }) => p50Ms),
  latency('p90', ({ latency: { p90Ms } }) => p90Ms),
  latency('p99', ({ latency: { p99Ms } }) => p99Ms),
  latency('p99.9', ({ latency: { p999Ms } }) => p999Ms),
  latency('mean', ({ latency: { meanMs } }) => meanMs, 'mean latency'),
  metric({
    id: 'goodput',
    name: 'goodput',
    unit: '/s',
    isLessBetter: false,
    compared: 'ratio',
    resolutionRatio: 0,
    of: ({ goodputPerSecond }) => goodputPerSecond,
  }),
  metric({
    id: 'errors',
    name: 'share of failures',
    unit: 'share',
    isLessBetter: true,
    compared: 'difference',
    resolutionRatio: 0,
    of: ({ errorRatio }) => errorRatio,
  }),
  metric({
    id: 'imbalance',
    name: 'imbalance',
    unit: 'times',
    isLessBetter: true,
    compared: 'ratio',
    resolutionRatio: 0,
    of: ({ imbalance }) => imbalance.maxOverMean,
  }),
  metric({
    id: 'crossing',
    name: 'share that crosses zones',
    unit: 'share',
    isLessBetter: true,
    compared: 'difference',
    resolutionRatio: 0,
    of: ({ crossing }) => crossing.crossedRatio,
  }),
] as const

export type Metric = (typeof METRICS)[number]
export type MetricId = Metric['id']

export const metricOf = (id: MetricId): Metric => METRICS.find((each) => each.id === id) as Metric

/** At the head of a row or a column. */
export function metricTitle({ name }: Metric): string {
  const isNumber = /\d/.test(name)
  return isNumber ? name : `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}
