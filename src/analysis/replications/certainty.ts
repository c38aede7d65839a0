/** All that many runs say of some lanes: what is shown beside each figure, and what they come to. */
import type { Finding } from '../numbers/finding.ts'
import { compareOn, figureInterval } from './figures.ts'
import { type ReplicatedLane, replicatedFinding } from './finding.ts'
import type { Comparison, Interval } from './interval.ts'
import type { Metric, MetricId } from './metrics.ts'
import { type RankRange, rankRanges } from './ranks.ts'
import type { Replication } from './replication.ts'
import { type Stability, stabilityOf } from './stability.ts'
import { type Told, tell } from './tell.ts'

export interface FigureCertainty {
  readonly metric: Metric
  /** Of the mean; null where a run has no such figure, and of lanes that are unstable. */
  readonly interval: Interval | null
  /** Against the first lane; null of it itself, and where one of the lanes is unstable. */
  readonly told: Told | null
  /** Which place among the lanes it may have; null of one lane alone, and where one is unstable. */
  readonly rank: RankRange | null
}

export interface LaneCertainty {
  readonly stability: Stability
  /** In the order in which metrics were asked for. */
  readonly figures: readonly FigureCertainty[]
}

export interface Certainty {
  /** How many replications it is of. */
  readonly count: number
  /** Null where there is nothing to claim. */
  readonly finding: Finding | null
  /** In their order. */
  readonly lanes: readonly LaneCertainty[]
}

export const figureOf = (lane: LaneCertainty, id: MetricId): FigureCertainty | undefined =>
  lane.figures.find(({ metric }) => metric.id === id)

export function certaintyOf(
  lanes: readonly ReplicatedLane[],
  metrics: readonly Metric[],
): Certainty {
  const found = lanes.map(({ replications }) => replications)
  const stabilities = found.map(stabilityOf)
  const areComparable = found.length > 1 && stabilities.every((each) => each === 'stable')
  const ranks = metrics.map((metric) => (areComparable ? ranksOf(metric, found) : []))
  return {
    count: Math.min(...found.map(({ length }) => length)),
    finding: replicatedFinding(lanes),
    lanes: found.map((own, lane) => ({
      stability: stabilities[lane] as Stability,
      figures: metrics.map((metric, i) => ({
        metric,
        interval: stabilities[lane] === 'stable' ? figureInterval(metric, own) : null,
        told:
          areComparable && lane > 0
            ? tell(metric, [own, found[0] as readonly Replication[]], found.length - 1)
            : null,
        rank: ranks[i]?.[lane] ?? null,
      })),
    })),
  }
}

function ranksOf(metric: Metric, found: readonly (readonly Replication[])[]): readonly RankRange[] {
  const compare = (one: number, other: number): Comparison | null =>
    compareOn(metric, found[one] ?? [], found[other] ?? [])
  return rankRanges(found.length, compare, metric)
}
