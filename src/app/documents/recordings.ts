/** Recorded traffic that a scenario asks for: what ships with the page is fetched by its hash. */
import { datasetPath } from '../../interop/datasets.ts'
import { decodeRecording } from '../../interop/recordingJson.ts'
import type { Recording, Recordings } from '../../model/recording.ts'
import { recordingsOf } from '../../scenario/recordings.ts'
import type { Scenario } from '../../scenario/types.ts'

/** Hashes that a scenario replays and that are not there. */
export const missingRecordings = (scenario: Scenario, have: Recordings): readonly string[] =>
  recordingsOf(scenario).filter((hash) => !Object.hasOwn(have, hash))

/** Null when the page does not have it. */
export async function fetchRecording(hash: string): Promise<Recording | null> {
  try {
    const answer = await fetch(new URL(datasetPath(hash), document.baseURI))
    if (!answer.ok) return null
    const decoded = decodeRecording(await answer.json())
    return decoded.ok && decoded.recording.hash === hash ? decoded.recording : null
  } catch {
    return null
  }
}

export const missingWords = (hash: string): string =>
  `This scenario replays recorded traffic (${hash}) that a link cannot carry. Drop its access log on the page, or open another scenario.`
