/**
 * The way of one attempt: the places that it passes, the edges between them, and when it was where. This file alone
 * knows which columns of a row say so; whoever follows an attempt walks along a list, however long it is.
 */
import { type AttemptTable, NO_ROW, NONE } from '../../trace/schema.ts'
import { type Edges, edgeBetween } from './edges.ts'

/** The most hops that a way has: client, node, target. */
const HOPS_MAX = 2

/** Written again and again. Hop `k` leads from place `k` to place `k` + 1. Times are offsets from the send. */
export interface Way {
  /** How many hops are known; place 0 is the client's, so there is one place more. */
  hops: number
  readonly place: Uint16Array
  /** By hop: NO_EDGE where the lane has no such edge. */
  readonly edge: Int32Array
  /** By hop: the number of the connection that carries it, or NO_ROW. */
  readonly connection: Uint32Array
  /** By place: when it arrived there on its way out, or UNSET; 0 at its client. */
  readonly arriveUs: Uint32Array
  /** By place: when it was done there and its answer on the way home, over at its client; or UNSET. */
  readonly doneUs: Uint32Array
}

export const emptyWay = (): Way => ({
  hops: 0,
  place: new Uint16Array(HOPS_MAX + 1),
  edge: new Int32Array(HOPS_MAX),
  connection: new Uint32Array(HOPS_MAX),
  arriveUs: new Uint32Array(HOPS_MAX + 1),
  doneUs: new Uint32Array(HOPS_MAX + 1),
})

type AttemptChunk = AttemptTable['chunks'][number]

/** Writes the way of row `i` of `chunk`. */
export function wayInto(edges: Edges, chunk: AttemptChunk, i: number, way: Way): void {
  const { firstNode, firstTarget } = edges.places
  const node = chunk.node[i] as number
  const target = chunk.target[i] as number
  way.hops = 0
  way.place[0] = chunk.population[i] as number
  way.arriveUs[0] = 0
  way.doneUs[0] = chunk.endUs[i] as number
  if (node !== NONE) {
    addHop(edges, way, firstNode + node, chunk.connection[i] as number)
    way.arriveUs[1] = chunk.nodeUs[i] as number
    way.doneUs[1] = chunk.backUs[i] as number
  }
  if (target !== NONE) {
    const carrier = way.hops === 0 ? chunk.connection : chunk.targetConnection
    addHop(edges, way, firstTarget + target, carrier[i] as number)
    way.arriveUs[way.hops] = chunk.targetUs[i] as number
    way.doneUs[way.hops] = chunk.serviceEndUs[i] as number
  }
}

function addHop(edges: Edges, way: Way, place: number, connection: number): void {
  const hop = way.hops++
  way.place[hop + 1] = place
  way.edge[hop] = edgeBetween(edges, way.place[hop] as number, place)
  way.connection[hop] = connection
}

/** When an attempt really set out on a hop: not before its connection could carry it. */
export function departureUs(readyUs: Float64Array, way: Way, hop: number, sentUs: number): number {
  const arrivedUs = way.arriveUs[hop] as number
  const connection = way.connection[hop] as number
  if (connection === NO_ROW) return arrivedUs
  const ready = (readyUs[connection] ?? Number.NaN) - sentUs
  // Of a connection that is not known, the comparison is false, as it should be.
  return ready > arrivedUs && ready < (way.arriveUs[hop + 1] as number) ? ready : arrivedUs
}

/** The places and edges of one attempt of a trace, for whoever wants to show its way. */
export interface WayTaken {
  readonly places: readonly number[]
  readonly edges: readonly number[]
}

export function wayTaken(edges: Edges, attempts: AttemptTable, row: number): WayTaken {
  const way = emptyWay()
  let before = 0
  for (const chunk of attempts.chunks) {
    if (row < before + chunk.rows) {
      wayInto(edges, chunk, row - before, way)
      return {
        places: [...way.place.subarray(0, way.hops + 1)],
        edges: [...way.edge.subarray(0, way.hops)],
      }
    }
    before += chunk.rows
  }
  return { places: [], edges: [] }
}
