/** Bands of the zones from top to bottom, and the balancer nodes in them. */
import type { LaneScenario } from '../../scenario/types.ts'
import type { Names } from '../../trace/schema.ts'
import type { Columns, LayoutRoom } from './room.ts'

export interface ZoneBand {
  readonly id: string
  readonly label: string
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly heightPx: number
  /** Every second band is tinted, the first one too. */
  readonly isTinted: boolean
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
}

export interface ZonedThings {
  readonly names: Names
  /** By node: in which column it stands, from 1 on; 0 for one that is not drawn. */
  readonly nodeDepths: Uint8Array
}

/** What height a zone has, relative to the others: as its targets need, yet never lower than for one. */
const weightOf = (targets: number): number => Math.max(1, Math.min(targets, 12))

/** How high the lowest row of a target is, when zones share a height by their weights. */
export function lowestRowPx({ names, nodeDepths }: ZonedThings, heightPx: number): number {
  const counts = new Map<string, number>()
  names.nodes.forEach(({ zone }, n) => {
    if (nodeDepths[n] !== 0) counts.set(zone, 0)
  })
  for (const { zone } of names.targets) counts.set(zone, (counts.get(zone) ?? 0) + 1)
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
  { size, columns, detail }: LayoutRoom,
): { readonly zones: readonly ZoneBand[]; readonly nodes: readonly NodeBox[] } {
  const drawn = names.nodes.flatMap((node, index) => {
    const depth = nodeDepths[index] as number
    return depth > 0 ? [{ node, index, depth }] : []
  })
  const ids = zoneIds(
    scenario,
    [...drawn.map(({ node }) => node), ...names.targets].map(({ zone }) => zone),
  )
  const weights = ids.map((id) =>
    weightOf(names.targets.filter((target) => target.zone === id).length),
  )
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0)
  let y = 0
  let weightBefore = 0
  const zones = ids.map((id, i) => {
    weightBefore += weights[i] as number
    const bottom = Math.round((size.heightPx * weightBefore) / weightSum)
    const band: ZoneBand = {
      id,
      label: id.startsWith('zone') ? id : `zone ${id}`,
      x: columns.zoneX,
      y,
      widthPx: size.widthPx - columns.zoneX,
      heightPx: bottom - y,
      isTinted: i % 2 === 0,
      hasLabel: detail.hasZoneNames && bottom - y >= 64,
    }
    y = bottom
    return band
  })
  return { zones, nodes: layoutNodes(drawn, zones, columns) }
}

/** Zones in the order of the scenario; those in which nothing stands are left out. */
function zoneIds(scenario: LaneScenario, zones: readonly string[]): readonly string[] {
  const used = new Set(zones)
  const written = Object.values(scenario.regions).flatMap((region) => Object.keys(region.zones))
  return [...new Set([...written, ...used])].filter((zone) => used.has(zone))
}

interface DrawnNode {
  readonly node: Names['nodes'][number]
  readonly index: number
  readonly depth: number
}

function layoutNodes(
  nodes: readonly DrawnNode[],
  zones: readonly ZoneBand[],
  columns: Columns,
): readonly NodeBox[] {
  const letters = shortNames(nodes.map(({ node }) => node.zone))
  return nodes.map(({ node, index, depth }, i) => {
    const band = zones.find((zone) => zone.id === node.zone)
    const y = band === undefined ? 0 : band.y + band.heightPx / 2
    const sizePx = band !== undefined && band.heightPx < 60 ? 18 : 26
    return {
      index,
      id: node.id,
      zone: node.zone,
      letter: letters[i] as string,
      x: columns.nodeXs[depth - 1] as number,
      y: Math.round(y),
      sizePx,
    }
  })
}

/** `a` stays `a`; `eu-west-1a` becomes `a` as long as that is nobody else's. */
export function shortNames(ids: readonly string[]): readonly string[] {
  const shortened = ids.map((id) => (id.length <= 2 ? id : id.slice(-1)))
  const areDistinct = new Set(shortened).size === new Set(ids).size
  return areDistinct ? shortened : ids.map((id) => id.slice(0, 2))
}
