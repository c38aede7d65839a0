/**
 * Edges: who can send to whom in one lane, as a sparse list over numbered places. A request travels an edge in both
 * directions. How far it is from a client to a target is nobody's business here: without a balancer it is one edge,
 * with one two, with a network balancer before it three.
 */
import { own } from '../../scenario/document/json.ts'
import { groupsOf } from '../../scenario/forwarding.ts'
import { isCrossZone } from '../../scenario/things/balancers.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { Names } from '../../trace/schema.ts'

/** The numbers of places: client populations from 0 on, then nodes, then targets, each in the order of the names. */
export interface Places {
  readonly firstNode: number
  readonly firstTarget: number
  readonly count: number
}

export interface Edges {
  readonly places: Places
  readonly count: number
  /** By edge: the places where it begins and where it ends. In rising order of the first, then of the second. */
  readonly from: Uint16Array
  readonly to: Uint16Array
  /** By place, and one more: the first of the edges that begin there. */
  readonly firstOf: Uint32Array
}

/** Between two places of which the one cannot send to the other. */
export const NO_EDGE = -1

/**
 * Made from the scenario, not from the rows: a lane has all its edges before anybody travels them, so that a picture
 * of the first second and one of the whole run number them alike. Only what clients can reach has edges: a lane whose
 * DNS answers with targets may still have a balancer written down.
 */
export function edgesOf(lane: LaneScenario, names: Names): Edges {
  const places = placesOf(names)
  const receivers = new Map<number, readonly number[]>()
  const open = names.populations.map((_, population) => population)
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (receivers.has(place)) continue
    const next = receiversOf(place, lane, names)
    receivers.set(place, next)
    open.push(...next)
  }
  const lists = Array.from({ length: places.count }, (_, place) => receivers.get(place) ?? [])
  const firstOf = new Uint32Array(places.count + 1)
  lists.forEach((list, place) => {
    firstOf[place + 1] = (firstOf[place] as number) + list.length
  })
  return {
    places,
    count: firstOf[places.count] as number,
    from: Uint16Array.from(lists.flatMap((list, place) => list.map(() => place))),
    to: Uint16Array.from(lists.flat()),
    firstOf,
  }
}

export function placesOf(names: Names): Places {
  const firstNode = names.populations.length
  const firstTarget = firstNode + names.nodes.length
  return { firstNode, firstTarget, count: firstTarget + names.targets.length }
}

/** The edge between two places, or NO_EDGE. Asked for every hop of every row. */
export function edgeBetween({ firstOf, to }: Edges, from: number, end: number): number {
  const low = firstOf[from] as number
  const high = (firstOf[from + 1] as number) - 1
  if (low > high) return NO_EDGE
  // Whom one sends to is nearly always one stretch of numbers: then this is the edge.
  const guess = low + end - (to[low] as number)
  if (guess >= low && guess <= high && to[guess] === end) return guess
  return searchEdge(to, { low, high, end })
}

function searchEdge(
  to: Uint16Array,
  within: { readonly low: number; readonly high: number; readonly end: number },
): number {
  let { low, high } = within
  while (low < high) {
    const middle = (low + high) >> 1
    if ((to[middle] as number) < within.end) low = middle + 1
    else high = middle
  }
  return to[low] === within.end ? low : NO_EDGE
}

/** Whom the DNS names, as places in the order of the bits of an answer: the nodes of a balancer, or targets. */
export function entriesOf(lane: LaneScenario, names: Names): readonly number[] {
  const { firstNode, firstTarget } = placesOf(names)
  const answers = Object.values(lane.dns.records).flatMap((record) => Object.values(record.answers))
  return answers.flatMap((answer) =>
    'balancer' in answer
      ? where(names.nodes, ({ balancer }) => balancer === answer.balancer, firstNode)
      : where(names.targets, ({ id }) => id === answer.target, firstTarget),
  )
}

/** The places that a place can send to, in rising order. */
function receiversOf(place: number, lane: LaneScenario, names: Names): readonly number[] {
  const { firstNode, firstTarget } = placesOf(names)
  if (place < firstNode) return [...new Set(entriesOf(lane, names))].sort((a, b) => a - b)
  const node = names.nodes[place - firstNode]
  const balancer = node === undefined ? undefined : lane.balancers[node.balancer]
  if (node === undefined || balancer === undefined) return []
  const groups = Object.values(balancer.listeners).flatMap(groupsOf)
  const zones = Object.keys(own(lane.regions, balancer.region)?.zones ?? {})
  return where(
    names.targets,
    ({ group, zone }) =>
      groups.includes(group) && (isCrossZone(balancer) ? zones.includes(zone) : zone === node.zone),
    firstTarget,
  )
}

/** Places of the things for which it holds. */
const where = <T>(
  things: readonly T[],
  holds: (thing: T) => boolean,
  first: number,
): readonly number[] => things.flatMap((thing, i) => (holds(thing) ? [first + i] : []))
