/** All that many runs say of some lanes: what is shown beside each figure, and what they come to. */
import type { Beginning } from '../numbers/beginning.ts'
import type { Finding } from '../numbers/finding.ts'
import { compareOn, figureInterval } from './figures.ts'
import { replicatedFinding } from './finding.ts'
import type { Comparison, Interval } from './interval.ts'
import type { Metric } from './metrics.ts'
import type { ReplicatedLane } from './pairWords.ts'
import { type RankRange, rankRanges } from './ranks.ts'
import type { Replication } from './replication.ts'
import { isClaimed, type Stability, stabilityOf } from './stability.ts'
import { isBlurred, type Told, tell } from './tell.ts'

export interface FigureCertainty {
  readonly metric: Metric
  /** Of the mean; null where a run has no such figure, and where it is not claimed (`stability.ts`). */
  readonly interval: Interval | null
  /** Against the first lane; null of it itself, and where it is not claimed of both. */
  readonly told: Told | null
  /** Which place among the lanes it may have; null of one lane alone, and where it is not claimed. */
  readonly rank: RankRange | null
}

export interface LaneCertainty {
  readonly stability: Stability
  /** The share of its slots that were busy, on average over all replications. */
  readonly load: number
  /** That ended, in all of them together. */
  readonly requests: number
  /** How the latency of each began; none where it was not looked at. */
  readonly beginnings: readonly Beginning[]
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

export function certaintyOf(
  lanes: readonly ReplicatedLane[],
  metrics: readonly Metric[],
): Certainty {
  const found = lanes.map(({ replications }) => replications)
  const stabilities = found.map(stabilityOf)
  const figures = metrics.map((metric) => figuresOf(metric, found, stabilities))
  return {
    count: Math.min(...found.map(({ length }) => length)),
    finding: replicatedFinding(lanes),
    lanes: stabilities.map((stability, lane) => ({
      stability,
      ...amountsOf(found[lane] ?? []),
      figures: figures.map((each) => each[lane] as FigureCertainty),
    })),
  }
}

function amountsOf(
  own: readonly Replication[],
): Pick<LaneCertainty, 'load' | 'requests' | 'beginnings'> {
  const sum = (of: (each: Replication) => number) => own.reduce((all, each) => all + of(each), 0)
  return {
    load: sum(({ busyRatio }) => busyRatio) / own.length,
    requests: sum(({ ended }) => ended),
    beginnings: own.flatMap(({ beginning }) => beginning ?? []),
  }
}

/** One figure of every lane. */
function figuresOf(
  metric: Metric,
  found: readonly (readonly Replication[])[],
  stabilities: readonly Stability[],
): readonly FigureCertainty[] {
  // Of what is not claimed of a lane nothing is known.
  const known = found.map((own, lane) =>
    isClaimed(metric, stabilities[lane] as Stability) ? own : [],
  )
  const [base = [], ...others] = known
  const told = known.map((own, lane) =>
    lane > 0 ? tell(metric, [own, base], others.length) : null,
  )
  // A place says no more than what is told: who is not told from the base is not placed before or behind it.
  const compare = (one: number, other: number): Comparison | null => {
    if (other === 0 && told[one]?.isApart !== true) return null
    const between = compareOn(metric, known[one] ?? [], known[other] ?? [])
    return between === null || isBlurred(metric, between) ? null : between
  }
  const ranks = rankRanges(found.length, compare, metric)
  const areSeveral = known.filter(({ length }) => length > 0).length > 1
  return known.map((own, lane) => ({
    metric,
    interval: figureInterval(metric, own),
    told: told[lane] ?? null,
    rank: areSeveral && own.length > 0 ? (ranks[lane] ?? null) : null,
  }))
}
