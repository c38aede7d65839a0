/** The digest of the experiment: equal digests, equal runs, in every browser and on the command line. */
import { laneIds } from '../../scenario/lanes.ts'
import { experimentDigest } from '../../trace/digest.ts'
import type { PageState } from '../page/state.ts'

/** Empty while a lane is under way, or was given up: what is there is then partly of the run before. */
export function selectDigest({ scenario, lanes, running }: PageState): string {
  if (running.size > 0) return ''
  const digests: string[] = []
  for (const { id } of laneIds(scenario)) {
    const lane = lanes.get(id)
    if (lane?.pictureMeasured == null || lane.failure !== null) return ''
    digests.push(lane.pictureMeasured.trace.meta.digest)
  }
  return experimentDigest(digests)
}
