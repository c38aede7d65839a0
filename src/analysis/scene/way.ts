/**
 * The way of one attempt: the places that it passes, and when it was where. Between them are edges. This file alone
 * knows which columns of a row say so; whoever follows an attempt walks along a list, however long it is.
 */
import { type AttemptChunk, routedOffset } from '../../trace/attempt.ts'
import { type AttemptTable, NO_ROW, NONE } from '../../trace/schema.ts'
import { type Edges, edgeBetween, type Places } from './edges.ts'

/** The most hops that a way has: client, node, target. */
const HOPS_MAX = 2

/** Written again and again. Hop `k` leads from place `k` to place `k` + 1. Times are offsets from the send. */
export interface Way {
  /** How many hops are known; place 0 is the client's, so there is one place more. */
  hops: number
  readonly place: Uint16Array
  /** By hop: the number of the connection that carries it, or NO_ROW. */
  readonly connection: Uint32Array
  /** By place: when it arrived there on its way out, or UNSET; 0 at its client. */
  readonly arriveUs: Uint32Array
  /** By hop: see `departureInto`. */
  readonly leftUs: Float64Array
  /** By place: when it was done there and its answer on the way home, over at its client; or UNSET. */
  readonly doneUs: Uint32Array
}

export const emptyWay = (): Way => ({
  hops: 0,
  place: new Uint16Array(HOPS_MAX + 1),
  connection: new Uint32Array(HOPS_MAX),
  arriveUs: new Uint32Array(HOPS_MAX + 1),
  leftUs: new Float64Array(HOPS_MAX),
  doneUs: new Uint32Array(HOPS_MAX + 1),
})

/** Writes the way of row `i` of `chunk`. */
export function wayInto(places: Places, chunk: AttemptChunk, i: number, way: Way): void {
  const node = chunk.node[i] as number
  const target = chunk.target[i] as number
  const { place, connection, arriveUs, doneUs } = way
  let hops = 0
  place[0] = chunk.population[i] as number
  arriveUs[0] = 0
  doneUs[0] = chunk.endUs[i] as number
  if (node !== NONE) {
    connection[0] = chunk.connection[i] as number
    hops = 1
    place[1] = places.firstNode + node
    arriveUs[1] = chunk.nodeUs[i] as number
    doneUs[1] = chunk.backUs[i] as number
  }
  if (target !== NONE) {
    connection[hops] = (hops === 0 ? chunk.connection : chunk.targetConnection)[i] as number
    hops++
    place[hops] = places.firstTarget + target
    arriveUs[hops] = chunk.targetUs[i] as number
    doneUs[hops] = chunk.serviceEndUs[i] as number
  }
  way.hops = hops
}

/** The edge of a hop; NO_EDGE where the lane has no such edge. */
export const edgeAt = (edges: Edges, way: Way, hop: number): number =>
  edgeBetween(edges, way.place[hop] as number, way.place[hop + 1] as number)

/**
 * Writes when the attempt really set out on a hop that it has made: not before its connection could carry it. Read it
 * from `way.leftUs`: a fraction that crosses a call is boxed.
 */
export function departureInto(
  readyUs: Float64Array,
  chunk: AttemptChunk,
  i: number,
  way: Way,
  hop: number,
): void {
  const arrivedUs = setOutOffset(chunk, i, way, hop)
  const connection = way.connection[hop] as number
  way.leftUs[hop] = arrivedUs
  if (connection === NO_ROW) return
  const ready = (readyUs[connection] ?? Number.NaN) - (chunk.sentUs[i] as number)
  // Of a connection that is not known, the comparison is false, as it should be.
  if (ready > arrivedUs && ready < (way.arriveUs[hop + 1] as number)) way.leftUs[hop] = ready
}

/** When it meant to set out on a hop, as an offset from its send, or UNSET: where it was before may have taken its time. */
export const setOutOffset = (chunk: AttemptChunk, i: number, way: Way, hop: number): number =>
  hop === 0 ? (way.arriveUs[0] as number) : routedOffset(chunk, i)

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
      wayInto(edges.places, chunk, row - before, way)
      return {
        places: [...way.place.subarray(0, way.hops + 1)],
        edges: Array.from({ length: way.hops }, (_, hop) => edgeAt(edges, way, hop)),
      }
    }
    before += chunk.rows
  }
  return { places: [], edges: [] }
}
