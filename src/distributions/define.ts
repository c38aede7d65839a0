/**
 * What a distribution is: a length of time that varies, described by knobs and drawn through its inverse CDF.
 * One uniform number gives one sample, so that a sample has the address of its draw.
 */
import type { Knobs, KnobValues, Member } from '../base/knobs.ts'

/** A distribution whose knobs are set. Times are milliseconds, as in the scenario. */
export interface PreparedDistribution {
  /** Inverse CDF: the value below which a share `u` (0 < u < 1) of the samples lies. Never negative. */
  quantile(u: number): number
  /** CDF: the share of samples at or below `ms`. Used by tests and charts. */
  cdf(ms: number): number
  readonly mean: number
  readonly variance: number
}

export interface Distribution<Id extends string = string, Ks extends Knobs = Knobs>
  extends Member<Id, Ks> {
  readonly prepare: (knobs: KnobValues<Ks>) => PreparedDistribution
}

export const defineDistribution = <const Id extends string, const Ks extends Knobs>(
  definition: Distribution<Id, Ks>,
): Distribution<Id, Ks> => definition
