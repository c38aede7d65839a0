/** Routes in use, as broad as their rate: grey under dots, in the lane's tint where they are bands. */
import { routeWidth, routeWidthAt } from '../frame/routeRates.ts'
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
    const widthPx = routeWidth(routeRates.rate[r] as number, routeRates.pxPerRate)
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
  if (route.mouthPx > 0) {
    drawPart(ctx, route, widthPx, WHOLE)
    return
  }
  ctx.beginPath()
  ctx.lineWidth = widthPx
  followCurve(ctx, route)
  ctx.stroke()
}

export function followCurve(ctx: CanvasRenderingContext2D, route: Route): void {
  const c = route.curve
  ctx.moveTo(c[0], c[1])
  ctx.bezierCurveTo(c[2], c[3], c[4], c[5], c[6], c[7])
}

/** Shares of the answers along the lower edge of a band, from outside in: rejected, 5xx, late. */
function drawStripes(scene: Scene, route: Route, r: number, widthPx: number): void {
  const { routeRates } = scene.frame
  const { ctx, palette } = scene.pen
  const rate = routeRates.rate[r] as number
  let lower: number = WHOLE.lower
  const draw = (partRate: number, colour: string): void => {
    const upper = Math.max(WHOLE.upper, lower - partRate / rate)
    if ((lower - upper) * widthPx < STRIPE_MIN_PX) return
    ctx.fillStyle = colour
    drawPart(ctx, route, widthPx, { upper, lower })
    lower = upper
  }
  draw(routeRates.rejectedRate[r] as number, palette.rej)
  draw(routeRates.errorRate[r] as number, palette.err)
  draw(routeRates.lateRate[r] as number, palette.slow)
}

/** Which part of the breadth, from -0.5 at the upper edge to 0.5 at the lower one. */
interface Part {
  readonly upper: number
  readonly lower: number
}

const WHOLE: Part = { upper: -0.5, lower: 0.5 }

/** Fills a part of the breadth of a route along all of its way. */
function drawPart(
  ctx: CanvasRenderingContext2D,
  route: Route,
  widthPx: number,
  { upper, lower }: Part,
): void {
  const { points } = route
  ctx.beginPath()
  for (let k = 0; k <= 2 * ROUTE_STEPS + 1; k++) {
    const isBack = k > ROUTE_STEPS
    const step = isBack ? 2 * ROUTE_STEPS + 1 - k : k
    const aside = (isBack ? upper : lower) * routeWidthAt(route, widthPx, step / ROUTE_STEPS)
    const p = step * 4
    ctx.lineTo(
      (points[p] as number) + (points[p + 2] as number) * aside,
      (points[p + 1] as number) + (points[p + 3] as number) * aside,
    )
  }
  ctx.fill()
}
