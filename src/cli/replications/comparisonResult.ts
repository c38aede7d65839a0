/** What `compare` found, as data: what its text shows and `--json` prints. A figure that there is not is null. */
import { certaintyOf, type FigureCertainty } from '../../analysis/replications/certainty.ts'
import { CONFIDENCE } from '../../analysis/replications/confidence.ts'
import type { Comparison, Interval } from '../../analysis/replications/interval.ts'
import type { Metric, MetricId } from '../../analysis/replications/metrics.ts'
import type { RankRange } from '../../analysis/replications/ranks.ts'
import type { Replication } from '../../analysis/replications/replication.ts'
import { type ShortRun, shortRunOf } from '../../analysis/replications/shortRun.ts'
import type { Stability } from '../../analysis/replications/stability.ts'
import type { Told } from '../../analysis/replications/tell.ts'
import { replicationWindow } from '../../analysis/replications/window.ts'
import { ENGINE_REVISION } from '../../engine/revision.ts'
import { isTrafficPatched, type LaneRef, laneTitle, resolveLane } from '../../scenario/lanes.ts'
import { laneWords } from '../../scenario/laneWords.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { Replicated } from './replicate.ts'

export const COMPARISON_FORMAT = 0

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

export interface LaneComparison {
  readonly letter: string
  readonly id: string | null
  readonly title: string
  readonly hasOtherTraffic: boolean
  readonly stability: Stability
  /** Where its runs are too short for its load, how busy it is and how many requests would do; else null. */
  readonly short: ShortRun | null
  readonly figures: readonly FigureResult[]
  /** Of each replication, by which it can be found again. */
  readonly digests: readonly string[]
}

export interface ComparisonResult {
  readonly comparisonFormat: number
  readonly engineRevision: number
  readonly title: string
  readonly seed: string
  readonly replications: number
  readonly confidence: number
  readonly window: { readonly fromMs: number; readonly toMs: number }
  /** As a sentence; empty where there is nothing to claim. */
  readonly finding: string
  readonly lanes: readonly LaneComparison[]
}

interface Compared {
  readonly refs: readonly LaneRef[]
  readonly found: Replicated
  readonly metrics: readonly Metric[]
}

export function comparisonResult(scenario: Scenario, compared: Compared): ComparisonResult {
  const { refs, found, metrics } = compared
  const window = replicationWindow(refs.map(({ id }) => resolveLane(scenario, id)))
  const lanes = refs.map(({ id, letter }, i) => ({
    letter,
    words: laneWords(scenario, id),
    replications: found[i] ?? [],
  }))
  const certainty = certaintyOf(lanes, metrics)
  return {
    comparisonFormat: COMPARISON_FORMAT,
    engineRevision: ENGINE_REVISION,
    title: scenario.title,
    seed: scenario.seed,
    replications: certainty.count,
    confidence: CONFIDENCE,
    window: { fromMs: window.fromUs / 1000, toMs: window.toUs / 1000 },
    finding: certainty.finding?.parts.map(({ text }) => text).join('') ?? '',
    lanes: certainty.lanes.map((lane, i) => ({
      ...(refs[i] as LaneRef),
      title: laneTitle(scenario, refs[i]?.id ?? null),
      hasOtherTraffic: isTrafficPatched(scenario, refs[i]?.id ?? null),
      stability: lane.stability,
      short: shortRunOf(lane),
      figures: lane.figures.map((figure) => figureResult(figure, found[i] ?? [])),
      digests: (found[i] ?? []).map(({ digest }) => digest),
    })),
  }
}

const figureResult = (
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

function againstOf({ comparison: { kind, interval, pValue }, needed }: Told): AgainstResult {
  return { ...boundsOf(interval), kind, pValue, needed: known(needed) }
}

const boundsOf = ({ estimate, low, high }: Interval): BoundsResult => ({ estimate, low, high })

const known = (value: number): number | null => (Number.isFinite(value) ? value : null)
