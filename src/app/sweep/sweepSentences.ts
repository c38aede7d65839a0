/** What a sweep says of its lanes, and what is saved of it. */
import { certaintyOf } from '../../analysis/replications/certainty.ts'
import { type Expectation, expectationWords } from '../../analysis/replications/expectation.ts'
import { METRICS, type Metric } from '../../analysis/replications/metrics.ts'
import { ordersOf, reachesOf, type SweptPoint } from '../../analysis/replications/sweep.ts'
import { sweepCsv } from '../../analysis/replications/sweepCsv.ts'
import { orderWords, reachWords, type Say } from '../../analysis/replications/sweepWords.ts'
import type { LaneView } from '../selectors/laneViews.ts'

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
  const values = points.map(({ at }) => at)
  const orders = ordersOf(points, metric).map((order) =>
    orderWords(order, { metric: metric.id, letters, values, say }),
  )
  if (goal === null) return orders
  const words = expectationWords(goal)
  const reaches = reachesOf(points, goal).map((reach, i) =>
    reachWords(reach, { letter: letters[i] ?? '', goal: words, values, say }),
  )
  return [...reaches, ...orders]
}

/** Every figure, and not only the one on show. */
export function savedSweep(
  points: readonly SweptPoint[],
  of: { readonly path: string; readonly views: readonly LaneView[] },
): string {
  const { path, views } = of
  const rows = points.flatMap(({ at, lanes }) => {
    const replicated = lanes.map((replications, i) => ({
      letter: views[i]?.letter ?? '',
      words: '',
      replications,
    }))
    return certaintyOf(replicated, METRICS).lanes.flatMap(({ stability, figures }, i) =>
      figures.map(({ metric, interval, told }) => ({
        at: [at],
        letter: views[i]?.letter ?? '',
        title: views[i]?.title ?? '',
        stability,
        metric: metric.id,
        unit: metric.unit,
        replications: lanes[i]?.length ?? 0,
        mean: interval,
        against:
          told === null
            ? null
            : {
                ...told.comparison.interval,
                kind: told.comparison.kind,
                needed: Number.isFinite(told.needed) ? told.needed : null,
              },
      })),
    )
  })
  return sweepCsv([path], rows)
}
