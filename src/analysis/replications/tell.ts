/**
 * Whether two lanes surely differ in a figure, surely do not by more than is worth a word, or whether chance leaves it
 * open, and for how long. Bounds are told with 95 % confidence. To say that lanes differ takes 99 %: one looks again
 * and again as replications come, and alike lanes would seem unlike at one of many looks.
 */
import { SAME_RATIO } from '../numbers/comparison.ts'
import { CONFIDENCE } from './confidence.ts'
import { compareOn } from './figures.ts'
import type { Comparison } from './interval.ts'
import type { Metric } from './metrics.ts'
import { neededToTell } from './needed.ts'
import type { Replication } from './replication.ts'

/** So surely told apart, lanes that are alike differ at some look in fewer than 5 of 100 experiments. */
export const CLAIM_CONFIDENCE = 0.99

export interface Told {
  /** With the confidence of intervals. */
  readonly comparison: Comparison
  /** With the confidence that a claim takes. */
  readonly claim: Comparison
  readonly isApart: boolean
  readonly isAlike: boolean
  /** About how many more it takes to tell them apart; 0 where they are, Infinity for more than anybody makes. */
  readonly needed: number
}

/**
 * Null where there is nothing to compare.
 * @param comparisons how many are made at one time: each has to be surer, so that all of them hold together
 */
export function tell(
  metric: Metric,
  [lane, base]: readonly [lane: readonly Replication[], base: readonly Replication[]],
  comparisons = 1,
): Told | null {
  const each = (confidence: number): number => 1 - (1 - confidence) / comparisons
  const comparison = compareOn(metric, lane, base, each(CONFIDENCE))
  const claim = compareOn(metric, lane, base, each(CLAIM_CONFIDENCE))
  if (comparison === null || claim === null) return null
  const same = comparison.kind === 'ratio' ? 1 : 0
  const isOneSided = claim.interval.low > same || claim.interval.high < same
  const isApart = isOneSided && !isBlurred(metric, comparison)
  const needed = isApart ? 0 : isOneSided ? Infinity : neededToTell(claim)
  return { comparison, claim, isApart, isAlike: isAlike(comparison), needed }
}

/** What one run's figure may be off by is the same in every run, and no number of runs takes it away. */
export const isBlurred = (metric: Metric, { kind, interval }: Comparison): boolean =>
  metric.compared === 'ratio' &&
  Math.abs(interval.estimate - (kind === 'ratio' ? 1 : 0)) <= 2 * metric.resolutionRatio

function isAlike({ kind, interval: { low, high } }: Comparison): boolean {
  return kind === 'ratio'
    ? low >= 1 / (1 + SAME_RATIO) && high <= 1 + SAME_RATIO
    : low === 0 && high === 0
}
