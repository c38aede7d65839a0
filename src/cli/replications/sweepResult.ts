/** What `sweep` found: a comparison at each point; as JSON, as CSV and as text. */

import type { Expectation } from '../../analysis/replications/expectation.ts'
import { expectationWords } from '../../analysis/replications/expectation.ts'
import { meanWords } from '../../analysis/replications/meanWords.ts'
import type { Metric } from '../../analysis/replications/metrics.ts'
import { type Reach, reachesOf, type SweptPoint } from '../../analysis/replications/sweep.ts'
import { sweepCsv as csvOf } from '../../analysis/replications/sweepCsv.ts'
import { type SweepSays, sweepSays } from '../../analysis/replications/sweepSays.ts'
import type { LaneRef } from '../../scenario/lanes.ts'
import { oneLine, table } from '../format.ts'
import { type ComparisonResult, comparisonResult } from './comparisonResult.ts'
import type { Replicated } from './replicate.ts'
import type { Point, Varied } from './varied.ts'

export const SWEEP_FORMAT = 0

export interface SweepResult {
  readonly sweepFormat: number
  readonly varied: readonly Varied[]
  readonly points: readonly SweepPoint[]
  /** Of one setting: where each lane meets the goal, and which is lower where; as sentences. */
  readonly says: SweepSays['sentences']
  /** How sure they are. */
  readonly notes: SweepSays['notes']
  /** What was asked for with --goal; null where nothing was. */
  readonly goal: GoalResult | null
}

interface GoalResult {
  readonly expectation: string
  readonly lanes: readonly {
    readonly letter: string
    /** One a point, in the order of their values. */
    readonly verdicts: Reach['verdicts']
    readonly changes: Reach['changes']
  }[]
}

/** A point, and for each lane its replications. */
export interface Swept extends Point {
  readonly found: Replicated
}

/** Of one setting, in the order of its values. */
export const inOrder = (points: readonly Swept[]): readonly SweptPoint[] =>
  points.map(({ at, found }) => ({ at: at[0] as number, lanes: found })).sort((a, b) => a.at - b.at)

interface Asked {
  readonly varied: readonly Varied[]
  readonly refs: readonly LaneRef[]
  readonly metrics: readonly Metric[]
  readonly goal: Expectation | null
}

/** Nothing of two settings. */
function saysOf(points: readonly Swept[], { varied, refs, metrics, goal }: Asked): SweepSays {
  const [only, ...others] = varied
  const letters = refs.map(({ letter }) => letter)
  return only === undefined || others.length > 0
    ? { sentences: [], notes: [] }
    : sweepSays(inOrder(points), { metrics, goal, letters, say: sayOf(only) })
}

/** `320 /s`: as it is asked for, with its unit. */
const sayOf =
  ({ unit }: Varied) =>
  (value: number): string =>
    `${value} ${unit}`.trim()

export function sweepResult(points: readonly Swept[], of: Asked): SweepResult {
  const { varied, refs, metrics, goal } = of
  const line = varied.length === 1 ? inOrder(points) : []
  const values = line.map(({ at }) => at)
  const letters = refs.map(({ letter }) => letter)
  const reaches = goal === null ? [] : reachesOf(line, goal)
  const says = saysOf(points, of)
  const expectation = goal === null ? '' : expectationWords(goal)
  return {
    sweepFormat: SWEEP_FORMAT,
    varied: varied.map(({ path, unit, values: asked }) => ({
      ...{ path, unit },
      values: goal === null ? asked : values,
    })),
    // What was looked at more closely stands where it belongs.
    points: (goal === null
      ? points
      : [...points].sort((a, b) => Number(a.at[0]) - Number(b.at[0]))
    ).map(({ at, scenario, found }) => ({
      at,
      comparison: comparisonResult(scenario, { refs, found, metrics }),
    })),
    says: says.sentences,
    notes: says.notes,
    goal:
      goal === null
        ? null
        : {
            expectation,
            lanes: reaches.map(({ verdicts, changes }, i) => ({
              letter: letters[i] ?? '',
              verdicts,
              changes,
            })),
          },
  }
}

export interface SweepPoint {
  /** A value of each setting that is varied, in their order. */
  readonly at: readonly number[]
  readonly comparison: ComparisonResult
}

/** A table for each figure: a row a point, a column a lane. */
export function sweepText({ varied, points, says, notes }: SweepResult): string {
  const [first] = points
  if (first === undefined) return ''
  const { title, seed, replications, confidence, lanes } = first.comparison
  const paths = varied.map(({ path }) => path)
  const names = lanes.map((lane) => `${lane.letter} ${oneLine(lane.title)}`)
  const blocks = (lanes[0]?.figures ?? []).map(({ metric }, i) => {
    const rows = points.map(({ at, comparison }) => [
      ...varied.map((each, k) => sayOf(each)(at[k] as number)),
      ...comparison.lanes.flatMap(({ figures, stability }) => {
        const figure = figures[i]
        return figure === undefined ? [] : [meanWords(figure.mean, { ...figure, stability })]
      }),
    ])
    return `${metric}\n${table([[...paths, ...names], ...rows], '   ')}`
  })
  const basis = `${replications} replications, ${100 * confidence} % confidence`
  const head = `${oneLine(title)}  (seed ${oneLine(seed)}, ${basis})`
  const lines = [says, notes].filter(({ length }) => length > 0).map((each) => each.join('\n'))
  return [head, ...blocks, ...lines].join('\n\n')
}

/** A row for each figure of each lane at each point. */
export const sweepCsv = ({ varied, points }: SweepResult): string =>
  csvOf(
    varied.map(({ path }) => path),
    points.flatMap(({ at, comparison: { lanes, replications } }) =>
      lanes.flatMap(({ letter, title, stability, figures }) =>
        figures.map((figure) => ({ at, letter, title, stability, replications, ...figure })),
      ),
    ),
  )
