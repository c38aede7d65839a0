/** What `sensitivity` found: how lanes compare with each input larger and smaller; as JSON and as text. */
import { CONFIDENCE } from '../../analysis/replications/confidence.ts'
import { type AgainstResult, againstOf } from '../../analysis/replications/figureResult.ts'
import type { Metric, MetricId } from '../../analysis/replications/metrics.ts'
import {
  type Sensitivity,
  type Standing,
  sensitivitiesOf,
} from '../../analysis/replications/sensitivity.ts'
import {
  SENSITIVITY_NOTE,
  sensitivityWords,
  standingWords,
} from '../../analysis/replications/sensitivityWords.ts'
import type { SweptPoint } from '../../analysis/replications/sweep.ts'
import { percentText } from '../../base/percentText.ts'
import { ENGINE_REVISION } from '../../engine/revision.ts'
import type { Input } from '../../scenario/edits/inputs.ts'
import type { Scenario } from '../../scenario/types.ts'
import { oneLine, table } from '../format.ts'

export const SENSITIVITY_FORMAT = 0

interface StandingResult {
  /** Null where it is not claimed, or the point is left out. */
  readonly against: AgainstResult | null
  readonly order: Standing['order']
  /** As it stands in the table. */
  readonly words: string
}

export interface SensitivityResult {
  readonly sensitivityFormat: number
  readonly engineRevision: number
  readonly title: string
  readonly seed: string
  readonly replications: number
  readonly confidence: number
  readonly byRatio: number
  readonly inputs: readonly { readonly id: Input['id']; readonly name: string }[]
  /** Every lane but the first against it, in every figure. */
  readonly pairs: readonly {
    readonly metric: MetricId
    readonly letter: string
    readonly other: string
    readonly asItIs: StandingResult
    /** One an input. */
    readonly moved: readonly { readonly lower: StandingResult; readonly higher: StandingResult }[]
    readonly says: string
  }[]
}

export function sensitivityResult(
  scenario: Scenario,
  of: {
    readonly points: readonly SweptPoint[]
    readonly inputs: readonly Input[]
    readonly byRatio: number
    readonly metrics: readonly Metric[]
    readonly letters: readonly string[]
    readonly replications: number
  },
): SensitivityResult {
  const { points, inputs, byRatio, metrics, letters, replications } = of
  const pairOf = (metric: Metric, found: Sensitivity) => ({
    metric: metric.id,
    letter: letters[found.lane] ?? '',
    other: letters[0] ?? '',
    asItIs: standingResult(found.asItIs),
    moved: found.moved.map(({ lower, higher }) => ({
      lower: standingResult(lower),
      higher: standingResult(higher),
    })),
    says: sensitivityWords(found, { metric, inputs, byRatio, letters }),
  })
  return {
    sensitivityFormat: SENSITIVITY_FORMAT,
    engineRevision: ENGINE_REVISION,
    title: scenario.title,
    seed: scenario.seed,
    replications,
    confidence: CONFIDENCE,
    byRatio,
    inputs: inputs.map(({ id, name }) => ({ id, name })),
    pairs: metrics.flatMap((metric) =>
      sensitivitiesOf(points, metric, inputs.length).map((found) => pairOf(metric, found)),
    ),
  }
}

const standingResult = (standing: Standing): StandingResult => ({
  against: standing.told === null ? null : againstOf(standing.told),
  order: standing.order,
  words: standingWords(standing),
})

/** A table for each pair: a row an input. */
export function sensitivityText(result: SensitivityResult): string {
  const { title, seed, replications, confidence, byRatio, inputs, pairs } = result
  const by = `${percentText(byRatio)} %`
  const basis = `${replications} replications, ${100 * confidence} % confidence`
  const blocks = pairs.map(({ metric, letter, other, asItIs, moved }) => {
    const rows = moved.map(({ lower, higher }, i) => [
      inputs[i]?.name ?? '',
      lower.words,
      higher.words,
    ])
    const head = ['', `${by} lower`, `${by} higher`]
    return `${metric} of ${letter} against ${other}; as things stand ${asItIs.words}\n${table([head, ...rows], '   ')}`
  })
  return [
    `${oneLine(title)}  (seed ${oneLine(seed)}, ${basis})`,
    ...blocks,
    pairs.map(({ says }) => says).join('\n'),
    SENSITIVITY_NOTE,
  ].join('\n\n')
}
