/** The mean of a figure of a lane as it stands in a table, or why there is none. */
import { figureInterval } from './figures.ts'
import type { Interval } from './interval.ts'
import type { Metric } from './metrics.ts'
import type { Replication } from './replication.ts'
import { isClaimed, type Stability, stabilityOf, UNSTABLE_WORDS } from './stability.ts'
import { type Bounds, boundsWords, joined } from './words.ts'

/** @param mean null where a run had no such figure */
export function meanWords(
  mean: Bounds | null,
  { unit, stability }: { readonly unit: Metric['unit']; readonly stability: Stability },
): string {
  if (stability !== 'stable' && !isClaimed({ unit }, stability)) {
    return `unstable: ${UNSTABLE_WORDS[stability]}`
  }
  return mean === null ? 'no answers in some run' : joined(boundsWords(mean, unit))
}

/** One figure of a lane over the runs that there are so far. */
export interface FoundFigure {
  /** Null where none is claimed, or none is there yet. */
  readonly mean: number | null
  /** Null of fewer than two runs. */
  readonly interval: Interval | null
  readonly words: string
  readonly stability: Stability
}

export function foundFigure(metric: Metric, found: readonly Replication[]): FoundFigure {
  const stability = stabilityOf(found)
  if (found.length === 0) return { mean: null, interval: null, words: '–', stability }
  const { unit } = metric
  const interval = isClaimed(metric, stability) ? figureInterval(metric, found) : null
  const only = found.length === 1 ? found[0]?.figures[metric.id] : undefined
  if (interval === null && only !== undefined && Number.isFinite(only)) {
    if (isClaimed(metric, stability)) {
      const { figure } = boundsWords({ estimate: only, low: only, high: only }, unit)
      return { mean: only, interval, words: `${figure} in one run`, stability }
    }
  }
  const words = meanWords(interval, { unit, stability })
  return { mean: interval?.estimate ?? null, interval, words, stability }
}
