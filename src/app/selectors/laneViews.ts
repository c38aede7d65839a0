/** What the page says about its lanes: selectors over the state, in the order of the lanes. */
import type { LaneReport } from '../../analysis/numbers/report.ts'
import type { Series } from '../../analysis/numbers/series.ts'
import type { LanePicture } from '../../runtime/laneClient.ts'
import { sharingWithLast } from '../../scenario/document/structuralSharing.ts'
import { laneIds, laneTitle } from '../../scenario/lanes.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { LaneId, LaneState, PageState } from '../page/state.ts'

export interface LaneView {
  readonly lane: LaneId
  /** For lists and tabs: unique among the lanes, and the same as long as the lane is there. */
  readonly key: string
  readonly position: number
  readonly letter: string
  readonly title: string
}

const sharedViews = sharingWithLast<readonly LaneView[]>()

/** Asked for with every change of the state, which mostly is none of the scenario. */
let last: { readonly scenario: Scenario; readonly views: readonly LaneView[] } | null = null

/** The same array as long as it says the same, whatever else of the scenario changes. */
export function laneViews(scenario: Scenario): readonly LaneView[] {
  if (last?.scenario === scenario) return last.views
  const views = laneIds(scenario).map(({ id, letter }, position) => ({
    lane: id,
    key: id ?? '',
    position,
    letter,
    title: laneTitle(scenario, id),
  }))
  last = { scenario, views: sharedViews(views) }
  return last.views
}

/** Of the page's state: for `usePageState`. */
export const selectViews = ({ scenario }: PageState): readonly LaneView[] => laneViews(scenario)

export interface MeasuredLane extends LaneView {
  readonly picture: LanePicture
  readonly report: LaneReport
  readonly series: Series
}

/** The lanes that have numbers; what is absent is still under way. */
export function measuredLanes(
  views: readonly LaneView[],
  lanes: PageState['lanes'],
): readonly MeasuredLane[] {
  return views.flatMap((view) => {
    const picture = lanes.get(view.lane)?.pictureMeasured
    if (picture?.numbers == null) return []
    const { report, series } = picture.numbers
    return [{ ...view, picture, report, series }]
  })
}

let lastMeasured: readonly MeasuredLane[] = []

/** The same array as long as the pictures are the same: lanes that are asked, or fail, change nothing that is drawn. */
export function selectMeasured({ scenario, lanes }: PageState): readonly MeasuredLane[] {
  const measured = measuredLanes(laneViews(scenario), lanes)
  const isSame =
    measured.length === lastMeasured.length &&
    measured.every(({ key, title, position, picture }, i) => {
      const last = lastMeasured[i]
      return (
        last?.picture === picture &&
        last.key === key &&
        last.title === title &&
        last.position === position
      )
    })
  if (!isSame) lastMeasured = measured
  return lastMeasured
}

/** The scenario, and what its lanes have answered. */
export type Experiment = Pick<PageState, 'scenario' | 'lanes'>

/** Whether the numbers of a lane are those of its scenario as it is now, and not of the one before. */
export const isUpToDate = (lane: LaneState | undefined): boolean =>
  lane?.pictureMeasured?.numbers != null && lane.pictureMeasured.key === lane.wantedKey

/** Whether all lanes are of one scenario: until then nothing that one lane has over another is worth a word. */
export const areComparable = ({ lanes, scenario }: Experiment): boolean =>
  laneViews(scenario).every(({ lane }) => isUpToDate(lanes.get(lane)))
