/** Which recordings a scenario replays. Their requests are no part of it: it names them by their hash. */
import { replayedBy } from '../arrivals/index.ts'
import { laneIds, resolveLane } from './lanes.ts'
import type { Population } from './things/clients.ts'
import type { LaneScenario, Scenario } from './types.ts'

/** Hash of the recording that a population replays; null where its requests are drawn. */
export const recordingOfClients = ({ arrivals }: Pick<Population, 'arrivals'>): string | null =>
  replayedBy(arrivals)

/** Hashes of the recordings of one lane, each once. */
export function recordingsOfLane(lane: LaneScenario): readonly string[] {
  const hashes = Object.values(lane.clients).map(recordingOfClients)
  return [...new Set(hashes.filter((hash) => hash !== null))]
}

/** Hashes of the recordings that any lane replays, each once. */
export const recordingsOf = (scenario: Scenario): readonly string[] => [
  ...new Set(laneIds(scenario).flatMap(({ id }) => recordingsOfLane(resolveLane(scenario, id)))),
]
