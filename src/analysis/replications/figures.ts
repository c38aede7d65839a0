/** The figures of lanes over their replications: each with its interval, and those of two lanes held against each other. */
import { ln } from '../../base/numeric.ts'
import { CONFIDENCE } from './confidence.ts'
import {
  type Comparison,
  differenceInterval,
  type Interval,
  meanInterval,
  ratioInterval,
} from './interval.ts'
import type { Metric } from './metrics.ts'
import type { Replication } from './replication.ts'

/** Of the mean over replications; null of fewer than two, or where one has no such figure. */
export function figureInterval(
  metric: Metric,
  replications: readonly Replication[],
  confidence = CONFIDENCE,
): Interval | null {
  const values = valuesOf(metric, replications)
  const interval = meanInterval(values, confidence)
  if (interval === null) return null
  if (metric.unit === 'share' && values.every((value) => value === 0)) {
    return { ...interval, high: seenNever(replications, confidence) }
  }
  // No figure is below 0, whatever its spread would say.
  const { low, high } = blurred(interval, metric.resolutionRatio)
  return { ...interval, low: Math.max(0, low), high }
}

/** Of the lane against the other, pair by pair, as far as both have come. */
export function compareOn(
  metric: Metric,
  lane: readonly Replication[],
  other: readonly Replication[],
  confidence = CONFIDENCE,
): Comparison | null {
  const pairs = Math.min(lane.length, other.length)
  const values = valuesOf(metric, lane.slice(0, pairs))
  const others = valuesOf(metric, other.slice(0, pairs))
  if (metric.compared === 'difference') return differenceInterval(values, others, confidence)
  const found = ratioInterval(values, others, confidence)
  // Lanes that did the same in every run are the same, and not nearly.
  if (found === null || found.interval.estimate === 1) return found
  return { ...found, interval: blurred(found.interval, 2 * metric.resolutionRatio) }
}

/** Runs whose percentiles fell into one bucket of their histograms are as near as it is wide, and not nearer. */
const blurred = (interval: Interval, resolutionRatio: number): Interval =>
  interval.low < interval.high
    ? interval
    : {
        ...interval,
        low: interval.low * (1 - resolutionRatio),
        high: interval.high * (1 + resolutionRatio),
      }

const valuesOf = ({ id }: Metric, replications: readonly Replication[]): readonly number[] =>
  replications.map(({ figures }) => figures[id])

/**
 * What never happened in so many requests may still happen, in as many as this of all: the rule of three (Hanley &
 * Lippman-Hand, JAMA 249(13), 1983), for requests that fail one by one.
 */
function seenNever(replications: readonly Replication[], confidence: number): number {
  const requests = replications.reduce((sum, { ended }) => sum + ended, 0)
  return requests === 0 ? 1 : Math.min(1, -ln(1 - confidence) / requests)
}
