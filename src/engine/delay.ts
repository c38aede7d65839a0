/** A length of time in microseconds that may vary. */
import type { DistributionSpec } from '../distributions/index.ts'
import { prepareDistribution } from '../distributions/index.ts'

export interface Delay {
  /** Saves the draw. */
  readonly isFixed: boolean
  /** Rounded. */
  readonly fixedUs: number
  /** Unrounded microseconds. */
  quantileUs(u: number): number
}

export function delayOf(spec: DistributionSpec): Delay {
  const prepared = prepareDistribution(spec)
  return {
    isFixed: prepared.variance === 0,
    fixedUs: Math.round(prepared.mean * 1000),
    quantileUs: (u) => prepared.quantile(u) * 1000,
  }
}
