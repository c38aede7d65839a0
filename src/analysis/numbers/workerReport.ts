/** How many connections and requests each worker of a node had, over a whole run. */
import type { TraceMeta } from '../../trace/schema.ts'
import type { ConnectionChunk } from './connectionTally.ts'

export interface WorkersReport {
  readonly node: string
  /** By worker: connections of clients, and requests that they carried. */
  readonly connections: readonly number[]
  readonly requests: readonly number[]
}

/** Node and worker make one place: a worker is a byte in its column. */
const PER_NODE = 256

export class WorkerTally {
  private readonly connections = new Map<number, number>()
  private readonly requests = new Map<number, number>()

  /** One of a client, unless it led to no node. */
  add(chunk: ConnectionChunk, i: number): void {
    const place = (chunk.node[i] as number) * PER_NODE + (chunk.worker[i] as number)
    this.connections.set(place, (this.connections.get(place) ?? 0) + 1)
    this.requests.set(place, (this.requests.get(place) ?? 0) + (chunk.requests[i] as number))
  }

  /** Of the nodes that have more than one. */
  reports({ nodes }: TraceMeta['names']): readonly WorkersReport[] {
    return nodes.flatMap(({ id, workers }, node) => {
      const each = (of: ReadonlyMap<number, number>): readonly number[] =>
        Array.from({ length: workers }, (_, n) => of.get(node * PER_NODE + n) ?? 0)
      return workers === 1
        ? []
        : [{ node: id, connections: each(this.connections), requests: each(this.requests) }]
    })
  }
}
