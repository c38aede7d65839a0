/** Bands of the zones from top to bottom, and the balancer nodes in them. */

import { isBlind } from '../../scenario/things/balancers.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { Names } from '../../trace/schema.ts'
import { arranged } from './arrangement.ts'
import { hasComings } from './faultMarks.ts'
import { type LayoutRoom, LEGEND_END_PX } from './room.ts'
import { type PlacedPort, placePorts, portPitchPx, portsHeightPx, portsOf } from './rules.ts'

export interface ZoneBand {
  readonly id: string
  readonly label: string
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly heightPx: number
  /** Every second band is tinted, the first one too. */
  readonly isTinted: boolean
  /** Whether a region begins with it that is not the first. */
  readonly beginsRegion: boolean
  readonly hasLabel: boolean
}

export interface NodeBox {
  readonly index: number
  readonly id: string
  readonly zone: string
  /** One or two letters that tell it from the others. */
  readonly letter: string
  /** Its centre. */
  readonly x: number
  readonly y: number
  readonly sizePx: number
  /** As high as it is wide, but for one with ports. */
  readonly heightPx: number
  readonly ports: readonly PlacedPort[]
  /** It passes connections on whole (layer 4): its letter stands above it. */
  readonly isOpen: boolean
}

export interface ZonedThings {
  readonly names: Names
  /** By node: in which column it stands, from 1 on; 0 for one that is not drawn. */
  readonly nodeDepths: Uint8Array
}

/** A head of a group is this much of a row. */
export const HEAD_ROWS = 0.4

/** How many rows a zone needs: one for each of its targets, and a part of one for each head of a group. */
function rowsOf(names: Names, zone: string): number {
  const here = arranged(names, zone)
  return here.length + here.filter(({ hasHead }) => hasHead).length * HEAD_ROWS
}

/** What height a zone has, relative to the others: as its targets need, yet never lower than for one. */
const weightOf = (rows: number): number => Math.max(1, Math.min(rows, 12))

/** How high the lowest row of a target is, when zones share a height by their weights. */
export function lowestRowPx({ names, nodeDepths }: ZonedThings, heightPx: number): number {
  const counts = new Map<string, number>()
  names.nodes.forEach(({ zone }, n) => {
    if (nodeDepths[n] !== 0) counts.set(zone, 0)
  })
  for (const { zone } of names.targets) counts.set(zone, rowsOf(names, zone))
  const all = [...counts.values()]
  const weightSum = all.reduce((sum, count) => sum + weightOf(count), 0)
  return Math.min(
    heightPx,
    ...all.map((count) => (heightPx * weightOf(count)) / weightSum / Math.max(1, count)),
  )
}

export function layoutZones(
  scenario: LaneScenario,
  { names, nodeDepths }: ZonedThings,
  room: LayoutRoom,
): { readonly zones: readonly ZoneBand[]; readonly nodes: readonly NodeBox[] } {
  const { size, columns, detail } = room
  const drawn = names.nodes.flatMap((node, index) => {
    const depth = nodeDepths[index] as number
    return depth > 0 ? [{ node, index, depth }] : []
  })
  const ids = zoneIds(
    scenario,
    [...drawn.map(({ node }) => node), ...names.targets].map(({ zone }) => zone),
  )
  const regions = ids.map((id) => regionOf(scenario, id))
  const areSeveral = new Set(regions).size > 1
  const isFirst = (i: number): boolean => regions[i] !== regions[i - 1]
  const weights = ids.map((id) => weightOf(rowsOf(names, id)))
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0)
  let y = 0
  let weightBefore = 0
  const zones = ids.map((id, i) => {
    weightBefore += weights[i] as number
    const bottom = Math.round((size.heightPx * weightBefore) / weightSum)
    const band: ZoneBand = {
      id,
      label: labelOf(id, areSeveral && isFirst(i) ? regions[i] : undefined),
      x: columns.zoneX,
      y,
      widthPx: size.widthPx - columns.zoneX,
      heightPx: bottom - y,
      isTinted: i % 2 === 0,
      beginsRegion: i > 0 && isFirst(i),
      hasLabel: detail.hasZoneNames && bottom - y >= 64,
    }
    y = bottom
    return band
  })
  const belowPx = hasBeliefs(scenario, names) ? BELIEFS_PX : 0
  const nodes = layoutNodes(drawn, { scenario, zones, belowPx }, room)
  // Where nodes are as high as their zone, or one stands over its name, their letters say which it is.
  const arePorts = nodes.some(({ ports }) => ports.length > 0)
  const isCovered = (zone: ZoneBand): boolean =>
    nodes.some((node) => node.zone === zone.id && node.y - node.heightPx / 2 < zone.y + LABEL_PX)
  return {
    zones: zones.map((zone) => ({
      ...zone,
      hasLabel: zone.hasLabel && !arePorts && !isCovered(zone),
    })),
    nodes,
  }
}

