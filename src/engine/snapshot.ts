/**
 * Snapshots: a copy of everything in a world that changes, and the number of rows written so far. Rows themselves are
 * not copied: a full chunk never changes again, so an older and a newer run share it.
 */
import type { Schema, TableWriter } from '../base/columns.ts'
import { rowsOf } from '../base/columns.ts'
import type { QueueState } from '../base/eventQueue.ts'
import { scheduleFaults } from './fault/schedule.ts'
import type { PoolState } from './pool.ts'
import type { Tables } from './recorder.ts'
import type { World } from './world.ts'

type Columns = Readonly<Record<string, Float64Array | Int32Array | Uint32Array | Uint8Array>>

export interface Snapshot {
  readonly atUs: number
  /** Size of the copies, for whoever keeps a budget. */
  readonly bytes: number
  readonly queue: QueueState
  readonly flights: PoolState
  readonly links: PoolState
  readonly nextLinkId: number
  readonly parts: readonly Columns[]
  readonly usable: readonly (readonly number[])[]
  readonly latencies: { readonly count: number; readonly sumUs: number }
  readonly tables: Tables
  readonly rows: readonly number[]
}

/** Everything in typed arrays of fixed size, in one order for saving and restoring. */
function partsOf(world: World): Columns[] {
  const { crowd, streams, users, addresses, resolvers, sites, pairs, nodes, desk, summary } = world
  const algorithms = world.algorithmStates as readonly Columns[]
  const own = {
    tally: world.tally,
    outcomes: world.outcomes,
    hash: world.hash.state,
    latencies: world.latencies.counts,
  }
  return [
    own,
    { ...crowd },
    streams,
    users,
    addresses,
    resolvers,
    sites,
    pairs,
    nodes,
    { ...desk },
    summary,
    ...algorithms,
  ]
}

const TABLES = ['attempts', 'connections', 'changes', 'probes'] as const

export function takeSnapshot(world: World): Snapshot {
  const snapshot = {
    atUs: world.nowUs,
    queue: world.queue.save(),
    flights: world.flights.save(),
    links: world.links.save(),
    nextLinkId: world.links.nextId,
    parts: partsOf(world).map(copyAll),
    usable: world.views.map((view) => [...view.usable]),
    latencies: { count: world.latencies.count, sumUs: world.latencies.sumUs },
    tables: world.recorder.tables,
    rows: TABLES.map((name) => rowsOf(world.recorder.tables[name] as TableWriter<Schema>)),
  }
  return { ...snapshot, bytes: sizeOf(snapshot) }
}

/** Puts a world, made from a plan that differs at most in faults after the snapshot, where the snapshot stands. */
export function restoreSnapshot(world: World, snapshot: Snapshot): void {
  world.queue.load(snapshot.queue)
  world.flights.load(snapshot.flights)
  world.lookAgain()
  world.links.load(snapshot.links)
  world.links.nextId = snapshot.nextLinkId
  partsOf(world).forEach((columns, part) => {
    const saved = snapshot.parts[part] as Columns
    for (const name in columns) columns[name]?.set(saved[name] as never)
  })
  world.views.forEach((view, node) => {
    view.usable.length = 0
    view.usable.push(...(snapshot.usable[node] ?? []))
  })
  world.latencies.count = snapshot.latencies.count
  world.latencies.sumUs = snapshot.latencies.sumUs
  const forked: Record<string, TableWriter<Schema>> = {}
  TABLES.forEach((name, i) => {
    const table = snapshot.tables[name] as TableWriter<Schema>
    forked[name] = table.fork(snapshot.rows[i] as number)
  })
  world.recorder.tables = forked as unknown as Tables
  scheduleFaults(world)
}

/** A copy of a record: its typed arrays sliced, the rest as it is. */
function copyAll<T extends object>(record: T): T {
  const copy: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(record)) {
    copy[name] = ArrayBuffer.isView(value) ? (value as Float64Array).slice() : value
  }
  return copy as T
}

function sizeOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + sizeOf(one), 0)
  if (typeof value !== 'object' || value === null || 'attempts' in value) return 0
  return Object.values(value).reduce<number>((sum, one) => sum + sizeOf(one), 0)
}
