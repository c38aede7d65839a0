/** Which recordings a scenario needs, and where those that ship with Ballast are found. */
import { resolveLane } from '../scenario/lanes.ts'
import type { Scenario } from '../scenario/types.ts'

/** Hashes of the recordings that any lane replays, each once. */
export function recordingsOf(scenario: Scenario): readonly string[] {
  const hashes = new Set<string>()
  for (const lane of [null, ...Object.keys(scenario.lanes)]) {
    for (const { arrivals } of Object.values(resolveLane(scenario, lane).clients)) {
      if (arrivals.kind === 'replay') hashes.add(arrivals.recording)
    }
  }
  return [...hashes]
}

/** Where a shipped recording lies, relative to the page (`public/` in the repository). */
export const datasetPath = (hash: string): string => `datasets/${hash}.json`
