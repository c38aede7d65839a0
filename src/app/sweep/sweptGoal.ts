/** The goal of a sweep: what was asked for, or one that lies within what its runs give. */
import type { Expectation } from '../../analysis/replications/expectation.ts'
import { metricOf } from '../../analysis/replications/metrics.ts'
import { proposedGoal } from '../../analysis/replications/proposedGoal.ts'
import type { PageState, SweepState } from '../page/state.ts'

/** Whether all runs are there. */
export const isWhole = ({ done, of }: SweepState): boolean => of > 0 && done === of

/** Null for none, and as long as none can be proposed. The goal of the page stands where it says something. */
export function sweptGoal(
  sweep: SweepState | null,
  { sweepLook: { metric: id, goals }, goalMs }: Pick<PageState, 'sweepLook' | 'goalMs'>,
): Expectation | null {
  const metric = metricOf(id)
  const wanted = goals[id]
  const bound =
    wanted !== undefined
      ? wanted
      : sweep !== null && isWhole(sweep)
        ? proposedGoal(sweep.points, metric, id === 'p99' ? goalMs : null)
        : null
  return bound === null ? null : { metric, isBelow: metric.isLessBetter, bound }
}
