/**
 * Routes: the curves along which requests travel. Each is one cubic curve, kept as points at equal distances
 * along it, so that the place of a dot is one look-up and drawing allocates nothing.
 */
import {
  type Legs,
  legStraight,
  legsOf,
  legToNode,
  legToTarget,
} from '../../analysis/scene/edges.ts'
import type { PopulationBox } from './clients.ts'
import type { Columns } from './room.ts'
import type { TargetBox } from './targets.ts'
import type { NodeBox, ZoneBand } from './zones.ts'

export interface Route {
  readonly kind: 'entry' | 'serve' | 'straight'
  /** Index of the population or node where it begins. */
  readonly from: number
  /** Index of the node or target where it ends; -1 when it serves the heat strip of a zone. */
  readonly to: number
  /** Where it begins and ends, with the two handles between: x and y by turns. */
  readonly curve: readonly [number, number, number, number, number, number, number, number]
  readonly lengthPx: number
  /** `ROUTE_STEPS` + 1 points: x, y and the unit normal (to the right of the way there) by turns. */
  readonly points: Float32Array
  /** Height of the stretch of a capsule along which it begins; 0 when it begins at a point. */
  readonly mouthPx: number
}

export const ROUTE_STEPS = 32
const FINE_STEPS = 96

interface Ends {
  readonly populations: readonly PopulationBox[]
  readonly nodes: readonly NodeBox[]
  readonly targets: readonly TargetBox[]
  readonly zones: readonly ZoneBand[]
  readonly columns: Columns
}

export function layoutRoutes(ends: Ends): {
  readonly routes: readonly Route[]
  readonly routeOfLeg: Uint16Array
} {
  const { populations, nodes, targets } = ends
  const legs = legsOf({
    populations: populations.length,
    nodes: nodes.length,
    targets: targets.length,
  })
  const routes: Route[] = []
  const routeOfLeg = new Uint16Array(legs.count)
  if (nodes.length === 0) {
    straightRoutes(ends, legs, { routes, routeOfLeg })
  } else {
    entryRoutes(ends, legs, { routes, routeOfLeg })
    serveRoutes(ends, legs, { routes, routeOfLeg })
  }
  return { routes, routeOfLeg }
}

interface Found {
  readonly routes: Route[]
  readonly routeOfLeg: Uint16Array
}

/** A capsule is shared out among its ends from top to bottom, so that routes do not cross at its mouth. */
function mouthOf(box: PopulationBox, at: number, of: number) {
  const sharePx = box.heightPx / of
  const top = box.y - box.heightPx / 2
  return { x: box.x + box.widthPx, y: top + (at + 0.5) * sharePx, mouthPx: sharePx }
}

function entryRoutes({ populations, nodes }: Ends, legs: Legs, found: Found): void {
  for (const box of populations) {
    nodes.forEach((node, n) => {
      const { x, y, mouthPx } = mouthOf(box, n, nodes.length)
      const spread =
        (box.index - (populations.length - 1) / 2) * Math.min(6, 14 / populations.length)
      const end = { x: node.x - node.sizePx / 2, y: node.y + spread }
      found.routeOfLeg[legToNode(legs, box.index, n)] = found.routes.length
      found.routes.push(
        makeRoute({ kind: 'entry', from: box.index, to: n, start: { x, y }, end, mouthPx }),
      )
    })
  }
}

function serveRoutes({ nodes, targets, zones, columns }: Ends, legs: Legs, found: Found): void {
  for (const node of nodes) {
    const strips = new Map<string, number>()
    targets.forEach((target, t) => {
      const leg = legToTarget(legs, node.index, t)
      const known = strips.get(target.zone)
      if (target.form === 'cell' && known !== undefined) {
        found.routeOfLeg[leg] = known
        return
      }
      if (target.form === 'cell') strips.set(target.zone, found.routes.length)
      const order = targets.length > 1 ? t / (targets.length - 1) - 0.5 : 0
      const start = { x: node.x + node.sizePx / 2, y: node.y + order * node.sizePx * 0.5 }
      const at = { index: node.index, of: nodes.length }
      const end = gateEnd(target, zones, columns, at)
      found.routeOfLeg[leg] = found.routes.length
      const to = target.form === 'cell' ? -1 : t
      found.routes.push(makeRoute({ kind: 'serve', from: node.index, to, start, end, mouthPx: 0 }))
    })
  }
}

function straightRoutes({ populations, targets, zones, columns }: Ends, legs: Legs, found: Found) {
  for (const box of populations) {
    targets.forEach((target, t) => {
      const { x, y, mouthPx } = mouthOf(box, t, targets.length)
      const at = { index: box.index, of: populations.length }
      const end = gateEnd(target, zones, columns, at)
      found.routeOfLeg[legStraight(legs, box.index, t)] = found.routes.length
      found.routes.push(
        makeRoute({ kind: 'straight', from: box.index, to: t, start: { x, y }, end, mouthPx }),
      )
    })
  }
}

/** Routes arrive at a gate side by side in the order of where they come from. */
function gateEnd(
  target: TargetBox,
  zones: readonly ZoneBand[],
  columns: Columns,
  from: { readonly index: number; readonly of: number },
): Point {
  const spreadPx = Math.min(8, (target.gatePx - 8) / Math.max(1, from.of))
  const offset = (from.index - (from.of - 1) / 2) * Math.max(0, spreadPx)
  if (target.form !== 'cell') return { x: target.x - 3, y: target.y + offset }
  const band = zones.find((zone) => zone.id === target.zone)
  const middle = band === undefined ? target.y : band.y + band.heightPx / 2
  return { x: columns.gateX - 1, y: middle + offset }
}

interface Point {
  readonly x: number
  readonly y: number
}

function makeRoute(way: {
  readonly kind: Route['kind']
  readonly from: number
  readonly to: number
  readonly start: Point
  readonly end: Point
  readonly mouthPx: number
}): Route {
  const { start, end } = way
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
  const { points, lengthPx } = pointsAlong(curve)
  return {
    kind: way.kind,
    from: way.from,
    to: way.to,
    curve,
    lengthPx,
    points,
    mouthPx: way.mouthPx,
  }
}

/** Walks the curve finely, then picks points at equal distances. */
function pointsAlong(curve: Route['curve']): { points: Float32Array; lengthPx: number } {
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
    points.set(
      [x0 + (x1 - x0) * part, y0 + (y1 - y0) * part, -(y1 - y0) / length, (x1 - x0) / length],
      i * 4,
    )
  }
  return { points, lengthPx }
}

function cubicAt(c: Route['curve'], u: number): readonly [number, number] {
  const v = 1 - u
  const a = v * v * v
  const b = 3 * v * v * u
  const d = 3 * v * u * u
  const e = u * u * u
  return [a * c[0] + b * c[2] + d * c[4] + e * c[6], a * c[1] + b * c[3] + d * c[5] + e * c[7]]
}
