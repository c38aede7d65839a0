/** Rows of a log, in any order, become a recording: sorted, spread within a second, named by their content. */

import type { TableWriter } from '../base/columns.ts'
import { RollingHash } from '../base/hash.ts'
import type { Recording } from '../model/recording.ts'

export const ROWS = { atMs: 'f64', bytes: 'f64', client: 'u32', path: 'u16' } as const

export interface Rows {
  readonly rows: TableWriter<typeof ROWS>
  readonly requests: number
  readonly paths: readonly string[]
  readonly clients: number
}

/** @param resolutionMs requests of one stamp are spread over so long; 0 leaves them where they are */
export function recordingOf(
  read: Rows,
  resolutionMs: number,
  about: { readonly title: string; readonly attribution?: string },
): Recording {
  const count = read.requests
  const columns = flatten(read)
  const order = timeOrder(columns.atMs)
  const path = new Uint16Array(count)
  const bytes = new Float64Array(count)
  const client = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const from = order[i] as number
    path[i] = columns.path[from] as number
    bytes[i] = columns.bytes[from] as number
    client[i] = columns.client[from] as number
  }
  const content = {
    atUs: spread(columns.atMs, order, resolutionMs),
    path,
    bytes,
    client,
    paths: read.paths,
    clients: read.clients,
  }
  const { title, attribution = '' } = about
  return { hash: hashRecording(content), title, attribution, ...content }
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
  for (let i = 0; i < content.atUs.length; i++) {
    hash.wide(content.atUs[i] as number)
    hash.word(content.path[i] as number)
    hash.wide(content.bytes[i] as number)
    hash.word(content.client[i] as number)
  }
  return hash.digest()
}

function flatten(read: Rows) {
  const atMs = new Float64Array(read.requests)
  const bytes = new Float64Array(read.requests)
  const client = new Uint32Array(read.requests)
  const path = new Uint16Array(read.requests)
  let at = 0
  for (const chunk of read.rows.chunks) {
    atMs.set(chunk.atMs.subarray(0, chunk.rows), at)
    bytes.set(chunk.bytes.subarray(0, chunk.rows), at)
    client.set(chunk.client.subarray(0, chunk.rows), at)
    path.set(chunk.path.subarray(0, chunk.rows), at)
    at += chunk.rows
  }
  return { atMs, bytes, client, path }
}

/** Row numbers by time; rows of one stamp keep their order. */
function timeOrder(atMs: Float64Array): Uint32Array {
  const order = Uint32Array.from(atMs, (_, i) => i)
  const isSorted = atMs.every((ms, i) => i === 0 || (atMs[i - 1] as number) <= ms)
  if (isSorted) return order
  return order.sort((a, b) => (atMs[a] as number) - (atMs[b] as number) || a - b)
}

/** Microseconds since the first request. */
function spread(atMs: Float64Array, order: Uint32Array, resolutionMs: number): Float64Array {
  const atUs = new Float64Array(order.length)
  let from = 0
  while (from < order.length) {
    const stamp = atMs[order[from] as number] as number
    let to = from + 1
    while (to < order.length && atMs[order[to] as number] === stamp) to++
    for (let i = from; i < to; i++) {
      const offsetMs = (resolutionMs * (i - from + 0.5)) / (to - from)
      atUs[i] = Math.round((stamp + offsetMs) * 1000)
    }
    from = to
  }
  const firstUs = atUs[0] ?? 0
  return atUs.map((us) => us - firstUs)
}
