/** The density of a distribution as bars, for a small picture of it. */
import { exp, ln } from '../base/numeric.ts'
import { type DistributionSpec, prepareDistribution } from '../distributions/index.ts'

export interface Density {
  /** What the bars span together, in milliseconds; evenly in the logarithm of the time. */
  readonly fromMs: number
  readonly toMs: number
  /** Share of the samples in each bar, 0 to 1. */
  readonly shares: readonly number[]
  readonly meanMs: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Rarer than these are left out: a long tail would take the whole picture. */
const SHORTEST = 0.001
const LONGEST = 0.999
/** Nothing is zero on a logarithmic axis. */
const LEAST_MS = 0.001

export function densityOf(spec: DistributionSpec, bars: number): Density {
  const { quantile, cdf, mean } = prepareDistribution(spec)
  const least = Math.max(LEAST_MS, quantile(SHORTEST))
  const most = Math.max(least, quantile(LONGEST))
  // What is always the same stands in the middle of something.
  const [fromMs, toMs] = most > least * 1.01 ? [least, most] : [least / 2, least * 2]
  const [low, high] = [ln(fromMs), ln(toMs)]
  const edge = (i: number): number => exp(low + ((high - low) * i) / bars)
  const shares = Array.from(
    { length: bars },
    (_, i) => cdf(edge(i + 1)) - (i === 0 ? 0 : cdf(edge(i))),
  )
  return { fromMs, toMs, shares, meanMs: mean, p50Ms: quantile(0.5), p99Ms: quantile(0.99) }
}
