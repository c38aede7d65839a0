/** Which worker of its node accepted a connection of a client: only its row says so. */
import { type Names, NO_ROW, type Trace } from './schema.ts'

/** By connection, from 0 on; only of nodes that have several. */
export type Workers = ReadonlyMap<number, number>

export function workersOf({ connections, meta }: Trace): Workers {
  const found = new Map<number, number>()
  if (meta.names.nodes.every(({ workers }) => workers === 1)) return found
  for (const { rows, id, node, side, worker } of connections.chunks) {
    for (let i = 0; i < rows; i++) {
      const { workers = 1 } = meta.names.nodes[node[i] as number] ?? {}
      if (side[i] === 0 && workers > 1) found.set(id[i] as number, worker[i] as number)
    }
  }
  return found
}

/** By node: the first of its workers, where those of all nodes are counted one after the other. */
export function firstWorkers({ nodes }: Names): readonly number[] {
  let first = 0
  return nodes.map(({ workers }) => {
    first += workers
    return first - workers
  })
}

/** Of one connection, from 0 on; null when no row says so. */
export function workerOf({ connections }: Trace, connection: number): number | null {
  if (connection === NO_ROW) return null
  for (const { rows, id, worker } of connections.chunks) {
    const row = id.subarray(0, rows).indexOf(connection)
    if (row >= 0) return worker[row] as number
  }
  return null
}
