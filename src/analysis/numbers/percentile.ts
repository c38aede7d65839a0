/** Exact percentiles in place: for arrays that belong to the caller and may be reordered. */
import { nearestRank, selectRank } from '../../base/quantile.ts'

/** The p-quantile by nearest rank, in linear time; NaN when there are no values. Reorders `values`. */
export const percentileUs = (values: Float64Array, p: number): number =>
  values.length === 0 ? Number.NaN : selectRank(values, nearestRank(p, values.length))
