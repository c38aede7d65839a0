/** Where one attempt is, some time after it was sent: the stamps of its row, read as a place. */

import { type Legs, legStraight, legToNode, legToTarget } from '../../analysis/scene/edges.ts'
import { NO_SEAT } from '../../analysis/scene/slots.ts'
import { departure, type TraceIndex } from '../../analysis/scene/traceIndex.ts'
import { NONE, UNSET } from '../../trace/schema.ts'
import { NO_LEG, PLACE, type Spot } from './model.ts'

type AttemptChunk = TraceIndex['trace']['attempts']['chunks'][number]

/** Writes where row `i` of `chunk` is `off` microseconds after it was sent; false when it is nowhere. */
export function spotOf(
  index: TraceIndex,
  chunk: AttemptChunk,
  i: number,
  row: number,
  off: number,
  into: Spot,
): boolean {
  const { legs } = index
  const population = chunk.population[i] as number
  const target = chunk.target[i] as number
  const node = chunk.node[i] as number
  into.leg = NO_LEG
  into.progress = 0
  into.seat = NO_SEAT
  into.sinceUs = 0
  const hasNode = node !== NONE
  const arrival = (hasNode ? chunk.nodeUs[i] : chunk.targetUs[i]) as number
  if (arrival === UNSET || off < arrival) {
    const leg = firstLeg(legs, population, node, target)
    return onFirstLeg(index, chunk, i, off, leg, arrival, into)
  }
  const targetUs = chunk.targetUs[i] as number
  if (hasNode && (targetUs === UNSET || off < targetUs)) {
    return pastNode(index, chunk, i, off, into)
  }
  const leave = chunk.serviceEndUs[i] as number
  if (leave === UNSET || off < leave) return atTarget(index, chunk, i, row, off, into)
  return onTheWayBack(legs, chunk, i, off, leave, into)
}

function firstLeg(legs: Legs, population: number, node: number, target: number): number {
  if (node !== NONE) return legToNode(legs, population, node)
  if (legs.nodes > 0 || target === NONE) return NO_LEG
  return legStraight(legs, population, target)
}

/** Hands the client's part of the way; waiting for a connection, or for one that never comes, it stays put. */
function onFirstLeg(
  index: TraceIndex,
  chunk: AttemptChunk,
  i: number,
  off: number,
  leg: number,
  arrival: number,
  into: Spot,
): boolean {
  const end = chunk.endUs[i] as number
  into.place = PLACE.client
  into.at = chunk.population[i] as number
  into.leg = leg
  if (arrival === UNSET || leg === NO_LEG) return end === UNSET || off < end
  const sent = chunk.sentUs[i] as number
  const from = departure(index, chunk.connection[i] as number, sent, 0, arrival)
  if (off < from) return true
  into.place = PLACE.out
  into.at = chunk.target[i] as number
  into.progress = (off - from) / (arrival - from)
  into.sinceUs = from
  return true
}

/** At the node, on its way on, or on the way home with an answer that the node wrote. */
function pastNode(
  index: TraceIndex,
  chunk: AttemptChunk,
  i: number,
  off: number,
  into: Spot,
): boolean {
  const { legs } = index
  const node = chunk.node[i] as number
  const target = chunk.target[i] as number
  const nodeUs = chunk.nodeUs[i] as number
  const targetUs = chunk.targetUs[i] as number
  const end = chunk.endUs[i] as number
  into.place = PLACE.node
  into.at = node
  into.sinceUs = nodeUs
  if (target !== NONE) into.leg = legToTarget(legs, node, target)
  if (targetUs !== UNSET) {
    const sent = chunk.sentUs[i] as number
    const from = departure(index, chunk.targetConnection[i] as number, sent, nodeUs, targetUs)
    if (off < from) return true
    into.place = PLACE.out
    into.at = target
    into.progress = (off - from) / (targetUs - from)
    into.sinceUs = from
    return true
  }
  if (end === UNSET) return true
  if (off >= end) return false
  const entry = legToNode(legs, chunk.population[i] as number, node)
  const back = chunk.backUs[i] as number
  // The node does not stamp an answer of its own, so its way home is taken to be as long as others are.
  const home = back !== UNSET ? back : Math.max(nodeUs, end - (index.legUs[entry] as number))
  if (!(off >= home)) return true
  into.place = PLACE.back
  into.at = target
  into.leg = entry
  into.progress = (off - home) / (end - home)
  return true
}

function atTarget(
  index: TraceIndex,
  chunk: AttemptChunk,
  i: number,
  row: number,
  off: number,
  into: Spot,
): boolean {
  const start = chunk.startUs[i] as number
  into.at = chunk.target[i] as number
  if (start !== UNSET && off >= start) {
    into.place = PLACE.slot
    into.seat = index.seats[row] as number
    into.sinceUs = start
  } else {
    into.place = PLACE.queue
    into.sinceUs = chunk.targetUs[i] as number
  }
  return true
}

function onTheWayBack(
  legs: Legs,
  chunk: AttemptChunk,
  i: number,
  off: number,
  leave: number,
  into: Spot,
): boolean {
  const population = chunk.population[i] as number
  const node = chunk.node[i] as number
  const target = chunk.target[i] as number
  const back = chunk.backUs[i] as number
  const end = chunk.endUs[i] as number
  into.place = PLACE.back
  into.at = target
  if (node === NONE) {
    if (end === UNSET || off >= end) return false
    into.leg = firstLeg(legs, population, node, target)
    into.progress = (off - leave) / (end - leave)
    return true
  }
  if (back === UNSET) return false
  if (off < back) {
    into.leg = legToTarget(legs, node, target)
    into.progress = (off - leave) / (back - leave)
    return true
  }
  if (end === UNSET || off >= end) return false
  into.leg = legToNode(legs, population, node)
  into.progress = (off - back) / (end - back)
  return true
}
