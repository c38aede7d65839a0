/** What two engines are compared by: the lanes that both simulate, and how their traces differ. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Table } from '../../src/base/columns.ts'
import { datasetPath } from '../../src/interop/datasets.ts'
import { decodeRecording } from '../../src/interop/recordingJson.ts'
import type { Recording, Recordings } from '../../src/model/recording.ts'
import { withoutDefaults } from '../../src/scenario/document/canonical.ts'
import type { Json } from '../../src/scenario/document/json.ts'
import { recordingsOf } from '../../src/scenario/recordings.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import type { Trace } from '../../src/trace/schema.ts'
import { anyLane } from './anyScenario.ts'
import { namedLanes } from './namedLanes.ts'
import { columnsOf } from './sameRows.ts'
import { valid } from './scenarios.ts'

export interface ComparedLane {
  readonly name: string
  /** A scenario of one lane without its defaults: an engine that does not know a setting yet can read it. */
  readonly document: Json
  readonly recordings: Recordings
}

/** `count` random lanes, the same for the same seed; then the larger ones of the presets, and the busy ones. */
export function* comparedLanes(count: number, seed: number, root: string): Generator<ComparedLane> {
  const random = fc.sample(anyLane(), { numRuns: count, seed })
  for (const [n, lane] of random.entries())
    yield compared(`random ${n} of seed ${seed}`, lane, root)
  for (const [name, lane] of namedLanes()) yield compared(name, lane, root)
}

function compared(name: string, lane: LaneScenario, root: string): ComparedLane {
  const scenario = valid(lane)
  const recordings = recordingsOf(scenario).map((hash) => [hash, shipped(hash, root)])
  return {
    name,
    document: withoutDefaults(scenario),
    recordings: Object.fromEntries(recordings),
  }
}

function shipped(hash: string, root: string): Recording {
  const result = decodeRecording(
    JSON.parse(readFileSync(`${root}/public/${datasetPath(hash)}`, 'utf8')),
  )
  if (result.ok) return result.recording
  throw new Error(result.problems.map(({ message }) => message).join('\n'))
}

export interface Differences {
  /** `counts.retries: 3 and 4`, one a field. */
  readonly found: readonly string[]
  /** Fields that one of the two does not have: a new count, a column that was dropped. */
  readonly unshared: readonly string[]
}

/** Where two traces differ: the digest, the counts, the names, and the rows where both have them. */
export function differencesOf(a: Trace, b: Trace): Differences {
  const found: string[] = []
  const unshared: string[] = []
  const [left, right] = [fieldsOf(a), fieldsOf(b)]
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const [one, other] = [left.get(name), right.get(name)]
    if (one === undefined || other === undefined) unshared.push(name)
    else found.push(...differenceOf(name, one, other))
  }
  return { found, unshared }
}

/** A column of a table or a list of numbers as such, anything else as JSON. */
type Field = string | Float64Array

function fieldsOf(trace: Trace): Map<string, Field> {
  const fields = new Map<string, Field>()
  const { engineRevision: _, counts, names, ...rest } = trace.meta
  for (const [prefix, group] of Object.entries({
    '': rest,
    'counts.': counts,
    'names.': names,
  })) {
    for (const [name, value] of Object.entries(group)) fields.set(prefix + name, fieldOf(value))
  }
  const { meta: _meta, ...tables } = trace
  for (const [table, rows] of Object.entries(tables)) {
    const columns = columnsOf<string>(rows as unknown as Table<Record<string, 'f64'>>)
    for (const [name, column] of Object.entries(columns)) fields.set(`${table}.${name}`, column)
  }
  return fields
}

function fieldOf(value: unknown): Field {
  const isNumbers =
    ArrayBuffer.isView(value) || (Array.isArray(value) && value.every(Number.isFinite))
  return isNumbers ? Float64Array.from(value as ArrayLike<number>) : JSON.stringify(value)
}

function differenceOf(name: string, one: Field, other: Field): readonly string[] {
  if (typeof one === 'string' || typeof other === 'string')
    return one === other ? [] : [`${name}: ${one} and ${other}`]
  if (one.length !== other.length) return [`${name}: ${one.length} and ${other.length} of them`]
  const at = one.findIndex((value, i) => !Object.is(value, other[i]))
  return at < 0 ? [] : [`${name}[${at}]: ${one[at]} and ${other[at]}`]
}
