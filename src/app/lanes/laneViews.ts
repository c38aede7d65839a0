/** What the page says about its lanes: selectors over the state, in the order of the lanes. */
import { type ComparedLane, type Finding, findingOf } from '../../analysis/compare.ts'
import type { LaneReport } from '../../analysis/report.ts'
import type { Series } from '../../analysis/series.ts'
import type { LanePicture } from '../../runtime/client.ts'
import { laneIds, laneTitle } from '../../scenario/patch.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { PageState } from '../state.ts'
import { BASE } from '../store.ts'

export interface LaneView {
  /** Key in the state: '' is the base. */
  readonly lane: string
  readonly position: number
  readonly letter: string
  readonly title: string
}

/** One memory is enough: there is one scenario on the page. */
function remembered<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | null = null
  return (key) => {
    if (last?.key !== key) last = { key, value: make(key) }
    return last.value
  }
}

export const laneViews = remembered((scenario: Scenario): readonly LaneView[] =>
  laneIds(scenario).map(({ id, letter }, position) => ({
    lane: id ?? BASE,
    position,
    letter,
    title: laneTitle(scenario, id),
  })),
)

export interface MeasuredLane extends LaneView {
  readonly picture: LanePicture
  readonly report: LaneReport
  readonly series: Series
}

/** The lanes that have numbers; what is absent is still under way. */
export function measuredLanes(
  state: Pick<PageState, 'scenario' | 'lanes'>,
): readonly MeasuredLane[] {
  return laneViews(state.scenario).flatMap((view) => {
    const picture = state.lanes[view.lane]?.picture
    if (picture?.numbers == null) return []
    const { report, series } = picture.numbers
    return [{ ...view, picture, report, series }]
  })
}

/** The sentence under the lanes; null until every lane has numbers. */
export function findingFor(state: Pick<PageState, 'scenario' | 'lanes'>): Finding | null {
  const lanes = measuredLanes(state)
  if (lanes.length < laneViews(state.scenario).length) return null
  return findingOf(
    lanes.map(({ letter, title, report }): ComparedLane => ({ letter, title, report })),
  )
}
