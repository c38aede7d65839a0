/** What a sweep says of its lanes, and what is saved of it. */
import { type Expectation, expectationWords } from '../../analysis/replications/expectation.ts'
import { METRICS, type Metric } from '../../analysis/replications/metrics.ts'
import { ordersOf, reachesOf, type SweptPoint } from '../../analysis/replications/sweep.ts'
import { sweepCsv } from '../../analysis/replications/sweepCsv.ts'
import { orderWords, reachWords, type Say } from '../../analysis/replications/sweepWords.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import { sweptFigures } from './sweepFigures.ts'

/** Where each lane meets the goal, and which is lower where. */
export function sweepSentences(
  points: readonly SweptPoint[],
  of: {
    readonly metric: Metric
    readonly goal: Expectation | null
    readonly views: readonly LaneView[]
    readonly say: Say
  },
): readonly string[] {
  const { metric, goal, views, say } = of
  const letters = views.map(({ letter }) => letter)
  const orders = ordersOf(points, metric).map((order) =>
    orderWords(order, { metric: metric.id, letters, say }),
  )
  if (goal === null) return orders
  const words = expectationWords(goal)
  const reaches = reachesOf(points, goal).map((reach, i) =>
    reachWords(reach, { letter: letters[i] ?? '', goal: words, say }),
  )
  return [...reaches, ...orders]
}

/** Every figure, and not only the one on show. */
export function savedSweep(
  points: readonly SweptPoint[],
  of: { readonly path: string; readonly views: readonly LaneView[] },
): string {
  const { path, views } = of
  const rows = METRICS.flatMap((metric) =>
    sweptFigures(points, metric).flatMap((lanes, p) =>
      lanes.map(({ interval, stability }, i) => ({
        at: [points[p]?.at ?? Number.NaN],
        letter: views[i]?.letter ?? '',
        title: views[i]?.title ?? '',
        stability,
        metric: metric.id,
        unit: metric.unit,
        replications: points[p]?.lanes[i]?.length ?? 0,
        mean: interval,
        against: null,
      })),
    ),
  )
  return sweepCsv([path], rows)
}
