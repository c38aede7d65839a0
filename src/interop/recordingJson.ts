/**
 * The JSON form of a recording: shipped beside the page, or embedded in a scenario file. Times are the gaps between
 * requests, because small numbers are short texts. What is read is checked against its own hash.
 */
import type { Recording } from '../model/recording.ts'
import { type Problem, problemAt, type Result, refuse } from '../scenario/document/problem.ts'
import { REQUESTS_MAX } from './intake.ts'
import { hashRecording } from './recordingOf.ts'

/** 1 has times of requests; a recording without them is written as 0, as it always was. */
const FORMATS: readonly number[] = [0, 1]

/** What a replay takes for work at most: an hour. */
const TOOK_MAX_US = 3_600_000_000

export interface RecordingJson {
  readonly recordingFormat: number
  readonly hash: string
  readonly title: string
  readonly attribution: string
  readonly clients: number
  readonly paths: readonly string[]
  /** One number a request each: microseconds since the one before, index into `paths`, bytes, client. */
  readonly gapsUs: readonly number[]
  readonly path: readonly number[]
  readonly bytes: readonly number[]
  readonly client: readonly number[]
  /** Microseconds that the request took, -1 where the log does not say; left out where it never does. */
  readonly tookUs?: readonly number[]
}

export function encodeRecording(recording: Recording): RecordingJson {
  const { hash, title, attribution, clients, paths, atUs, path, bytes, client, tookUs } = recording
  return {
    recordingFormat: tookUs === null ? 0 : 1,
    hash,
    title,
    attribution,
    clients,
    paths,
    gapsUs: gapsOf(atUs),
    path: listOf(path),
    bytes: listOf(bytes),
    client: listOf(client),
    ...(tookUs === null ? {} : { tookUs: listOf(tookUs) }),
  }
}

/** A plain loop: `Array.from` asks an iterator for each of perhaps a million. */
function listOf(column: Uint16Array | Uint32Array | Float64Array): readonly number[] {
  const list = new Array<number>(column.length)
  for (let i = 0; i < column.length; i++) list[i] = column[i] as number
  return list
}

function gapsOf(atUs: Float64Array): readonly number[] {
  const gapsUs = new Array<number>(atUs.length)
  let beforeUs = 0
  for (let i = 0; i < atUs.length; i++) {
    const us = atUs[i] as number
    gapsUs[i] = us - beforeUs
    beforeUs = us
  }
  return gapsUs
}

/** Reads what `encodeRecording` wrote, from a source that nobody vouches for. Never throws. */
export function decodeRecording(input: unknown): Result<{ readonly recording: Recording }> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return refuse([problemAt('', 'is no recording; it must be an object. Choose another file.')])
  }
  const json = input as Readonly<Record<string, unknown>>
  if (!FORMATS.includes(json['recordingFormat'] as number)) {
    return refuse([
      problemAt('recordingFormat', 'must be 0 or 1. Open the recording with a newer Ballast.'),
    ])
  }
  const problems = [...textProblems(json), ...columnProblems(json)]
  if (problems.length > 0) return refuse(problems)
  const { hash, title, attribution, clients, paths, gapsUs, path, bytes, client, tookUs } =
    json as unknown as RecordingJson
  let nowUs = 0
  const content = {
    atUs: Float64Array.from(gapsUs, (gap) => {
      nowUs += gap
      return nowUs
    }),
    path: Uint16Array.from(path),
    bytes: Float64Array.from(bytes),
    client: Uint32Array.from(client),
    tookUs: tookUs === undefined ? null : Float64Array.from(tookUs),
    paths: [...paths],
    clients,
  }
  const actual = hashRecording(content)
  if (actual !== hash) {
    return refuse([problemAt('hash', `is ${hash}, but the content has ${actual}. It was changed.`)])
  }
  return { ok: true, recording: { hash, title, attribution, ...content } }
}

function textProblems(json: Readonly<Record<string, unknown>>): readonly Problem[] {
  const problems: Problem[] = []
  if (typeof json['hash'] !== 'string' || !/^[0-9a-f]{16}$/.test(json['hash'])) {
    problems.push(problemAt('hash', 'must be 16 hexadecimal digits. Import the log again.'))
  }
  for (const name of ['title', 'attribution']) {
    const text = json[name]
    if (typeof text !== 'string' || text.length > 1000) {
      problems.push(problemAt(name, 'must be a text of at most 1000 characters. Shorten it.'))
    }
  }
  const paths = json['paths']
  const isList = Array.isArray(paths) && paths.length <= 65_535
  if (!isList || !paths.every((path) => typeof path === 'string' && path.length <= 1000)) {
    problems.push(
      problemAt('paths', 'must be a list of at most 65535 texts. Import the log again.'),
    )
  }
  return problems
}

function columnProblems(json: Readonly<Record<string, unknown>>): readonly Problem[] {
  const { gapsUs, paths, clients } = json
  if (!Array.isArray(gapsUs) || gapsUs.length > REQUESTS_MAX) {
    const allowed = `must be a list of at most ${REQUESTS_MAX} numbers`
    return [problemAt('gapsUs', `${allowed}. Import the log again.`)]
  }
  if (!isWhole(clients, 0, 4_294_967_295)) {
    return [problemAt('clients', 'must be a whole number. Import the log again.')]
  }
  const pathMax = Array.isArray(paths) ? paths.length - 1 : -1
  const columns: readonly (readonly [name: string, min: number, max: number])[] = [
    ['gapsUs', 0, 1e15],
    ['path', 0, pathMax],
    ['bytes', 0, 1e15],
    ['client', 0, clients - 1],
    ...(json['recordingFormat'] === 1 ? [['tookUs', -1, TOOK_MAX_US] as const] : []),
  ]
  const problems: Problem[] = []
  for (const [name, min, max] of columns) {
    const values = json[name]
    if (!Array.isArray(values) || values.length !== gapsUs.length) {
      problems.push(problemAt(name, `must be a list of ${gapsUs.length} numbers, one a request.`))
      continue
    }
    const wrong = values.findIndex((value) => !isWhole(value, min, max))
    if (wrong < 0) continue
    problems.push(problemAt(`${name}.${wrong}`, `must be a whole number from ${min} to ${max}.`))
  }
  const spanUs = problems.length > 0 ? 0 : gapsUs.reduce((sum: number, gap: number) => sum + gap, 0)
  if (spanUs > 1e15)
    problems.push(problemAt('gapsUs', 'add up to more than 30 years. Cut the log.'))
  return problems
}

const isWhole = (value: unknown, min: number, max: number): value is number =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max
