/**
 * Where everything on a stage stands, for one lane and one size: a small graph in columns, from the clients at the
 * left through as many columns of nodes as requests come through to the targets at the right. All lengths are CSS pixels from the top left corner of the stage.
 * A layout knows no time: it changes with the scenario and the size, never with the playhead.
 */

import { type Edges, entriesOf } from '../analysis/scene/edges.ts'
import type { TraceIndex } from '../analysis/scene/traceIndex.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { Names } from '../trace/schema.ts'
import { layoutClients, type PopulationBox, type ResolverBox } from './layout/clients.ts'
import {
  behindPx,
  type DependencyBox,
  layoutDependency,
  layoutProvider,
  type ProviderBox,
} from './layout/dependency.ts'
import { type FaultMark, faultMarks } from './layout/faultMarks.ts'
import { type GroupDoor, layoutGroups } from './layout/groups.ts'
import { type HostBox, hostsPx, layoutHosts } from './layout/hosts.ts'
import { boxesOf, depthsOf, type PlaceBoxes } from './layout/places.ts'
import {
  columnsOf,
  detailOf,
  type LayoutRoom,
  type StageDetail,
  type StageSize,
} from './layout/room.ts'
import { layoutRoutes, type Route } from './layout/routes.ts'
import { layoutTargets, type TargetBox } from './layout/targets.ts'
import {
  hasBeliefs,
  isInLegend,
  layoutZones,
  lowestRowPx,
  type NodeBox,
  type ZoneBand,
} from './layout/zones.ts'

export interface StageLayout extends StageSize {
  readonly detail: StageDetail
  /** Who can send to whom, and the box of each place. */
  readonly edges: Edges
  readonly boxes: PlaceBoxes
  /** In the order of the trace's names, like nodes, targets, resolvers and faults. */
  readonly populations: readonly PopulationBox[]
  readonly resolvers: readonly ResolverBox[]
  readonly zones: readonly ZoneBand[]
  /** Those that requests come through: their `index` is the one of the names. */
  readonly nodes: readonly NodeBox[]
  readonly targets: readonly TargetBox[]
  /** Those that have containers. */
  readonly hosts: readonly HostBox[]
  /** What stands behind the targets; null where nothing does. */
  readonly dependency: DependencyBox | null
  /** Where clients log in; null where nobody does. */
  readonly provider: ProviderBox | null
  /** Doors of target groups; none where there is one group. */
  readonly groups: readonly GroupDoor[]
  readonly routes: readonly Route[]
  /** Index into `routes` by the number of an edge. */
  readonly routeOfEdge: Uint16Array
  readonly faults: readonly FaultMark[]
  /** Whether nodes show what they believe of each target. */
  readonly hasBeliefs: boolean
  /** Breadth of a route for each request per second, at the most: what a lane sends in a frame may make it smaller (`frame/routeRates.ts`). */
  readonly pxPerRate: number
}

/**
 * `names` are those of the trace that will be drawn and `index` is the one of that trace, so that an index and an
 * edge mean the same in both.
 */
export function layoutStage(
  scenario: LaneScenario,
  names: Names,
  options: StageSize & { readonly index: Pick<TraceIndex, 'edges' | 'ratesPerSecond'> },
): StageLayout {
  const { edges, ratesPerSecond } = options.index
  const { firstNode, firstTarget } = edges.places
  const size: StageSize = { widthPx: options.widthPx, heightPx: options.heightPx }
  const nodeDepths = depthsOf(edges).subarray(firstNode, firstTarget)
  const things = { names, nodeDepths }
  const columns = columnsOf(size, {
    nodeColumns: Math.max(0, ...nodeDepths),
    rowPx: lowestRowPx(things, size.heightPx),
    behindPx: behindPx(scenario) + hostsPx(names),
  })
  const room = withOrWithoutLegend({ size, columns, detail: detailOf(size) }, (tried) =>
    layoutZones(scenario, things, tried),
  )
  const { zones, nodes } = layoutZones(scenario, things, room)
  const targets = layoutTargets(names, edges, zones, room)
  const entryPlaces = entriesOf(scenario, names)
  const entryIds = entryPlaces.map((place) => entryId(names, place - firstNode))
  const answers = { ratesPerSecond, entryIds, entryPlaces }
  const { populations, resolvers } = layoutClients(names, answers, room)
  const boxes = boxesOf(edges.places, { populations, nodes, targets })
  return {
    ...size,
    detail: room.detail,
    edges,
    boxes,
    populations,
    resolvers,
    zones,
    nodes,
    targets,
    hosts: layoutHosts(names, targets, zones, columns),
    dependency: layoutDependency(scenario, room, hostsPx(names)),
    provider: layoutProvider(scenario, room),
    groups: layoutGroups(scenario, names, targets, zones, columns.gateX),
    ...layoutRoutes({ edges, boxes, zones, columns }),
    faults: faultMarks(scenario, names),
    hasBeliefs: hasBeliefs(scenario, names),
    pxPerRate: pxPerRateFor(sum(ratesPerSecond), abreast(nodeDepths, columns.nodeXs.length)),
  }
}

/** The legend goes where a node of a low zone would have to leave its zone for it. */
function withOrWithoutLegend(
  room: LayoutRoom,
  place: (room: LayoutRoom) => { readonly nodes: readonly NodeBox[] },
): LayoutRoom {
  const isCovered = place(room).nodes.some((node) => isInLegend(node, room))
  return isCovered ? { ...room, detail: { ...room.detail, legendPx: 0 } } : room
}

/** A node goes by its zone, as its letter on the stage does; a target by its own name. */
const entryId = ({ nodes, targets }: Names, afterPopulations: number): string =>
  nodes[afterPopulations]?.zone ?? targets[afterPopulations - nodes.length]?.id ?? ''

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Breadth of a route for each request per second, unless there is more than a stage can hold. */
const PX_PER_RATE = 0.2
/** So broad is what a node gets: less than it is high, for more than the mean may come. */
const NODE_INFLOW_PX = 22

function pxPerRateFor(perSecond: number, nodesAbreast: number): number {
  const perNode = perSecond / nodesAbreast
  return Math.min(PX_PER_RATE, NODE_INFLOW_PX / Math.max(1, perNode))
}

/** How many nodes share all requests, in the column that has fewest; 1 where there is no column. */
function abreast(nodeDepths: Uint8Array, columns: number): number {
  const counts = Array.from(
    { length: columns },
    (_, column) => nodeDepths.filter((depth) => depth === column + 1).length,
  )
  return counts.reduce((fewest, count) => Math.min(fewest, count), counts[0] ?? 1)
}
