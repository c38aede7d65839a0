/** Brings a frame and a layout together: where each dot is on the stage, and what travels on each route. */

import { NO_SEAT } from '../../analysis/scene/slots.ts'
import { ROUTE_STEPS, type Route } from '../layout/routes.ts'
import type { TargetBox } from '../layout/targets.ts'
import type { StageLayout } from '../layout.ts'
import { emptyRoads, type Frame, NO_LEG, PLACE, TONE } from './model.ts'

/** Writes `x` and `y` of the dots (NaN: not drawn one by one) and the roads. */
export function placeFrame(layout: StageLayout, frame: Frame, pxPerRate: number): void {
  roadsInto(layout, frame)
  const { dots } = frame
  for (let i = 0; i < dots.count; i++) {
    const place = dots.place[i] as number
    if (place === PLACE.out || place === PLACE.back) placeTraveller(layout, frame, i, pxPerRate)
    else if (place === PLACE.queue) placeQueued(layout, frame, i, dots.seat[i] as number)
    else if (place === PLACE.slot) placeServed(layout, frame, i)
    else placeStanding(layout, frame, i, place)
  }
}

function roadsInto(layout: StageLayout, frame: Frame): void {
  const { routeOfLeg, routes } = layout
  if (frame.roads.rate.length !== routes.length) frame.roads = emptyRoads(routes.length)
  const { roads } = frame
  roads.rate.fill(0)
  roads.lateRate.fill(0)
  roads.errorRate.fill(0)
  roads.rejectedRate.fill(0)
  roads.band.fill(0)
  for (let leg = 0; leg < routeOfLeg.length; leg++) {
    const r = routeOfLeg[leg] as number
    roads.rate[r] = (roads.rate[r] as number) + (frame.rate[leg] as number)
    roads.lateRate[r] = (roads.lateRate[r] as number) + (frame.lateRate[leg] as number)
    roads.errorRate[r] = (roads.errorRate[r] as number) + (frame.errorRate[leg] as number)
    roads.rejectedRate[r] = (roads.rejectedRate[r] as number) + (frame.rejectedRate[leg] as number)
    const { lengthPx } = routes[r] as Route
    const perPx = (frame.crowd[leg] as number) / lengthPx
    // From one dot in 3 px to one in 2: fewer and fewer dots, more and more band.
    const crowded = Math.min(1, Math.max(0, (perPx - 1 / 3) * 6))
    const band = frame.isBrief[leg] === 1 ? 1 : crowded
    if (band > (roads.band[r] as number)) roads.band[r] = band
  }
}

/** How broad a route is at its narrow end. */
export const roadWidth = (perSecond: number, pxPerRate: number): number =>
  perSecond <= 0 ? 0 : Math.max(1, perSecond * pxPerRate)

/** A route that begins along a capsule narrows down to its rate over the first two thirds of the way. */
export function roadWidthAt(route: Route, narrowPx: number, progress: number): number {
  if (route.mouthPx === 0 || narrowPx === 0) return narrowPx
  const mouthPx = Math.max(narrowPx, route.mouthPx * Math.min(1, narrowPx))
  const u = Math.min(1, progress * 1.5)
  const ease = u * u * (3 - 2 * u)
  return mouthPx + (narrowPx - mouthPx) * ease
}

/** How much of the way to a gate its queue takes up. */
export function queuePx(box: TargetBox, waiting: number): number {
  if (waiting === 0 || box.form === 'cell') return 0
  const columns = Math.min(box.queue.columnsMax, Math.ceil(waiting / box.queue.abreast))
  return columns * box.queue.pitchPx + 4
}

function placeTraveller(layout: StageLayout, frame: Frame, i: number, pxPerRate: number): void {
  const { dots, roads } = frame
  const leg = dots.leg[i] as number
  const r = leg === NO_LEG ? -1 : (layout.routeOfLeg[leg] as number)
  const route = layout.routes[r]
  if (route === undefined) {
    dots.x[i] = Number.NaN
    return
  }
  if ((dots.spread[i] as number) < (roads.band[r] as number)) {
    dots.x[i] = Number.NaN
    return
  }
  const isOut = dots.place[i] === PLACE.out
  const progress = dots.progress[i] as number
  // The way ends where the queue does, not at the gate behind it; so does that of one who was turned away.
  const box = route.kind === 'entry' || route.to < 0 ? undefined : layout.targets[route.to]
  const isShort = box !== undefined && (isOut || dots.tone[i] === TONE.rejected)
  const part = isShort
    ? Math.max(0.2, 1 - queuePx(box, frame.waiting[route.to] as number) / route.lengthPx)
    : 1
  const along = (isOut ? progress : 1 - progress) * part
  const narrow = roadWidth(roads.rate[r] as number, pxPerRate)
  const breadth = Math.max(0, roadWidthAt(route, narrow, along) - 4)
  const aside = ((dots.spread[i] as number) - 0.5) * breadth
  const { points } = route
  const at = along * ROUTE_STEPS
  const k = Math.min(ROUTE_STEPS - 1, Math.max(0, Math.floor(at)))
  const f = at - k
  const p = k * 4
  const nx = points[p + 2] as number
  const ny = points[p + 3] as number
  const x0 = points[p] as number
  const y0 = points[p + 1] as number
  dots.x[i] = x0 + ((points[p + 4] as number) - x0) * f + nx * aside
  dots.y[i] = y0 + ((points[p + 5] as number) - y0) * f + ny * aside
}

function placeQueued(layout: StageLayout, frame: Frame, i: number, seat: number): void {
  const { dots } = frame
  const box = layout.targets[dots.at[i] as number] as TargetBox
  const { abreast, pitchPx, columnsMax } = box.queue
  const column = Math.floor(seat / abreast)
  if (seat === NO_SEAT || column >= columnsMax) {
    dots.x[i] = Number.NaN
    return
  }
  dots.x[i] = box.x - 6 - column * pitchPx
  dots.y[i] = box.y + ((seat % abreast) - (abreast - 1) / 2) * pitchPx
}

function placeServed(layout: StageLayout, frame: Frame, i: number): void {
  const { dots } = frame
  const box = layout.targets[dots.at[i] as number] as TargetBox
  const seat = dots.seat[i] as number
  const { slots } = box
  if (slots === null || slots.barPx !== null || seat === NO_SEAT) {
    dots.x[i] = Number.NaN
  } else if (seat >= slots.count) {
    // Processor sharing lets everybody in: those beyond the slots stand where others would wait.
    placeQueued(layout, frame, i, seat - slots.count)
  } else {
    dots.x[i] = slots.x + seat * slots.pitchPx
    dots.y[i] = slots.y
  }
}

/** Still at the client, waiting for a connection; or at a node, which is connecting. */
function placeStanding(layout: StageLayout, frame: Frame, i: number, place: number): void {
  const { dots } = frame
  const at = dots.at[i] as number
  const aside = (dots.spread[i] as number) - 0.5
  if (place === PLACE.client) {
    const box = layout.populations[at]
    dots.x[i] = box === undefined ? Number.NaN : box.x + box.widthPx + 4
    dots.y[i] = box === undefined ? 0 : box.y + aside * (box.heightPx - 6)
  } else {
    const box = layout.nodes[at]
    dots.x[i] = box === undefined ? Number.NaN : box.x + box.sizePx / 2 + 4
    dots.y[i] = box === undefined ? 0 : box.y + aside * (box.sizePx - 6)
  }
}
