/** What health checks made of a fault, in the words of each lane. */
import {
  type FaultStory,
  faultStories,
  faultStoryWords,
} from '../../analysis/numbers/faultStory.ts'
import type { LanePicture } from '../../runtime/laneClient.ts'
import type { LaneId, PageState } from '../page/state.ts'

/** Asked for with every change of the state; a picture never changes. */
const known = new WeakMap<LanePicture, readonly FaultStory[]>()

/** '' where there is nothing to tell: no run yet, or a fault of no target. */
export function faultWords(lanes: PageState['lanes'], lane: LaneId, fault: string): string {
  const picture = lanes.get(lane)?.pictureMeasured
  if (picture == null) return ''
  const stories = known.get(picture) ?? faultStories(picture.trace, picture.scenario)
  known.set(picture, stories)
  const story = stories.find(({ id }) => id === fault)
  return story === undefined ? '' : faultStoryWords(story, picture.trace.meta.names)
}
