/** Rows of logs, in any order, become a recording: spread within the seconds, merged by time, named by their content. */
import { RollingHash } from '../base/hash.ts'
import type { Recording } from '../model/recording.ts'
import type { Intake, SourceRows } from './intake.ts'
import { meantSpan } from './stray.ts'

/** Rows whose time cannot be meant are left out, and `read` is told. At least one row is left. */
export function recordingOf(
  read: Intake,
  about: { readonly title: string; readonly attribution?: string },
): Recording {
  const columns = flatten(read)
  const isMeant = keepMeant(read, columns)
  const atUs = new Float64Array(columns.atMs.length)
  for (const [i, source] of read.sources.entries()) {
    const end = read.sources[i + 1]?.firstRow ?? atUs.length
    placeSource(columns.atMs, atUs, source, end)
  }
  const order = timeOrder(atUs, isMeant)
  const content = {
    ...inOrder(columns, atUs, order),
    paths: read.paths,
    clients: read.clients,
  }
  const { title, attribution = '' } = about
  return { hash: hashRecording(content), title, attribution, ...content }
}

/** Plain loops: `from` with a function costs ten times as much, and there may be millions of rows. */
function inOrder(columns: Columns, atUs: Float64Array, order: Uint32Array) {
  const count = order.length
  const firstUs = atUs[order[0] as number] as number
  const sorted = {
    atUs: new Float64Array(count),
    path: new Uint16Array(count),
    bytes: new Float64Array(count),
    client: new Uint32Array(count),
  }
  const tookUs = new Float64Array(count)
  let isTimed = false
  for (let i = 0; i < count; i++) {
    const row = order[i] as number
    sorted.atUs[i] = (atUs[row] as number) - firstUs
    sorted.path[i] = columns.path[row] as number
    sorted.bytes[i] = columns.bytes[row] as number
    sorted.client[i] = columns.client[row] as number
    const took = columns.took[row] as number
    tookUs[i] = took - 1
    if (took > 0) isTimed = true
  }
  return { ...sorted, tookUs: isTimed ? tookUs : null }
}

type Content = Omit<Recording, 'hash' | 'title' | 'attribution'>

/** The name of a recording: 16 digits over everything that a replay can see of it. */
export function hashRecording(content: Content): string {
  const hash = new RollingHash()
  hash.word(content.atUs.length)
  hash.word(content.clients)
  hash.word(content.paths.length)
  for (const path of content.paths) {
    hash.word(path.length)
    for (let i = 0; i < path.length; i++) hash.word(path.charCodeAt(i))
  }
  const { tookUs } = content
  for (let i = 0; i < content.atUs.length; i++) {
    hash.wide(content.atUs[i] as number)
    hash.word(content.path[i] as number)
    hash.wide(content.bytes[i] as number)
    hash.word(content.client[i] as number)
    if (tookUs !== null) hash.wide((tookUs[i] as number) + 1)
  }
  return hash.digest()
}

interface Columns {
  readonly atMs: Float64Array
  readonly bytes: Float64Array
  readonly took: Float64Array
  readonly client: Uint32Array
  readonly path: Uint16Array
  readonly line: Uint32Array
}

function flatten(read: Intake): Columns {
  const count = read.counts.requests
  const columns: Columns = {
    atMs: new Float64Array(count),
    bytes: new Float64Array(count),
    took: new Float64Array(count),
    client: new Uint32Array(count),
    path: new Uint16Array(count),
    line: new Uint32Array(count),
  }
  let at = 0
  for (const chunk of read.rows.chunks) {
    for (const name of ['atMs', 'bytes', 'took', 'client', 'path', 'line'] as const)
      columns[name].set(chunk[name].subarray(0, chunk.rows), at)
    at += chunk.rows
  }
  return columns
}

/** 1 for the rows that stay. */
function keepMeant(read: Intake, { atMs, line }: Columns): Uint8Array {
  const { fromMs, toMs } = meantSpan(ascending(atMs))
  const isMeant = new Uint8Array(atMs.length)
  for (let i = 0; i < atMs.length; i++) {
    const ms = atMs[i] as number
    if (ms >= fromMs && ms <= toMs) isMeant[i] = 1
    else {
      const year = yearOf(ms)
      read.dropStray(i, line[i] as number, `its year is ${year}`)
    }
  }
  return isMeant
}

/** The same times in order; a copy only where they are in none. */
function ascending(atMs: Float64Array): Float64Array {
  for (let i = 1; i < atMs.length; i++) {
    if ((atMs[i - 1] as number) > (atMs[i] as number)) return atMs.slice().sort()
  }
  return atMs
}

/** Near enough to name it. */
const yearOf = (ms: number): number => Math.floor(1970 + ms / 31_556_952_000)

/** Whole seconds are spread out, finer stamps left where they are; in microseconds since 1970. */
function placeSource(
  atMs: Float64Array,
  atUs: Float64Array,
  { firstRow, isWholeSeconds }: SourceRows,
  end: number,
): void {
  if (!isWholeSeconds) {
    for (let i = firstRow; i < end; i++) atUs[i] = Math.round((atMs[i] as number) * 1000)
    return
  }
  const order = timeOrder(atMs.subarray(firstRow, end), null)
  let from = 0
  while (from < order.length) {
    const stamp = atMs[firstRow + (order[from] as number)] as number
    let to = from + 1
    while (to < order.length && atMs[firstRow + (order[to] as number)] === stamp) to++
    for (let i = from; i < to; i++) {
      const offsetMs = (1000 * (i - from + 0.5)) / (to - from)
      atUs[firstRow + (order[i] as number)] = Math.round((stamp + offsetMs) * 1000)
    }
    from = to
  }
}

/** Row numbers by time, those of one instant in the order in which they were read; without rows marked 0. */
function timeOrder(at: Float64Array, keep: Uint8Array | null): Uint32Array {
  const rows = new Uint32Array(at.length)
  let count = 0
  let newest = Number.NEGATIVE_INFINITY
  let isSorted = true
  for (let row = 0; row < at.length; row++) {
    if (keep !== null && keep[row] === 0) continue
    rows[count++] = row
    const time = at[row] as number
    if (time < newest) isSorted = false
    newest = time
  }
  const kept = rows.subarray(0, count)
  if (isSorted) return kept
  return kept.sort((a, b) => (at[a] as number) - (at[b] as number) || a - b)
}
