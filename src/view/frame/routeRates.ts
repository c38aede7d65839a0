/** What travels on each route of a layout, and how broad that makes it. */

import type { PlaceBox } from '../layout/places.ts'
import { ROUTE_STEPS, type Route } from '../layout/routes.ts'
import type { StageLayout } from '../layout.ts'
import { emptyRouteRates } from './emptyFrame.ts'
import type { Frame } from './model.ts'

export function routeRatesInto(layout: StageLayout, frame: Frame): void {
  const { routeOfEdge, routes, boxes } = layout
  const { length } = frame.routeRates.rate
  if (length !== routes.length || frame.routeRates.outOf.length !== boxes.length) {
    frame.routeRates = emptyRouteRates(routes.length, boxes.length)
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
  frame.routeRates.pxPerRate = scaleOf(layout, frame)
}

/**
 * The scale of the layout, which knows what clients want to send; smaller while they send so much more (retries) that
 * routes would be broader than what they join. It is one for all routes of a lane at one moment, so that widths can still be compared there.
 */
function scaleOf({ routes, boxes, pxPerRate }: StageLayout, { routeRates }: Frame): number {
  const { rate, outOf, into } = routeRates
  outOf.fill(0)
  into.fill(0)
  for (let r = 0; r < routes.length; r++) {
    const { from, to } = routes[r] as Route
    outOf[from] = (outOf[from] as number) + (rate[r] as number)
    // One that serves a heat strip ends at no place: that is as high as its zone.
    if (to >= 0) into[to] = (into[to] as number) + (rate[r] as number)
  }
  let scale = pxPerRate
  for (let place = 0; place < boxes.length; place++) {
    const most = Math.max(outOf[place] as number, into[place] as number)
    if (most === 0) continue
    scale = Math.min(scale, heightOf(boxes[place] as PlaceBox) / most)
  }
  return scale
}

/** How much height of a place there is for what comes to it or leaves it. */
export const heightOf = ({ kind, box }: PlaceBox): number =>
  kind === 'client' ? box.heightPx : kind === 'node' ? box.sizePx : box.gatePx

/** How broad a route is at its narrow end. */
export const routeWidth = (perSecond: number, pxPerRate: number): number =>
  perSecond <= 0 ? 0 : Math.max(1, perSecond * pxPerRate)

/** How broad it is on its way: one that begins along a capsule narrows down to its rate. */
export function routeWidthAt(route: Route, narrowPx: number, progress: number): number {
  if (route.mouthPx === 0 || narrowPx === 0) return narrowPx
  const mouthPx = Math.max(narrowPx, route.mouthPx * Math.min(1, narrowPx))
  const at = progress * ROUTE_STEPS
  const k = Math.min(ROUTE_STEPS - 1, Math.floor(at))
  const before = route.narrowing[k] as number
  const narrowed = before + ((route.narrowing[k + 1] as number) - before) * (at - k)
  return mouthPx + (narrowPx - mouthPx) * narrowed
}
