/**
 * Routes: the curves along which requests travel. Each is one cubic curve, kept as points at equal distances
 * along it, so that the place of a dot is one look-up and drawing allocates nothing.
 */
import type { Edges } from '../../analysis/scene/edges.ts'
import type { PlaceBox, PlaceBoxes } from './places.ts'
import type { Columns } from './room.ts'
import { PORT_HALF_PX } from './rules.ts'
import type { TargetBox } from './targets.ts'
import type { ZoneBand } from './zones.ts'

export interface Route {
  /** The places where it begins and ends; the end is NO_PLACE when it serves the heat strip of a zone. */
  readonly from: number
  readonly to: number
  /** Where it begins and ends, with the two handles between: x and y by turns. */
  readonly curve: readonly [number, number, number, number, number, number, number, number]
  readonly lengthPx: number
  /** `ROUTE_STEPS` + 1 points: x, y and the vector across (to the right of the way there) by turns. */
  readonly points: Float32Array
  /** Height of the stretch of a capsule along which it begins; 0 when it begins at a point. */
  readonly mouthPx: number
  /** At each of the points: how far it has narrowed down from its mouth, from 0 to 1. */
  readonly narrowing: Float32Array
}

export const NO_PLACE = -1
export const ROUTE_STEPS = 32
const FINE_STEPS = 96

interface Stage {
  readonly edges: Edges
  readonly boxes: PlaceBoxes
  readonly zones: readonly ZoneBand[]
  readonly columns: Columns
}

/** One route for each edge, but one for all edges from a place to the heat strip of a zone. */
export function layoutRoutes(stage: Stage): {
  readonly routes: readonly Route[]
  readonly routeOfEdge: Uint16Array
} {
  const { edges, boxes } = stage
  const { bundles, bundleOf } = bundlesOf(edges, boxes)
  const arrivals = new Uint16Array(edges.places.count)
  for (let edge = 0; edge < edges.count; edge++) add(arrivals, edges.to[edge] as number)
  const arrived = new Uint16Array(edges.places.count)
  const routes = bundles.map((bundle) => {
    const from = edges.from[bundle.first] as number
    const to = edges.to[bundle.first] as number
    const leaving = (edges.firstOf[from + 1] as number) - (edges.firstOf[from] as number)
    const start = mouthOf(boxes[from], {
      rank: bundle.rankSum / bundle.edges,
      edges: bundle.edges,
      of: leaving,
      to: boxes[to],
    })
    const end = endOf(stage, to, {
      rank: add(arrived, to) - 1,
      of: arrivals[to] as number,
    })
    return makeRoute({ from, to: bundle.isStrip ? NO_PLACE : to }, start, end)
  })
  return { routes, routeOfEdge: bundleOf }
}

const add = (counts: Uint16Array, place: number): number => {
  counts[place] = (counts[place] as number) + 1
  return counts[place] as number
}

/** Edges that share a route. */
interface Bundle {
  readonly first: number
  readonly isStrip: boolean
  edges: number
  /** Sum of their ranks among the edges that leave the same place. */
  rankSum: number
}

function bundlesOf(edges: Edges, boxes: PlaceBoxes) {
  const bundles: Bundle[] = []
  const bundleOf = new Uint16Array(edges.count)
  const strips = new Map<string, number>()
  for (let edge = 0; edge < edges.count; edge++) {
    const from = edges.from[edge] as number
    const strip = stripOf(boxes[edges.to[edge] as number])
    const key = strip === null ? null : `${from} ${strip}`
    const known = key === null ? undefined : strips.get(key)
    const at = known ?? bundles.length
    if (known === undefined) {
      bundles.push({ first: edge, isStrip: strip !== null, edges: 0, rankSum: 0 })
      if (key !== null) strips.set(key, at)
    }
    const bundle = bundles[at] as Bundle
    bundle.edges++
    bundle.rankSum += edge - (edges.firstOf[from] as number)
    bundleOf[edge] = at
  }
  return { bundles, bundleOf }
}

/** The zone whose heat strip it is a cell of. */
const stripOf = (place: PlaceBox | undefined): string | null =>
  place?.kind === 'target' && place.box.form === 'cell' ? place.box.zone : null

interface Point {
  readonly x: number
  readonly y: number
}
interface Mouth extends Point {
  readonly mouthPx: number
}

/** Which of the edges at a place it is: its rank among `of`, from the top. */
interface Rank {
  readonly rank: number
  readonly of: number
}

