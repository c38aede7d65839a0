/** What the charts are told: all lanes that have numbers, the faults of the base, the whole run as window. */

import type { ChartInput } from '../../view/charts/define.ts'
import { faultMarks } from '../../view/layout/faultMarks.ts'
import type { PageState } from '../page/state.ts'
import { isUpToDate, type LaneView, measuredLanes } from './laneViews.ts'

/** Null until every lane that is there has numbers at least once. */
export function chartInputOf(
  views: readonly LaneView[],
  state: PageState['lanes'],
  settledUs: number | null,
): ChartInput | null {
  const lanes = measuredLanes(views, state)
  const base = lanes[0]
  if (base === undefined || base.position !== 0) return null
  const { meta } = base.picture.trace
  return {
    lanes: lanes.flatMap(({ position, title, picture }) => {
      const { numbers, trace, scenario } = picture
      const { names } = trace.meta
      const faults = faultMarks(scenario, names)
      return numbers === null ? [] : [{ position, title, numbers, targets: names.targets, faults }]
    }),
    areComparable: views.every(({ lane }) => isUpToDate(state.get(lane))),
    faults: faultMarks(base.picture.scenario, meta.names),
    window: { fromUs: 0, toUs: meta.durationUs },
    warmUpUs: meta.warmUpUs,
    settledUs,
  }
}
