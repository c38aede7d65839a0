/** How long each edge takes on average, over all who went along it. */
import type { Trace } from '../../trace/schema.ts'
import { UNSET } from '../../trace/schema.ts'
import { type Edges, NO_EDGE } from './edges.ts'
import { departureInto, edgeAt, emptyWay, wayInto } from './way.ts'

/** When each connection could carry a request, by its number; NaN when nobody knows. */
export function readyTimes(trace: Trace): Float64Array {
  let last = -1
  for (const chunk of trace.connections.chunks) {
    for (let i = 0; i < chunk.rows; i++) last = Math.max(last, chunk.id[i] as number)
  }
  const readyUs = new Float64Array(last + 1).fill(Number.NaN)
  for (const chunk of trace.connections.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      readyUs[chunk.id[i] as number] = chunk.readyUs[i] as number
    }
  }
  return readyUs
}

/** Mean time on its way out, by edge; NaN for one that nobody went along. */
export function meanPassages(trace: Trace, edges: Edges, readyUs: Float64Array): Float64Array {
  const sum = new Float64Array(edges.count)
  const count = new Uint32Array(edges.count)
  const way = emptyWay()
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      wayInto(edges.places, chunk, i, way)
      for (let hop = 0; hop < way.hops; hop++) {
        const arrivedUs = way.arriveUs[hop + 1] as number
        if (way.arriveUs[hop] === UNSET || arrivedUs === UNSET) break
        const edge = edgeAt(edges, way, hop)
        if (edge === NO_EDGE) break
        departureInto(readyUs, chunk, i, way, hop)
        sum[edge] = (sum[edge] as number) + (arrivedUs - (way.leftUs[hop] as number))
        count[edge] = (count[edge] as number) + 1
      }
    }
  }
  return sum.map((us, edge) => us / (count[edge] as number))
}
