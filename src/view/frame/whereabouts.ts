/** Where one attempt is, some time after it was sent: the stamps of its way, read as a place. */
import { type Edges, NO_EDGE } from '../../analysis/scene/edges.ts'
import { NO_SLOT } from '../../analysis/scene/slots.ts'
import type { TraceIndex } from '../../analysis/scene/traceIndex.ts'
import { departureInto, edgeAt, type Way, wayInto } from '../../analysis/scene/way.ts'
import { UNSET } from '../../trace/schema.ts'
import { DOES, type Frame, type Spot } from './model.ts'

type AttemptChunk = TraceIndex['trace']['attempts']['chunks'][number]

/**
 * Writes where row `i` of `chunk` is `off` microseconds after it was sent into the spot of the frame's scratch; false
 * when it is nowhere. Plain numbers in place of options, since this runs for every dot of every frame.
 */
export function spotOf(
  index: TraceIndex,
  chunk: AttemptChunk,
  i: number,
  row: number,
  off: number,
  { way, spot }: Frame['scratch'],
): boolean {
  wayInto(index.edges.places, chunk, i, way)
  const { hops, arriveUs } = way
  let at = 0
  // An UNSET arrival is later than any other.
  while (at < hops && off >= (arriveUs[at + 1] as number)) at++
  spot.place = way.place[at] as number
  spot.edge = NO_EDGE
  spot.progress = 0
  spot.slot = NO_SLOT
  spot.sinceUs = arriveUs[at] as number
  if (spot.place >= index.edges.places.firstTarget) {
    const start = chunk.startUs[i] as number
    return atTarget(index, way, off, start, index.slots[row] as number, spot)
  }
  if (at < hops) spot.edge = edgeAt(index.edges, way, at)
  if (at === 1 && isAtWorker(index, chunk, i, off)) {
    spot.does = DOES.node
    return true
  }
  const isExpected = spot.edge !== NO_EDGE && arriveUs[at + 1] !== UNSET
  return isExpected
    ? onWayOut(index, chunk, i, way, at, off, spot)
    : onItsOwn(index, way, at, off, spot)
}

/** Whether a worker of its node has it: of one that takes no time none does. An UNSET stamp is later than any moment. */
function isAtWorker({ trace }: TraceIndex, chunk: AttemptChunk, i: number, off: number): boolean {
  if (off >= (chunk.routedUs[i] as number)) return false
  return trace.meta.names.nodes[chunk.node[i] as number]?.takesTime === true
}

/** On the next edge, or before it as long as the connection is not ready. */
function onWayOut(
  index: TraceIndex,
  chunk: AttemptChunk,
  i: number,
  way: Way,
  at: number,
  off: number,
  spot: Spot,
): boolean {
  departureInto(index.readyUs, chunk, i, way, at)
  const from = way.leftUs[at] as number
  spot.does = DOES.stand
  if (off < from) return true
  spot.does = DOES.out
  spot.progress = (off - from) / ((way.arriveUs[at + 1] as number) - from)
  spot.sinceUs = from
  return true
}

/** It goes no further: it stands until it is over, or until its node answers by itself and sends it home. */
function onItsOwn(index: TraceIndex, way: Way, at: number, off: number, spot: Spot): boolean {
  const end = way.doneUs[0] as number
  spot.does = DOES.stand
  if (end === UNSET) return true
  if (off >= end) return false
  if (at === 0) return true
  const home = answeredUs(index, way, at, end)
  // Where nobody knows how long the way home takes, `home` is NaN and it stands.
  return off >= home ? onWayBack(index.edges, way, at, off, home, spot) : true
}

/** A node does not stamp every answer of its own: its way home is then taken to be as long as others are. */
function answeredUs(index: TraceIndex, way: Way, at: number, end: number): number {
  const done = way.doneUs[at] as number
  if (done !== UNSET) return done
  let homeUs = 0
  for (let hop = 0; hop < at; hop++)
    homeUs += index.passageUs[edgeAt(index.edges, way, hop)] as number
  return Math.max(way.arriveUs[at] as number, end - homeUs)
}

function atTarget(
  index: TraceIndex,
  way: Way,
  off: number,
  start: number,
  slot: number,
  spot: Spot,
): boolean {
  const done = way.doneUs[way.hops] as number
  if (off >= done) return onWayBack(index.edges, way, way.hops, off, done, spot)
  spot.does = DOES.queue
  if (off < start) return true
  spot.does = DOES.slot
  spot.slot = slot
  spot.sinceUs = start
  return true
}

/** Home from place `at`, which it left at `leftUs`, edge by edge. */
function onWayBack(
  edges: Edges,
  way: Way,
  at: number,
  off: number,
  leftUs: number,
  spot: Spot,
): boolean {
  let from = leftUs
  for (let hop = at - 1; hop >= 0; hop--) {
    const back = way.doneUs[hop] as number
    if (back === UNSET) return false
    if (off < back) {
      spot.does = DOES.back
      spot.place = way.place[hop + 1] as number
      spot.edge = edgeAt(edges, way, hop)
      spot.progress = (off - from) / (back - from)
      return true
    }
    from = back
  }
  return false
}
