/** One figure of every lane at every value of a sweep: what its chart and its table show. */
import { CONFIDENCE } from '../../analysis/replications/confidence.ts'
import { figureInterval } from '../../analysis/replications/figures.ts'
import type { Interval } from '../../analysis/replications/interval.ts'
import type { Metric } from '../../analysis/replications/metrics.ts'
import { isClaimed, stabilityOf, UNSTABLE_WORDS } from '../../analysis/replications/stability.ts'
import type { SweptPoint } from '../../analysis/replications/sweep.ts'
import { boundsWords, joined } from '../../analysis/replications/words.ts'

export interface SweptFigure {
  /** The mean of the runs; null where none is claimed, or none is there yet. */
  readonly mean: number | null
  /** Null of fewer than two runs. */
  readonly interval: Interval | null
  readonly words: string
  readonly stability: ReturnType<typeof stabilityOf>
}

/** For each point each lane. */
export const sweptFigures = (
  points: readonly SweptPoint[],
  metric: Metric,
): readonly (readonly SweptFigure[])[] =>
  points.map(({ lanes }) =>
    lanes.map((found): SweptFigure => {
      const stability = stabilityOf(found)
      if (found.length === 0) return { mean: null, interval: null, words: '–', stability }
      if (stability !== 'stable' && !isClaimed(metric, stability)) {
        const words = `unstable: ${UNSTABLE_WORDS[stability]}`
        return { mean: null, interval: null, words, stability }
      }
      const interval = figureInterval(metric, found, CONFIDENCE)
      const first = found[0]?.figures[metric.id] ?? Number.NaN
      const mean = interval?.estimate ?? first
      if (!Number.isFinite(mean)) {
        return { mean: null, interval: null, words: 'no answers in some run', stability }
      }
      const words =
        interval === null
          ? `${boundsWords({ estimate: mean, low: mean, high: mean }, metric.unit).figure} in one run`
          : joined(boundsWords(interval, metric.unit))
      return { mean, interval, words, stability }
    }),
  )
