/** Workers of nodes, as the connections of their clients show them: which one has which, and what each has in hand. */
import { NO_ROW, type Trace } from '../../trace/schema.ts'
import { type ConnectionIndex, connectionStateAt, connectionsAt } from './connectionIndex.ts'

/** Which worker of its node accepted a connection, from 0 on; null when no row says so. */
export function workerOf({ connections }: Trace, connection: number): number | null {
  if (connection === NO_ROW) return null
  for (const { rows, id, worker } of connections.chunks) {
    const row = id.subarray(0, rows).indexOf(connection)
    if (row >= 0) return worker[row] as number
  }
  return null
}

export interface WorkerAt {
  /** Open connections of clients, and those of them on which a request is under way. */
  readonly open: number
  readonly busy: number
}

/** What each worker of a node has at a moment. */
export function workersAt(
  index: ConnectionIndex,
  at: { readonly node: number; readonly workers: number; readonly tUs: number },
): readonly WorkerAt[] {
  const found = Array.from({ length: at.workers }, () => ({ open: 0, busy: 0 }))
  for (const row of connectionsAt(index, at)) {
    const one = index.side[row] === 0 ? found[index.worker[row] as number] : undefined
    if (one === undefined) continue
    one.open++
    if (connectionStateAt(index, row, at.tUs).state === 'answering') one.busy++
  }
  return found
}
