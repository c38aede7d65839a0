/** What `compare` found, as data: what its text shows and `--json` prints. A figure that there is not is null. */
import { certaintyOf } from '../../analysis/replications/certainty.ts'
import { CONFIDENCE } from '../../analysis/replications/confidence.ts'
import { type FigureResult, figureResult } from '../../analysis/replications/figureResult.ts'
import type { Metric } from '../../analysis/replications/metrics.ts'
import { type ShortRun, shortRunOf } from '../../analysis/replications/shortRun.ts'
import type { Stability } from '../../analysis/replications/stability.ts'
import { replicationWindow } from '../../analysis/replications/window.ts'
import { ENGINE_REVISION } from '../../engine/revision.ts'
import { isTrafficPatched, type LaneRef, laneTitle, resolveLane } from '../../scenario/lanes.ts'
import { laneWords } from '../../scenario/laneWords.ts'
import type { Scenario } from '../../scenario/types.ts'
import { type ShortWarmUpResult, settledMsOf, shortWarmUpResult } from '../warmUpResult.ts'
import type { Replicated } from './replicate.ts'

export const COMPARISON_FORMAT = 0

export interface LaneComparison {
  readonly letter: string
  readonly id: string | null
  readonly title: string
  readonly hasOtherTraffic: boolean
  readonly stability: Stability
  /** Where its runs are too short for its load, how busy it is and how many requests would do; else null. */
  readonly short: ShortRun | null
  /** From here on its latency is alike, by MSER-5; null where that cannot be told. */
  readonly settledMs: number | null
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
  /** Null where the warm-up does, or it cannot be told. */
  readonly shortWarmUp: ShortWarmUpResult | null
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
  const letters = lanes.map(({ letter }) => letter)
  return {
    comparisonFormat: COMPARISON_FORMAT,
    engineRevision: ENGINE_REVISION,
    title: scenario.title,
    seed: scenario.seed,
    replications: certainty.count,
    confidence: CONFIDENCE,
    window: { fromMs: window.fromUs / 1000, toMs: window.toUs / 1000 },
    finding: certainty.finding?.parts.map(({ text }) => text).join('') ?? '',
    shortWarmUp: shortWarmUpResult(certainty.lanes, letters, window),
    lanes: certainty.lanes.map((lane, i) => ({
      ...(refs[i] as LaneRef),
      title: laneTitle(scenario, refs[i]?.id ?? null),
      hasOtherTraffic: isTrafficPatched(scenario, refs[i]?.id ?? null),
      stability: lane.stability,
      short: shortRunOf(lane),
      settledMs: settledMsOf(lane, window),
      figures: lane.figures.map((figure) => figureResult(figure, found[i] ?? [])),
      digests: (found[i] ?? []).map(({ digest }) => digest),
    })),
  }
}
