/**
 * How far a mean of independent values may be from the truth: Student's t. Each value is one whole run with a seed of
 * its own. Requests within a run wait for each other, so their spread says little about how far a run may be off.
 *
 * Two lanes of one replication have met the same traffic, so they are compared pair by pair: what the traffic did to
 * both cancels, and what is left is the difference between the lanes and the luck that they do not share.
 * Source: Law, "Simulation Modeling and Analysis", 5th ed. 2015, §9.4.1 (replications) and §10.2.1 (paired t).
 */

import { exp, ln } from '../../base/numeric.ts'
import { studentQuantile, studentTails } from '../../base/studentT.ts'
import { CONFIDENCE } from './confidence.ts'

/** A mean, and the bounds between which the truth lies in as many of all experiments as the confidence says. */
export interface Interval {
  readonly estimate: number
  readonly low: number
  readonly high: number
  /** How many replications it is of. */
  readonly count: number
}

/** One interval, and the chance of such a difference between lanes that are alike. */
export interface Comparison {
  readonly kind: 'ratio' | 'difference'
  readonly interval: Interval
  /** Between 0 and 1; 1 where both lanes did the same in every replication. */
  readonly pValue: number
}

/** Of the mean of the values; null of fewer than two, or where one is unknown. */
export function meanInterval(values: readonly number[], confidence = CONFIDENCE): Interval | null {
  const moments = momentsOf(values)
  return moments === null ? null : intervalOf(moments, confidence)
}

/** Of what `values` have over `base`, pair by pair. */
export function differenceInterval(
  values: readonly number[],
  base: readonly number[],
  confidence = CONFIDENCE,
): Comparison | null {
  const moments = momentsOf(values.map((value, i) => value - (base[i] as number)))
  if (moments === null) return null
  return {
    kind: 'difference',
    interval: intervalOf(moments, confidence),
    pValue: pValueOf(moments),
  }
}

/**
 * Of how many times as much `values` are as `base`, pair by pair: an interval of the mean logarithm, so that A against
 * B says the inverse of B against A. Null where there is no ratio, because something is 0.
 */
export function ratioInterval(
  values: readonly number[],
  base: readonly number[],
  confidence = CONFIDENCE,
): Comparison | null {
  const moments = momentsOf(values.map((value, i) => ln(value / (base[i] as number))))
  if (moments === null) return null
  const { estimate, low, high, count } = intervalOf(moments, confidence)
  const interval = { estimate: exp(estimate), low: exp(low), high: exp(high), count }
  return { kind: 'ratio', interval, pValue: pValueOf(moments) }
}

interface Moments {
  readonly count: number
  readonly mean: number
  /** Standard error of the mean. */
  readonly error: number
}

function momentsOf(values: readonly number[]): Moments | null {
  const count = values.length
  if (count < 2 || !values.every(Number.isFinite)) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return { count, mean, error: Math.sqrt(squares / (count - 1) / count) }
}

function intervalOf({ count, mean, error }: Moments, confidence: number): Interval {
  const half = error === 0 ? 0 : studentQuantile(confidence, count - 1) * error
  return { estimate: mean, low: mean - half, high: mean + half, count }
}

function pValueOf({ count, mean, error }: Moments): number {
  if (mean === 0) return 1
  return error === 0 ? 0 : studentTails(mean / error, count - 1)
}
