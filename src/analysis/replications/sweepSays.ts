/** All that a sweep of one setting says of its lanes: the same sentences in the same order, whoever shows them. */
import { percentText } from '../../base/percentText.ts'
import { CONFIDENCE } from './confidence.ts'
import { type Expectation, expectationWords } from './expectation.ts'
import type { Metric } from './metrics.ts'
import { ordersOf, reachesOf, type SweptPoint } from './sweep.ts'
import { orderWords, reachWords, type Say } from './sweepWords.ts'

export interface SweepSays {
  /** Where each lane meets the goal, and then which lane is lower where. */
  readonly sentences: readonly string[]
  /** How sure they are. */
  readonly notes: readonly string[]
}

export function sweepSays(
  points: readonly SweptPoint[],
  of: {
    readonly metrics: readonly Metric[]
    readonly goal: Expectation | null
    readonly letters: readonly string[]
    readonly say: Say
  },
): SweepSays {
  const { metrics, goal, letters, say } = of
  const said = { values: points.map(({ at }) => at), say }
  const reaches =
    goal === null
      ? []
      : reachesOf(points, goal).map((reach, i) =>
          reachWords(reach, { ...said, letter: letters[i] ?? '', goal: expectationWords(goal) }),
        )
  const orders = metrics.flatMap((metric) =>
    ordersOf(points, metric).map((order) => orderWords(order, { ...said, metric, letters })),
  )
  return {
    sentences: [...reaches, ...orders],
    notes: [
      ...(reaches.length === 0 ? [] : [GOAL_NOTE]),
      ...(orders.length === 0 ? [] : [ORDER_NOTE]),
    ],
  }
}

const GOAL_NOTE = `Whether a lane meets the goal is held at each value by itself, with ${percentText(CONFIDENCE)} % confidence: of many values one may seem decided by chance.`
const ORDER_NOTE =
  'Which lane is lower is held at all values together, so to be told apart takes more than at one alone; more runs tell more.'
