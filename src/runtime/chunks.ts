/**
 * Tables on their way from the worker, which owns the rows, to the page, which draws copies of them.
 * What travels are chunks, cut to the rows they have and transferred; on the page they stand together again as
 * tables of the same shape, so that everything which reads a trace can read this one.
 */
import { bytesOf, type Chunk, chunkOf, type Schema, type Table } from '../base/columns.ts'
import {
  ATTEMPTS,
  CHANGES,
  CONNECTIONS,
  PROBES,
  type Trace,
  type TraceMeta,
} from '../trace/schema.ts'

const SCHEMAS = {
  attempts: ATTEMPTS,
  connections: CONNECTIONS,
  changes: CHANGES,
  probes: PROBES,
} as const
export type TableName = keyof typeof SCHEMAS
const TABLE_NAMES = Object.keys(SCHEMAS) as readonly TableName[]

/** A copy of one chunk, and where in its table it stands. */
export interface ChunkCopy {
  readonly table: TableName
  readonly index: number
  readonly rows: number
  readonly columns: Readonly<Record<string, Float64Array | Uint32Array | Uint16Array | Uint8Array>>
}

/** How many leading chunks of every table: those that the page has, or those that two traces share. */
export type ChunkCounts = Readonly<Record<TableName, number>>
export const NO_CHUNKS: ChunkCounts = { attempts: 0, connections: 0, changes: 0, probes: 0 }

/** Copies of the chunks after the first `sent`; the last of each table may not be full yet. */
export function copyChunks(trace: Trace, sent: ChunkCounts): ChunkCopy[] {
  const copies: ChunkCopy[] = []
  for (const table of TABLE_NAMES) {
    const { chunks } = trace[table] as Table<Schema>
    for (let index = sent[table]; index < chunks.length; index++) {
      copies.push(copyOf(table, index, chunks[index] as Chunk<Schema>))
    }
  }
  return copies
}

function copyOf(table: TableName, index: number, chunk: Chunk<Schema>): ChunkCopy {
  const columns: Record<string, ChunkCopy['columns'][string]> = {}
  for (const name in SCHEMAS[table]) {
    columns[name] = (chunk[name] as Uint8Array).slice(0, chunk.rows)
  }
  return { table, index, rows: chunk.rows, columns }
}

/** The buffers inside a message that can be handed over instead of copied, each once. */
export function buffersIn(...values: readonly unknown[]): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer)
    else Object.values(value).forEach(collect)
  }
  values.forEach(collect)
  return [...found]
}

/** How many chunks of each table are full: they are not sent again. */
export const countFullChunks = (trace: Trace): ChunkCounts => ({
  attempts: trace.attempts.chunks.length - 1,
  connections: trace.connections.chunks.length - 1,
  changes: trace.changes.chunks.length - 1,
  probes: trace.probes.chunks.length - 1,
})

/** Chunks at the page. Arrays are replaced, never changed, so that an older trace stays as it was. */
export type ChunkStore = Readonly<Record<TableName, readonly Chunk<Schema>[]>>
export const EMPTY_STORE: ChunkStore = { attempts: [], connections: [], changes: [], probes: [] }

/** The store with `copies` put at their places. */
export function withChunks(store: ChunkStore, copies: readonly ChunkCopy[]): ChunkStore {
  const next: Record<TableName, Chunk<Schema>[]> = {
    attempts: [...store.attempts],
    connections: [...store.connections],
    changes: [...store.changes],
    probes: [...store.probes],
  }
  for (const { table, index, rows, columns } of copies) {
    next[table][index] = chunkOf(Object.entries(columns), rows)
  }
  return next
}

/** The first chunks of a store: what a resumed run has in common with the one before it. */
export function firstChunks(store: ChunkStore, counts: ChunkCounts): ChunkStore {
  return {
    attempts: store.attempts.slice(0, counts.attempts),
    connections: store.connections.slice(0, counts.connections),
    changes: store.changes.slice(0, counts.changes),
    probes: store.probes.slice(0, counts.probes),
  }
}

/** A trace over the chunks of a store. */
export function traceOf(meta: TraceMeta, store: ChunkStore): Trace {
  const table = (name: TableName) => ({ schema: SCHEMAS[name], chunks: store[name] })
  return {
    meta,
    attempts: table('attempts') as unknown as Trace['attempts'],
    connections: table('connections') as unknown as Trace['connections'],
    changes: table('changes') as unknown as Trace['changes'],
    probes: table('probes') as unknown as Trace['probes'],
  }
}

/** Bytes of all columns of a trace. */
export function bytesOfTrace(trace: Trace): number {
  let bytes = 0
  for (const table of TABLE_NAMES) bytes += bytesOf(trace[table] as unknown as Table<Schema>)
  return bytes
}

/** How many leading chunks of every table are one and the same in two traces, and full. */
export function countCommonChunks(before: Trace | null, after: Trace): ChunkCounts {
  const common: Record<TableName, number> = { ...NO_CHUNKS }
  if (before === null) return common
  for (const table of TABLE_NAMES) {
    const old = before[table].chunks as readonly object[]
    const now = after[table].chunks as readonly object[]
    while (common[table] < now.length - 1 && old[common[table]] === now[common[table]]) {
      common[table]++
    }
  }
  return common
}