/** Where there are several regions, the first zone of each is called with its region. */
function labelOf(zone: string, region: string | undefined): string {
  const label = zone.startsWith('zone') ? zone : `zone ${zone}`
  return region === undefined ? label : `${region}, ${label}`
}

const regionOf = ({ regions }: LaneScenario, zone: string): string | undefined =>
  Object.keys(regions).find((id) => Object.hasOwn(regions[id]?.zones ?? {}, zone))

/** Zones in the order of the scenario; those in which nothing stands are left out. */
function zoneIds(scenario: LaneScenario, zones: readonly string[]): readonly string[] {
  const used = new Set(zones)
  const written = Object.values(scenario.regions).flatMap((region) => Object.keys(region.zones))
  return [...new Set([...written, ...used])].filter((zone) => used.has(zone))
}

/** The name of a zone, at its upper left corner. */
const LABEL_PX = 22
/** Below a node: what it believes of each target, and how late it is. */
const BELIEFS_PX = 30
/** Of more targets one would count the cells of what a node believes. */
const BELIEFS_MAX = 12
/** Between a node and the edge of its zone. */
const EDGE_PX = 2

/** Whether nodes show what they believe of each target: where those come and go, and are few. */
export const hasBeliefs = (scenario: LaneScenario, { targets }: Names): boolean =>
  hasComings(scenario) && targets.length <= BELIEFS_MAX

interface DrawnNode {
  readonly node: Names['nodes'][number]
  readonly index: number
  readonly depth: number
}

function layoutNodes(
  nodes: readonly DrawnNode[],
  {
    scenario,
    zones,
    belowPx,
  }: {
    readonly scenario: LaneScenario
    readonly zones: readonly ZoneBand[]
    readonly belowPx: number
  },
  { columns, size, detail }: LayoutRoom,
): readonly NodeBox[] {
  const ports = portsOf(scenario)
  const letters = shortNames(nodes.map(({ node }) => node.zone))
  const floor = size.heightPx - detail.legendPx
  const roomOf = (band: ZoneBand): number => Math.min(band.y + band.heightPx, floor) - band.y
  const bands = nodes.map(({ node }) => zones.find((zone) => zone.id === node.zone) as ZoneBand)
  // All nodes have their ports, or none has.
  const pitches = nodes.map(({ node }, i) =>
    portPitchPx(ports.get(node.balancer)?.length ?? 1, roomOf(bands[i] as ZoneBand)),
  )
  const pitchPx = pitches.includes(null) ? null : Math.min(...(pitches as number[]))
  return nodes.map(({ node, index, depth }, i) => {
    const band = bands[i] as ZoneBand
    const own = pitchPx === null ? [] : (ports.get(node.balancer) ?? [])
    const beside = nodes.filter((one) => one.depth === depth && one.node.zone === node.zone)
    const sizePx = band.heightPx / beside.length < (beside.length > 1 ? 32 : 60) ? 18 : 26
    const heightPx = own.length === 0 ? sizePx : portsHeightPx(own.length, pitchPx as number)
    const middle = middleOf(band, beside.map((one) => one.index).indexOf(index), {
      count: beside.length,
      heightPx,
    })
    const x = columns.nodeXs[depth - 1] as number
    // A high one, or one with more below it, keeps clear of the legend, and one that stands so far to the left.
    const isOverLegend = own.length + belowPx > 0 || x - sizePx / 2 < LEGEND_END_PX
    const lowest = floor - heightPx / 2 - belowPx
    // In its zone in any case.
    const highest = Math.min(middle, band.y + heightPx / 2 + EDGE_PX)
    const y = Math.round(isOverLegend ? Math.max(highest, Math.min(middle, lowest)) : middle)
    return {
      index,
      id: node.id,
      zone: node.zone,
      letter: letters[i] as string,
      x,
      y,
      sizePx,
      heightPx,
      ports: placePorts(own, { y, pitchPx: pitchPx ?? 0 }),
      isOpen: isBlind(scenario),
    }
  })
}

/** Several nodes of a zone, of as many balancers, stand one below the other around its middle. */
function middleOf(
  { y, heightPx: bandPx }: ZoneBand,
  nth: number,
  { count, heightPx }: { readonly count: number; readonly heightPx: number },
): number {
  const pitchPx = Math.min(heightPx + 10, bandPx / count)
  return y + bandPx / 2 + (nth - (count - 1) / 2) * pitchPx
}

/** Whether a node stands where the legend would be. */
export const isInLegend = (
  { x, y, sizePx, heightPx }: NodeBox,
  { size, detail }: LayoutRoom,
): boolean => x - sizePx / 2 < LEGEND_END_PX && y + heightPx / 2 > size.heightPx - detail.legendPx

/** `a` stays `a`; `eu-west-1a` becomes `a` as long as that is nobody else's. */
export function shortNames(ids: readonly string[]): readonly string[] {
  const shortened = ids.map((id) => (id.length <= 2 ? id : id.slice(-1)))
  const areDistinct = new Set(shortened).size === new Set(ids).size
  return areDistinct ? shortened : ids.map((id) => id.slice(0, 2))
}
