/** Routes in use, as broad as their rate: grey under dots, in the lane's tint where they are bands. */
import { routeWidth, routeWidthAt } from '../frame/placeFrame.ts'
import { ROUTE_STEPS, type Route } from '../layout/routes.ts'
import { routeStrengthOf } from './focus.ts'
import type { Scene } from './scene.ts'

/** The lane's tint in a band. */
const BAND_ALPHA = 0.2
/** What fails or is late in it: it is seen at once, and what stands on it can still be read. */
const STRIPE_ALPHA = 0.55
/** A stripe thinner than this is left out. */
const STRIPE_MIN_PX = 0.35

export function paintRoutes(scene: Scene): void {
  const { layout, frame, options, pen, focus } = scene
  const { ctx, palette } = pen
  const { routeRates } = frame
  layout.routes.forEach((route, r) => {
    const widthPx = routeWidth(routeRates.rate[r] as number, scene.pxPerRate)
    if (widthPx === 0) return
    const strength = routeStrengthOf(focus, r)
    const band = Math.max(routeRates.band[r] as number, options.bandShare)
    if (band < 1) {
      ctx.globalAlpha = strength * (1 - band)
      ctx.fillStyle = palette.path
      ctx.strokeStyle = palette.path
      drawRoute(ctx, route, widthPx)
    }
    if (band > 0) {
      ctx.globalAlpha = strength * band * BAND_ALPHA
      ctx.fillStyle = options.laneColour
      ctx.strokeStyle = options.laneColour
      drawRoute(ctx, route, widthPx)
      ctx.globalAlpha = strength * band * STRIPE_ALPHA
      drawStripes(scene, route, r, widthPx)
    }
  })
  ctx.globalAlpha = 1
}

function drawRoute(ctx: CanvasRenderingContext2D, route: Route, widthPx: number): void {
  ctx.beginPath()
  if (route.mouthPx === 0) {
    ctx.lineWidth = widthPx
    followCurve(ctx, route)
    ctx.stroke()
    return
  }
  const { points } = route
  for (let side = 1; side >= -1; side -= 2) {
    for (let k = 0; k <= ROUTE_STEPS; k += 2) {
      const step = side === 1 ? k : ROUTE_STEPS - k
      const half = (side * routeWidthAt(route, widthPx, step / ROUTE_STEPS)) / 2
      const x = (points[step * 4] as number) + (points[step * 4 + 2] as number) * half
      const y = (points[step * 4 + 1] as number) + (points[step * 4 + 3] as number) * half
      ctx.lineTo(x, y)
    }
  }
  ctx.fill()
}

export function followCurve(ctx: CanvasRenderingContext2D, route: Route): void {
  const c = route.curve
  ctx.moveTo(c[0], c[1])
  ctx.bezierCurveTo(c[2], c[3], c[4], c[5], c[6], c[7])
}

/** Shares of the answers along the lower edge of a band, from inside out: late, 5xx, rejected. */
function drawStripes(scene: Scene, route: Route, r: number, widthPx: number): void {
  const { routeRates } = scene.frame
  const { ctx, palette } = scene.pen
  const rate = routeRates.rate[r] as number
  const rejected = (widthPx * (routeRates.rejectedRate[r] as number)) / rate
  const error = (widthPx * (routeRates.errorRate[r] as number)) / rate
  const late = (widthPx * (routeRates.lateRate[r] as number)) / rate
  let edge = widthPx / 2
  edge = drawStripe(ctx, route, edge, Math.min(rejected, widthPx), palette.rej)
  edge = drawStripe(ctx, route, edge, Math.min(error, widthPx), palette.err)
  drawStripe(ctx, route, edge, Math.min(late, edge + widthPx / 2), palette.slow)
}

/** Draws a stripe whose outer edge is `edgePx` from the middle; returns where its inner edge is. */
function drawStripe(
  ctx: CanvasRenderingContext2D,
  route: Route,
  edgePx: number,
  stripePx: number,
  colour: string,
): number {
  if (stripePx < STRIPE_MIN_PX) return edgePx
  const aside = edgePx - stripePx / 2
  const { points } = route
  ctx.strokeStyle = colour
  ctx.lineWidth = stripePx
  ctx.beginPath()
  for (let step = 0; step <= ROUTE_STEPS; step += 2) {
    const p = step * 4
    ctx.lineTo(
      (points[p] as number) + (points[p + 2] as number) * aside,
      (points[p + 1] as number) + (points[p + 3] as number) * aside,
    )
  }
  ctx.stroke()
  return edgePx - stripePx
}
