/** Where a scenario comes from: a file, a link, `-` for standard input, or the id of a preset. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { datasetPath } from '../interop/datasets.ts'
import { readLog } from '../interop/readLog.ts'
import { decodeRecording } from '../interop/recordingJson.ts'
import { readScenarioFile, type ScenarioFile } from '../interop/scenarioFile.ts'
import type { Recording, Recordings } from '../model/recording.ts'
import { isObject } from '../scenario/document/json.ts'
import type { Problem } from '../scenario/document/problem.ts'
import { decodeLink } from '../scenario/link/link.ts'
import { DEFAULT_VIEW, type LinkView } from '../scenario/link/linkView.ts'
import { presets } from '../scenario/presets/index.ts'
import type { Preset } from '../scenario/presets/preset.ts'
import { recordingsOf } from '../scenario/recordings.ts'
import type { Scenario } from '../scenario/types.ts'
import { Failure, WrongUse } from './failures.ts'
import { oneLine } from './format.ts'
import { fileProblem, type Io, readText, streamBytes, whyUnreadable } from './io.ts'

export const SOURCES = `FILE is a scenario in JSON, LINK an address that ends in #1.… or that part of it,
- standard input, which may hold either, and the id of a preset is one too (see: list presets).`

export interface OpenedSource extends ScenarioFile {
  /** How a link looked at it, or how an example is to be looked at. */
  readonly view?: LinkView
}

/** Opens whatever `source` names; throws a Failure with every problem when it cannot be. */
export async function openSource(source: string, io: Io): Promise<OpenedSource> {
  const preset = presets.find(({ id }) => id === source)
  if (source !== '-' && !existsSync(source)) {
    if (isLink(source)) return openLink(source, io)
    if (preset !== undefined) return openPreset(preset)
  }
  let text: string
  try {
    text = await readText(source, io)
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(fileProblem(source, error))
  }
  if (isLink(text.trim())) return openLink(text, io)
  const result = readScenarioFile(text)
  if (!result.ok) throw new Failure(told(result.problems))
  return result
}

/** As the page opens it: at a moment at which the lanes differ. */
function openPreset({ scenario, opensAtMs, speedMs }: Preset): OpenedSource {
  return { scenario, recordings: {}, view: { ...DEFAULT_VIEW, playheadMs: opensAtMs, speedMs } }
}

/** What is longer than any name of a file, too, whatever has become of its end. */
const isLink = (text: string): boolean =>
  /^(\S*#)?\d+\.[\w-]*(\.[0-9a-f]*)?$/.test(text) || /^(\S*#)?\d+\.[\w-]{100,}\S*$/.test(text)

async function openLink(link: string, io: Io): Promise<OpenedSource> {
  const result = await decodeLink(link)
  if (!result.ok) throw new Failure(told(result.problems))
  for (const notice of result.notices) io.err(`Notice: ${notice}`)
  return { scenario: result.scenario, recordings: {}, view: result.view }
}

/** Problems as lines. */
export const told = (problems: readonly Problem[]): string =>
  problems.map(({ message }) => message).join('\n')

/**
 * The recordings that the scenario replays: those of its file, those named by `--dataset`, and the
 * ones that come with Ballast. Throws a Failure when one is not to be had.
 */
export async function findRecordings(
  { scenario, recordings }: ScenarioFile,
  files: readonly string[],
  io: Io,
): Promise<Recordings> {
  const found: Record<string, Recording> = { ...recordings }
  for (const file of files) {
    for (const recording of await readRecordings(file, io)) found[recording.hash] = recording
  }
  for (const hash of recordingsOf(scenario)) {
    if (Object.hasOwn(found, hash)) continue
    const shipped = await shippedRecording(hash)
    if (shipped === null) throw new Failure(missing(scenario, hash))
    found[hash] = shipped
  }
  return found
}

const missing = (scenario: Scenario, hash: string): string =>
  `"${oneLine(scenario.title)}" replays the recording ${hash}, which is not at hand; ` +
  'a link names it and does not carry it. Give the log or a file that embeds it with --dataset.'

/** A log, a recording as JSON, or a scenario file with the recordings that it embeds. */
async function readRecordings(file: string, io: Io): Promise<readonly Recording[]> {
  if (!existsSync(file))
    throw new WrongUse(`--dataset is ${file}, which does not exist. Correct it.`)
  const problem = await whyUnreadable(file)
  if (problem !== null) throw new Failure(problem)
  if (file.endsWith('.json')) {
    const text = await readText(file, io)
    const json = parsedOrNull(text)
    const result =
      isObject(json) && 'datasets' in json ? readScenarioFile(text) : decodeRecording(json)
    if (!result.ok) throw new Failure(`${file}: ${told(result.problems)}`)
    return 'recordings' in result ? Object.values(result.recordings) : [result.recording]
  }
  const result = await readLog([{ name: file, bytes: streamBytes(file, io) }], { title: file })
  if (result.ok) return [result.recording]
  throw new Failure(`${file}: ${result.message}`)
}

/** Beside the built command, in the checkout and in the package alike. */
async function shippedRecording(hash: string): Promise<Recording | null> {
  const file = new URL(`../public/${datasetPath(hash)}`, import.meta.url)
  const nearSource = new URL(`../../public/${datasetPath(hash)}`, import.meta.url)
  const place = [file, nearSource].find((candidate) => existsSync(candidate))
  if (place === undefined) return null
  const result = decodeRecording(parsedOrNull(await readFile(place, 'utf8')))
  return result.ok && result.recording.hash === hash ? result.recording : null
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
