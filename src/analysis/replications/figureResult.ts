/** One figure of a lane over its replications, as data: what files and reports are made of. What there is not is null. */
import type { FigureCertainty } from './certainty.ts'
import type { Comparison, Interval } from './interval.ts'
import type { Metric, MetricId } from './metrics.ts'
import type { RankRange } from './ranks.ts'
import type { Replication } from './replication.ts'
import type { Told } from './tell.ts'

export interface BoundsResult {
  readonly estimate: number
  readonly low: number
  readonly high: number
}

export interface FigureResult {
  readonly metric: MetricId
  readonly unit: Metric['unit']
  /** Null where a run had no answers, and of latencies of a lane that is unstable: they are not claimed. */
  readonly mean: BoundsResult | null
  /** Against the first lane, pair by pair; null of it itself too. */
  readonly against: AgainstResult | null
  /** Which place among the lanes it may have; null where it is not claimed. */
  readonly rank: RankRange | null
  /** Of each replication. */
  readonly values: readonly (number | null)[]
}

export interface AgainstResult extends BoundsResult {
  readonly kind: Comparison['kind']
  readonly pValue: number
  /** About how many replications more would tell the two apart; 0 where they are, null for more than anybody makes. */
  readonly needed: number | null
}

export const figureResult = (
  { metric, interval, told, rank }: FigureCertainty,
  own: readonly Replication[],
): FigureResult => ({
  metric: metric.id,
  unit: metric.unit,
  mean: interval === null ? null : boundsOf(interval),
  against: told === null ? null : againstOf(told),
  rank,
  values: own.map(({ figures }) => known(figures[metric.id])),
})

export function againstOf({ comparison: { kind, interval, pValue }, needed }: Told): AgainstResult {
  return { ...boundsOf(interval), kind, pValue, needed: known(needed) }
}

const boundsOf = ({ estimate, low, high }: Interval): BoundsResult => ({ estimate, low, high })

const known = (value: number): number | null => (Number.isFinite(value) ? value : null)
