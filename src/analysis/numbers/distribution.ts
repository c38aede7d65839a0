/**
 * The latency distribution as a percentile curve, on the axis that shows the tail: -log10(1 - p), on which p99 to
 * p99.9 is as wide as p90 to p99.
 */
import { exp, ln } from '../../base/numeric.ts'
import { nearestRank } from '../../base/quantile.ts'

/** Points of the curve, as parallel arrays that own their memory. */
export interface PercentileCurve {
  /** How many values the curve is about; it has no points when there are none. */
  readonly count: number
  /** Share of the values at or below the point, from 0 (the smallest value) to at most `P_MAX`. */
  readonly p: Float64Array<ArrayBuffer>
  /** -log10(1 - p): 0 for p = 0, 1 for p90, 2 for p99, 4 for p99.99. */
  readonly x: Float64Array<ArrayBuffer>
  readonly latencyMs: Float64Array<ArrayBuffer>
}

/** Where the axis ends. */
export const X_MAX = 4
const LN10 = ln(10)

/** The place of a share on the axis. */
export const tailPosition = (p: number): number => (p > 0 ? -ln(1 - p) / LN10 : 0)

/**
 * The curve at `points` places, equally far apart on the axis. Beyond 1 - 1/n a sample of n values says nothing
 * new, so there the curve ends at its largest value. `latencies` are microseconds.
 */
export function percentileCurve(latencies: Float64Array, points = 161): PercentileCurve {
  const count = latencies.length
  if (count === 0) {
    return { count, p: new Float64Array(0), x: new Float64Array(0), latencyMs: new Float64Array(0) }
  }
  // Latencies are whole microseconds below 2^32, which sort twice as fast as doubles.
  const sorted = new Uint32Array(latencies).sort()
  const shares = axisShares(points)
  const last = shares.findIndex((p) => p > 1 - 1 / count)
  const kept = last < 0 ? shares.length : last + 1
  const curve = {
    count,
    p: shares.slice(0, kept),
    x: new Float64Array(kept),
    latencyMs: new Float64Array(kept),
  }
  for (let i = 0; i < kept; i++) {
    const p = shares[i] as number
    curve.x[i] = tailPosition(p)
    curve.latencyMs[i] = (sorted[nearestRank(p, count) - 1] as number) / 1000
  }
  return curve
}

/** Shares from 0 to 0.9999, rounded so that 0.9, 0.99 and 0.999 are these very numbers. */
function axisShares(points: number): Float64Array<ArrayBuffer> {
  const shares = new Float64Array(points)
  for (let i = 0; i < points; i++) {
    const x = (i * X_MAX) / (points - 1)
    shares[i] = Math.round((1 - exp(-x * LN10)) * 1e12) / 1e12
  }
  return shares
}
