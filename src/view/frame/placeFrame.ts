/** Brings a frame and a layout together: where each dot is on the stage, and what travels on each route. */

import { NO_EDGE } from '../../analysis/scene/edges.ts'
import { NO_SLOT } from '../../analysis/scene/slots.ts'
import type { PlaceBox } from '../layout/places.ts'
import { ROUTE_STEPS, type Route } from '../layout/routes.ts'
import type { TargetBox } from '../layout/targets.ts'
import type { StageLayout } from '../layout.ts'
import { emptyRouteRates } from './emptyFrame.ts'
import { DOES, type Frame, NO_QUEUE_PLACE, TONE } from './model.ts'

/** Writes `x` and `y` of the dots (NaN: not drawn one by one) and the rates of routes. */
export function placeFrame(layout: StageLayout, frame: Frame, pxPerRate: number): void {
  routeRatesInto(layout, frame)
  const { dots } = frame
  for (let i = 0; i < dots.count; i++) {
    const does = dots.does[i] as number
    if (does === DOES.out || does === DOES.back) placeTraveller(layout, frame, i, pxPerRate)
    else if (does === DOES.queue) placeQueued(layout, frame, i, dots.queuePlace[i] as number)
    else if (does === DOES.slot) placeServed(layout, frame, i)
    else placeStanding(layout, frame, i)
  }
}

function routeRatesInto(layout: StageLayout, frame: Frame): void {
  const { routeOfEdge, routes } = layout
  if (frame.routeRates.rate.length !== routes.length) {
    frame.routeRates = emptyRouteRates(routes.length)
  }
  const { rate, lateRate, errorRate, rejectedRate, band } = frame.routeRates
  rate.fill(0)
  lateRate.fill(0)
  errorRate.fill(0)
  rejectedRate.fill(0)
  band.fill(0)
  for (let edge = 0; edge < routeOfEdge.length; edge++) {
    const r = routeOfEdge[edge] as number
    rate[r] = (rate[r] as number) + (frame.rate[edge] as number)
    lateRate[r] = (lateRate[r] as number) + (frame.lateRate[edge] as number)
    errorRate[r] = (errorRate[r] as number) + (frame.errorRate[edge] as number)
    rejectedRate[r] = (rejectedRate[r] as number) + (frame.rejectedRate[edge] as number)
    const { lengthPx } = routes[r] as Route
    const perPx = (frame.travellingMean[edge] as number) / lengthPx
    // From one dot in 3 px to one in 2: fewer and fewer dots, more and more band.
    const crowded = Math.min(1, Math.max(0, (perPx - 1 / 3) * 6))
    const share = frame.isBrief[edge] === 1 ? 1 : crowded
    if (share > (band[r] as number)) band[r] = share
  }
}

/** How broad a route is at its narrow end. */
export const routeWidth = (perSecond: number, pxPerRate: number): number =>
  perSecond <= 0 ? 0 : Math.max(1, perSecond * pxPerRate)

/** A route that begins along a capsule narrows down to its rate over the first two thirds of the way. */
export function routeWidthAt(route: Route, narrowPx: number, progress: number): number {
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
  const { dots, routeRates } = frame
  const edge = dots.edge[i] as number
  const r = edge === NO_EDGE ? -1 : (layout.routeOfEdge[edge] as number)
  const route = layout.routes[r]
  if (route === undefined || (dots.spread[i] as number) < (routeRates.band[r] as number)) {
    dots.x[i] = Number.NaN
    return
  }
  const isOut = dots.does[i] === DOES.out
  const progress = dots.progress[i] as number
  // The way ends where the queue does, not at the gate behind it; so does that of one who was turned away.
  const target = route.to - layout.edges.places.firstTarget
  const box = layout.targets[target]
  const isShort = box !== undefined && (isOut || dots.tone[i] === TONE.rejected)
  const part = isShort
    ? Math.max(0.2, 1 - queuePx(box, frame.waiting[target] as number) / route.lengthPx)
    : 1
  const along = (isOut ? progress : 1 - progress) * part
  const narrow = routeWidth(routeRates.rate[r] as number, pxPerRate)
  const breadth = Math.max(0, routeWidthAt(route, narrow, along) - 4)
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

const targetOf = (layout: StageLayout, place: number): TargetBox =>
  layout.targets[place - layout.edges.places.firstTarget] as TargetBox

function placeQueued(layout: StageLayout, frame: Frame, i: number, queuePlace: number): void {
  const { dots } = frame
  const box = targetOf(layout, dots.place[i] as number)
  const { abreast, pitchPx, columnsMax } = box.queue
  const column = Math.floor(queuePlace / abreast)
  if (queuePlace === NO_QUEUE_PLACE || column >= columnsMax) {
    dots.x[i] = Number.NaN
    return
  }
  dots.x[i] = box.x - 6 - column * pitchPx
  dots.y[i] = box.y + ((queuePlace % abreast) - (abreast - 1) / 2) * pitchPx
}

function placeServed(layout: StageLayout, frame: Frame, i: number): void {
  const { dots } = frame
  const { slots } = targetOf(layout, dots.place[i] as number)
  const slot = dots.slot[i] as number
  if (slots === null || slots.barPx !== null || slot === NO_SLOT) {
    dots.x[i] = Number.NaN
  } else if (slot >= slots.count) {
    // Processor sharing lets everybody in: those beyond the slots stand where others would wait.
    placeQueued(layout, frame, i, slot - slots.count)
  } else {
    dots.x[i] = slots.x + slot * slots.pitchPx
    dots.y[i] = slots.y
  }
}

/** Still at its client, waiting for a connection; or at a node, which is connecting. */
function placeStanding(layout: StageLayout, frame: Frame, i: number): void {
  const { dots } = frame
  const place = layout.boxes[dots.place[i] as number]
  if (place === undefined) {
    dots.x[i] = Number.NaN
    return
  }
  const aside = (dots.spread[i] as number) - 0.5
  dots.x[i] = rightOf(place) + 4
  dots.y[i] = place.box.y + aside * (heightOf(place) - 6)
}

const rightOf = ({ kind, box }: PlaceBox): number =>
  kind === 'node' ? box.x + box.sizePx / 2 : box.x + box.widthPx

const heightOf = ({ kind, box }: PlaceBox): number =>
  kind === 'client' ? box.heightPx : kind === 'node' ? box.sizePx : box.gatePx
