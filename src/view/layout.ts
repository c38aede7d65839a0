/**
 * Where everything on a stage stands, for one lane and one size: flow runs from the clients at the left through
 * the nodes to the targets at the right. All lengths are CSS pixels from the top left corner of the stage.
 * A layout knows no time: it changes with the scenario and the size, never with the playhead.
 */

import { namesInUse } from '../analysis/numbers/namesInUse.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { Names } from '../trace/schema.ts'
import { layoutClients, type PopulationBox, type ResolverBox } from './layout/clients.ts'
import { type FaultMark, faultMarks } from './layout/faultMarks.ts'
import {
  columnsOf,
  detailOf,
  type LayoutRoom,
  type StageDetail,
  type StageSize,
} from './layout/room.ts'
import { layoutRoutes, type Route } from './layout/routes.ts'
import { layoutTargets, type TargetBox } from './layout/targets.ts'
import { layoutZones, type NodeBox, type ZoneBand } from './layout/zones.ts'

export interface StageLayout extends StageSize {
  readonly detail: StageDetail
  /** In the order of the trace's names, like nodes, targets, resolvers and faults. */
  readonly populations: readonly PopulationBox[]
  readonly resolvers: readonly ResolverBox[]
  readonly zones: readonly ZoneBand[]
  readonly nodes: readonly NodeBox[]
  readonly targets: readonly TargetBox[]
  readonly routes: readonly Route[]
  /** Index into `routes` by the number of a leg, as `legs.ts` counts them. */
  readonly routeOfLeg: Uint16Array
  readonly faults: readonly FaultMark[]
  /** Breadth of a route for each request per second; the same in lanes that face the same traffic. */
  readonly pxPerRate: number
}

/**
 * `ratesPerSecond` gives each population its height (see `TraceIndex`); `allNames` are those of the trace that
 * will be drawn, so that an index means the same in both.
 */
export function layoutStage(
  scenario: LaneScenario,
  allNames: Names,
  options: StageSize & {
    readonly ratesPerSecond: readonly number[]
  },
): StageLayout {
  const names = namesInUse(scenario, allNames)
  const size: StageSize = { widthPx: options.widthPx, heightPx: options.heightPx }
  const detail = detailOf(size)
  const columns = columnsOf(size, names.nodes.length > 0)
  const room: LayoutRoom = { size, columns, detail }
  const { zones, nodes } = layoutZones(scenario, names, room)
  const targets = layoutTargets(names, zones, room)
  const { populations, resolvers } = layoutClients(names, options.ratesPerSecond, room)
  const { routes, routeOfLeg } = layoutRoutes({ populations, nodes, targets, zones, columns })
  const faults = faultMarks(scenario, names)
  return {
    ...size,
    detail,
    populations,
    resolvers,
    zones,
    nodes,
    targets,
    routes,
    routeOfLeg,
    faults,
    pxPerRate: pxPerRateFor(sum(options.ratesPerSecond), names.nodes.length),
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Breadth of a route for each request per second, unless there is more than a stage can hold. */
const PX_PER_RATE = 0.2
/** So broad is what a node gets, at most. */
const NODE_INFLOW_PX = 30

function pxPerRateFor(perSecond: number, nodes: number): number {
  const perNode = perSecond / Math.max(1, nodes)
  return Math.min(PX_PER_RATE, NODE_INFLOW_PX / Math.max(1, perNode))
}
