/** A goal to begin with: one that some of what a sweep has found meets, and some does not. */
import { foundFigure } from './meanWords.ts'
import type { Metric } from './metrics.ts'
import type { SweptPoint } from './sweep.ts'

/** Fewer digits are easier to read; more than these nobody needs. */
const DIGITS = { min: 2, max: 15 }

/**
 * In the middle of all means, by factors, in as few digits as lie between them; `usual` if that does.
 * Null where all are the same, and of nothing.
 */
export function proposedGoal(
  points: readonly SweptPoint[],
  metric: Metric,
  usual: number | null,
): number | null {
  const means = points.flatMap(({ lanes }) =>
    lanes.flatMap((found) => foundFigure(metric, found).mean ?? []),
  )
  const [low, high] = [Math.min(...means), Math.max(...means)]
  const isBetween = (value: number): boolean => low < value && value < high
  if (usual !== null && isBetween(usual)) return usual
  const middle = low > 0 ? Math.sqrt(low * high) : (low + high) / 2
  for (let digits = DIGITS.min; digits <= DIGITS.max; digits++) {
    const rounded = Number(middle.toPrecision(digits))
    if (isBetween(rounded)) return rounded
  }
  return null
}
