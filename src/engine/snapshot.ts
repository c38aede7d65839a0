/**
 * Snapshots: a copy of every state of a world, and the number of rows written so far. Rows themselves are not copied:
 * a full chunk never changes again, so an older and a newer run share it.
 */
import { rowsOf } from '../base/columns.ts'
import type { QueueState } from '../base/eventQueue.ts'
import { bytesOf, isState, loadAll, type Saved, saveAll } from './columns.ts'
import { PARTS } from './parts.ts'
import { eachTable, forkTables, type Tables } from './record/tables.ts'
import type { World } from './world.ts'

export interface Snapshot {
  readonly atUs: number
  /** Size of the copies, for whoever keeps a budget. */
  readonly bytes: number
  readonly queue: QueueState
  readonly states: Saved
  readonly tables: Tables
  readonly rows: Readonly<Record<string, number>>
}

/** The states of a world by their names, whichever there are. */
const statesOf = (world: World): object =>
  Object.fromEntries(Object.entries(world).filter(([, value]) => isState(value)))

export function takeSnapshot(world: World): Snapshot {
  const queue = world.queue.save()
  const states = saveAll(statesOf(world))
  return {
    atUs: world.nowUs,
    bytes: bytesOf(states) + bytesOf(queue as unknown as Saved),
    queue,
    states,
    tables: world.tables,
    rows: eachTable(world.tables, rowsOf),
  }
}

/** Puts a world, made from a plan that differs at most in faults after the snapshot, where the snapshot stands. */
export function restoreSnapshot(world: World, snapshot: Snapshot): void {
  world.queue.load(snapshot.queue)
  world.nowUs = world.queue.nowUs
  loadAll(statesOf(world), snapshot.states)
  world.tables = forkTables(snapshot.tables, snapshot.rows, world.sink)
  for (const { resume } of PARTS) resume?.(world)
}
