/** What `compare` found, as data: what its text shows and `--json` prints. A figure that there is not is null. */
import type { Window } from '../../analysis/numbers/window.ts'
import { compareOn, figureInterval } from '../../analysis/replications/figures.ts'
import { replicatedFinding } from '../../analysis/replications/finding.ts'
import { CONFIDENCE, type Comparison, type Interval } from '../../analysis/replications/interval.ts'
import type { Metric, MetricId } from '../../analysis/replications/metrics.ts'
import { type RankRange, rankRanges } from '../../analysis/replications/ranks.ts'
import type { Replication } from '../../analysis/replications/replication.ts'
import { type Stability, stabilityOf } from '../../analysis/replications/stability.ts'
import { type Told, tell } from '../../analysis/replications/tell.ts'
import { ENGINE_REVISION } from '../../engine/revision.ts'
import { isTrafficPatched, type LaneRef, laneTitle } from '../../scenario/lanes.ts'
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
  /** Null where a run had no answers, and of lanes that are unstable: no mean is claimed of them. */
  readonly mean: BoundsResult | null
  /** Against the first lane, pair by pair; null of it itself too. */
  readonly against: AgainstResult | null
  /** Which place among the lanes it may have; null where lanes are unstable or cannot be compared. */
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
  readonly window: Window
  readonly metrics: readonly Metric[]
}

export function comparisonResult(scenario: Scenario, compared: Compared): ComparisonResult {
  const { refs, found, window } = compared
  const lanes = refs.map(({ id, letter }, i) => ({
    letter,
    words: laneWords(scenario, id),
    replications: found[i] ?? [],
  }))
  const finding = replicatedFinding(lanes)
  return {
    comparisonFormat: COMPARISON_FORMAT,
    engineRevision: ENGINE_REVISION,
    title: scenario.title,
    seed: scenario.seed,
    replications: found[0]?.length ?? 0,
    confidence: CONFIDENCE,
    window: { fromMs: window.fromUs / 1000, toMs: window.toUs / 1000 },
    finding: finding?.parts.map(({ text }) => text).join('') ?? '',
    lanes: refs.map(({ id, letter }, i) => ({
      letter,
      id,
      title: laneTitle(scenario, id),
      hasOtherTraffic: isTrafficPatched(scenario, id),
      stability: stabilityOf(found[i] ?? []),
      figures: compared.metrics.map((metric) => figureOf(metric, i, found)),
      digests: (found[i] ?? []).map(({ digest }) => digest),
    })),
  }
}

function figureOf(metric: Metric, lane: number, found: Replicated): FigureResult {
  const own = found[lane] ?? []
  const isStable = (one: readonly Replication[]): boolean => stabilityOf(one) === 'stable'
  const mean = isStable(own) ? figureInterval(metric, own) : null
  const areComparable = found.length > 1 && found.every(isStable)
  const against =
    lane > 0 && areComparable ? tell(metric, [own, found[0] as typeof own], found.length - 1) : null
  return {
    metric: metric.id,
    unit: metric.unit,
    mean: mean === null ? null : boundsOf(mean),
    against: against === null ? null : againstOf(against),
    rank: areComparable ? rankOf(metric, lane, found) : null,
    values: own.map(({ figures }) => known(figures[metric.id])),
  }
}

function rankOf(metric: Metric, lane: number, found: Replicated): RankRange | null {
  const compare = (one: number, other: number): Comparison | null =>
    compareOn(metric, found[one] ?? [], found[other] ?? [])
  return rankRanges(found.length, compare, metric)[lane] ?? null
}

function againstOf({ comparison: { kind, interval, pValue }, needed }: Told): AgainstResult {
  return { ...boundsOf(interval), kind, pValue, needed: known(needed) }
}

const boundsOf = ({ estimate, low, high }: Interval): BoundsResult => ({ estimate, low, high })

const known = (value: number): number | null => (Number.isFinite(value) ? value : null)
