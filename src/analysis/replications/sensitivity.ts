/**
 * Whether what is said of lanes survives that what went into them is not quite so: how each compares with the first as
 * things stand, and with each input larger or smaller. All points are looked at together, so each has to be the surer.
 */
import type { Metric } from './metrics.ts'
import { isClaimed, stabilityOf } from './stability.ts'
import type { SweptPoint } from './sweep.ts'
import { type Told, tell } from './tell.ts'

/** How a lane compares with the first at one point. */
export interface Standing {
  /** Null where it is not claimed of both, or the point is left out. */
  readonly told: Told | null
  /** Whether the lane has less of the figure, or more; open where the two are not told apart. */
  readonly order: 'less' | 'more' | 'open' | 'left-out'
}

/** One input, smaller and larger. */
export interface Moved {
  readonly lower: Standing
  readonly higher: Standing
}

/** One lane against the first. */
export interface Sensitivity {
  readonly lane: number
  readonly asItIs: Standing
  /** One an input, in their order. */
  readonly moved: readonly Moved[]
}

/** @param points by the numbers of `inputValues`; one that is not possible is missing */
export function sensitivitiesOf(
  points: readonly SweptPoint[],
  metric: Metric,
  inputs: number,
): readonly Sensitivity[] {
  const lanes = points[0]?.lanes.length ?? 0
  const comparisons = Math.max(1, points.length * (lanes - 1))
  return Array.from({ length: Math.max(0, lanes - 1) }, (_, i): Sensitivity => {
    const at = (value: number): Standing =>
      standingAt(
        points.find((point) => point.at === value),
        { metric, lane: i + 1, comparisons },
      )
    const moved = Array.from({ length: inputs }, (__, input) => ({
      lower: at(-input - 1),
      higher: at(input + 1),
    }))
    return { lane: i + 1, asItIs: at(0), moved }
  })
}

function standingAt(
  point: SweptPoint | undefined,
  of: { readonly metric: Metric; readonly lane: number; readonly comparisons: number },
): Standing {
  if (point === undefined) return { told: null, order: 'left-out' }
  const { metric, lane, comparisons } = of
  const [base = [], own = []] = [point.lanes[0], point.lanes[lane]]
  const areClaimed = [base, own].every((each) => isClaimed(metric, stabilityOf(each)))
  const told = areClaimed ? tell(metric, [own, base], comparisons) : null
  if (told?.isApart !== true) return { told, order: 'open' }
  const { kind, interval } = told.comparison
  return { told, order: interval.estimate < (kind === 'ratio' ? 1 : 0) ? 'less' : 'more' }
}