/** Routes leave from top to bottom in the order of where they go, so that they do not cross. */
function mouthOf(
  place: PlaceBox | undefined,
  { rank, of, edges, to }: Rank & { readonly edges: number; readonly to: PlaceBox | undefined },
): Mouth {
  if (place?.kind === 'client') {
    // A capsule is shared out among its ends.
    const { x, y, widthPx, heightPx } = place.box
    const sharePx = heightPx / of
    const top = y - heightPx / 2
    return { x: x + widthPx, y: top + (rank + 0.5) * sharePx, mouthPx: sharePx * edges }
  }
  if (place?.kind !== 'node') return { x: 0, y: 0, mouthPx: 0 }
  const { x, y, sizePx, ports } = place.box
  const port =
    to?.kind === 'target' ? ports.find(({ groups }) => groups.includes(to.box.group)) : undefined
  if (port !== undefined) return { x: x + sizePx / 2 + PORT_HALF_PX, y: port.y, mouthPx: 0 }
  const order = of > 1 ? rank / (of - 1) - 0.5 : 0
  return { x: x + sizePx / 2, y: y + order * sizePx * 0.5, mouthPx: 0 }
}

/** Routes arrive side by side in the order of where they come from. */
function endOf({ boxes, zones, columns }: Stage, to: number, { rank, of }: Rank): Point {
  const place = boxes[to]
  const aside = rank - (of - 1) / 2
  if (place?.kind === 'node') {
    const { x, y, sizePx } = place.box
    return { x: x - sizePx / 2, y: y + aside * Math.min(6, 14 / of) }
  }
  return place?.kind === 'target'
    ? gateEnd(place.box, zones, columns, { aside, of })
    : { x: 0, y: 0 }
}

function gateEnd(
  target: TargetBox,
  zones: readonly ZoneBand[],
  columns: Columns,
  from: { readonly aside: number; readonly of: number },
): Point {
  const spreadPx = Math.min(8, (target.gatePx - 8) / Math.max(1, from.of))
  const offset = from.aside * Math.max(0, spreadPx)
  if (target.form !== 'cell') return { x: target.x - 3, y: target.y + offset }
  const band = zones.find((zone) => zone.id === target.zone)
  const middle = band === undefined ? target.y : band.y + band.heightPx / 2
  return { x: columns.gateX - 1, y: middle + offset }
}

function makeRoute({ from, to }: Pick<Route, 'from' | 'to'>, start: Mouth, end: Point): Route {
  const reach = (end.x - start.x) * 0.5
  const curve: Route['curve'] = [
    start.x,
    start.y,
    start.x + reach,
    start.y,
    end.x - reach,
    end.y,
    end.x,
    end.y,
  ]
  return { from, to, curve, mouthPx: start.mouthPx, ...pointsAlong(curve, start.mouthPx > 0) }
}

/**
 * Walks the curve finely, then picks points at equal distances. The vector across is the normal, of length 1. A broad
 * route would fold over itself along its normals where it bends: one that begins along a capsule is measured upright, as
 * the capsule is. It narrows down as it rises or falls, so that both of its edges do so all the way.
 */
function pointsAlong(
  curve: Route['curve'],
  isUpright: boolean,
): Pick<Route, 'points' | 'lengthPx' | 'narrowing'> {
  const fine = new Float64Array((FINE_STEPS + 1) * 3)
  for (let i = 0; i <= FINE_STEPS; i++) {
    const [x, y] = cubicAt(curve, i / FINE_STEPS)
    const before = i === 0 ? 0 : (fine[i * 3 - 1] as number)
    const step =
      i === 0 ? 0 : Math.hypot(x - (fine[i * 3 - 3] as number), y - (fine[i * 3 - 2] as number))
    fine[i * 3] = x
    fine[i * 3 + 1] = y
    fine[i * 3 + 2] = before + step
  }
  const lengthPx = fine[FINE_STEPS * 3 + 2] as number
  const points = new Float32Array((ROUTE_STEPS + 1) * 4)
  const narrowing = new Float32Array(ROUTE_STEPS + 1)
  let k = 0
  for (let i = 0; i <= ROUTE_STEPS; i++) {
    const want = (lengthPx * i) / ROUTE_STEPS
    while (k < FINE_STEPS - 1 && (fine[k * 3 + 5] as number) < want) k++
    const [x0, y0, s0] = [fine[k * 3], fine[k * 3 + 1], fine[k * 3 + 2]] as [number, number, number]
    const [x1, y1, s1] = [fine[k * 3 + 3], fine[k * 3 + 4], fine[k * 3 + 5]] as [
      number,
      number,
      number,
    ]
    const part = s1 > s0 ? (want - s0) / (s1 - s0) : 0
    const length = Math.hypot(x1 - x0, y1 - y0) || 1
    const acrossX = isUpright ? 0 : -(y1 - y0) / length
    const acrossY = isUpright ? 1 : (x1 - x0) / length
    points.set([x0 + (x1 - x0) * part, y0 + (y1 - y0) * part, acrossX, acrossY], i * 4)
    const u = (k + part) / FINE_STEPS
    narrowing[i] = u * u * (3 - 2 * u)
  }
  return { points, lengthPx, narrowing }
}

function cubicAt(c: Route['curve'], u: number): readonly [number, number] {
  const v = 1 - u
  const a = v * v * v
  const b = 3 * v * v * u
  const d = 3 * v * u * u
  const e = u * u * u
  return [a * c[0] + b * c[2] + d * c[4] + e * c[6], a * c[1] + b * c[3] + d * c[5] + e * c[7]]
}
