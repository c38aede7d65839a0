/**
 * Exact quantiles of a sample, by nearest rank: the smallest value with at least a share `p` of all
 * values at or below it. It is always a value that occurred, and the histogram answers by the same
 * rule.
 */
import { assert } from './assert.ts'

/** The smallest rank, from 1 to `count`, with rank / count >= p. */
export function nearestRank(p: number, count: number): number {
  assert(
    p >= 0 && p <= 1 && count >= 1,
    'a quantile is of a share from 0 to 1 and at least one value',
  )
  const rank = Math.max(Math.ceil(p * count), 1)
  // p * count is rounded: 0.07 * 100 is above 7.
  return rank > 1 && (rank - 1) / count >= p ? rank - 1 : rank
}

/** The p-quantile of the values, which stay as they are; NaN when there are none. */
export function quantile(values: ArrayLike<number>, p: number): number {
  if (values.length === 0) return NaN
  return selectRank(Float64Array.from(values), nearestRank(p, values.length))
}

/**
 * The quantiles for several shares, in their order, from one sort; NaN each when there are no
 * values.
 */
export function quantiles(values: ArrayLike<number>, ps: readonly number[]): number[] {
  if (values.length === 0) return ps.map(() => NaN)
  const sorted = Float64Array.from(values).sort()
  return ps.map((p) => sorted[nearestRank(p, sorted.length) - 1] as number)
}

/**
 * The value of the given rank (1 is the smallest) in linear time on average. Reorders `values`,
 * without NaN.
 * Source: Hoare, "Algorithm 65: Find", CACM 4(7), 1961, with the median of three as pivot.
 */
export function selectRank(values: Float64Array, rank: number): number {
  const k = rank - 1
  let from = 0
  let to = values.length - 1
  while (from < to) {
    const pivot = medianOf(
      values[from] as number,
      values[(from + to) >>> 1] as number,
      values[to] as number,
    )
    let i = from
    let j = to
    while (i <= j) {
      while ((values[i] as number) < pivot) i++
      while ((values[j] as number) > pivot) j--
      if (i > j) break
      const value = values[i] as number
      values[i++] = values[j] as number
      values[j--] = value
    }
    if (k <= j) to = j
    else if (k >= i) from = i
    else break
  }
  return values[k] as number
}

function medianOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
