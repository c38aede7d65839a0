/**
 * A scenario file: the document, and beside it under `datasets` the recordings that it replays, so
 * that one file is the whole experiment. A link carries their hashes only.
 */

import type { Recording, Recordings } from '../model/recording.ts'
import { withoutDefaults } from '../scenario/document/canonical.ts'
import type { Json } from '../scenario/document/json.ts'
import { parseJson } from '../scenario/document/parseJson.ts'
import { problemAt, type Result, refuse } from '../scenario/document/problem.ts'
import { validateScenario } from '../scenario/document/validate.ts'
import type { Scenario } from '../scenario/types.ts'
import { decodeRecording, encodeRecording } from './recordingJson.ts'

export interface ScenarioFile {
  readonly scenario: Scenario
  readonly recordings: Recordings
}

/** Bytes that nobody vouches for: they must be UTF-8, with a byte order mark or without. */
export function readScenarioBytes(bytes: Uint8Array): Result<ScenarioFile> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse([problemAt('', 'is not written in UTF-8. Save it as UTF-8 and open it again.')])
  }
  return readScenarioFile(text)
}

export function readScenarioFile(text: string): Result<ScenarioFile> {
  const parsed = parseJson(text.replace(/^\uFEFF/, ''))
  if (!parsed.ok) return parsed
  const { datasets, ...document } = asObject(parsed.value)
  const validated = validateScenario(datasets === undefined ? parsed.value : document)
  if (!validated.ok) return validated
  const recordings = datasets === undefined ? [] : readDatasets(datasets)
  if (!Array.isArray(recordings)) return recordings as Extract<Result<object>, { ok: false }>
  return {
    ok: true,
    scenario: validated.scenario,
    recordings: Object.fromEntries(
      (recordings as readonly Recording[]).map((recording) => [recording.hash, recording]),
    ),
  }
}

const asObject = (value: Json): { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })
    : {}

function readDatasets(
  datasets: Json,
): readonly Recording[] | Extract<Result<object>, { ok: false }> {
  if (!Array.isArray(datasets)) {
    return refuse([problemAt('datasets', 'must be a list of recordings. Import the log again.')])
  }
  const recordings: Recording[] = []
  for (const [i, dataset] of datasets.entries()) {
    const result = decodeRecording(dataset)
    if (!result.ok) {
      return refuse(
        result.problems.map(({ path, message }) => ({
          path: `datasets.${i}.${path}`,
          message: path === '' ? message : `datasets.${i}.${message}`,
        })),
      )
    }
    recordings.push(result.recording)
  }
  return recordings
}

/** The file as text: the document indented, each recording on one line. */
export function writeScenarioFile({ scenario, recordings }: ScenarioFile): string {
  const document = JSON.stringify(withoutDefaults(scenario), null, 2)
  const datasets = Object.values(recordings).map((one) => JSON.stringify(encodeRecording(one)))
  if (datasets.length === 0) return document
  return `${document.slice(0, -2)},\n  "datasets": [\n    ${datasets.join(',\n    ')}\n  ]\n}`
}
