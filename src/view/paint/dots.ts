/**
 * Requests: a filled dot with a fading tail on its way, a hollow one on the way back; amber once it is late.
 * Drawn in batches of one style, because a change of style costs more than a dot; and one at a time, because a browser
 * draws a disc or a line that is alone much faster than a path of thousands.
 */
import { NO_EDGE } from '../../analysis/scene/edges.ts'
import { DOES, type Dots, TONE } from '../frame/model.ts'
import { ROUTE_STEPS } from '../layout/routes.ts'
import type { Palette } from '../palette.ts'
import { FADED } from './focus.ts'
import { circle, cross, diamond, disc } from './pen.ts'
import type { Scene } from './scene.ts'

const DOT_R = 2.3
const HOLLOW_R = 1.9
const RING_R = 4.4
/** Half of the line of a hollow dot. */
const HOLLOW_LINE = 0.65
/** Parts of a tail: from where to where behind the dot in pixels, how broad, how strong. */
const TAIL = [
  { fromPx: 2, toPx: 9, widthPx: 2.8, alpha: 0.3 },
  { fromPx: 9, toPx: 17, widthPx: 2, alpha: 0.13 },
] as const

const COLOURED = [TONE.abandoned, TONE.onTime, TONE.late] as const

function toneColour(palette: Palette, tone: number): string {
  if (tone === TONE.late) return palette.slow
  return tone === TONE.abandoned ? palette.mark : palette.ok
}

export function paintDots(scene: Scene): void {
  const { ctx } = scene.pen
  const strength = 1 - scene.options.bandShare
  if (scene.focus === null) {
    paintLayer(scene, strength, null)
  } else {
    const isLit = litDots(scene)
    paintLayer(scene, strength * FADED, (i) => !isLit(i))
    paintLayer(scene, strength, isLit)
  }
  ctx.globalAlpha = 1
}

type Choose = ((i: number) => boolean) | null

/** Which dots belong to what is in focus: those on its routes, and those at its targets. */
function litDots({ layout, frame, focus }: Scene): (i: number) => boolean {
  const { dots } = frame
  return (i) => {
    const does = dots.does[i] as number
    if (does === DOES.queue || does === DOES.slot || does === DOES.node)
      return focus?.places[dots.place[i] as number] === true
    const edge = dots.edge[i] as number
    return edge !== NO_EDGE && focus?.routes[layout.routeOfEdge[edge] as number] === true
  }
}

function paintLayer(scene: Scene, strength: number, choose: Choose): void {
  const { pen, frame, options } = scene
  const { ctx, palette } = pen
  const { dots } = frame
  if (!options.isStill) paintTails(scene, strength, choose)
  ctx.globalAlpha = strength
  for (const tone of COLOURED) {
    ctx.fillStyle = toneColour(palette, tone)
    fillDots(scene, tone, choose)
    strokeHollow(scene, tone, choose)
  }
  ctx.fillStyle = palette.err
  ctx.beginPath()
  eachBack(dots, TONE.error, choose, (x, y) => diamond(ctx, x, y, 4))
  ctx.fill()
  ctx.strokeStyle = palette.rej
  ctx.lineWidth = 1.5
  ctx.beginPath()
  eachBack(dots, TONE.rejected, choose, (x, y) => cross(ctx, x, y, 2.5))
  ctx.stroke()
  ctx.strokeStyle = palette.retry
  ctx.lineWidth = 1.25
  ctx.beginPath()
  for (let i = 0; i < dots.count; i++) {
    if (dots.isRetry[i] !== 1 || dots.does[i] === DOES.slot || dots.tone[i] === TONE.abandoned)
      continue
    if (choose !== null && !choose(i)) continue
    const x = dots.x[i] as number
    if (!Number.isNaN(x)) circle(ctx, x, dots.y[i] as number, RING_R)
  }
  ctx.stroke()
}

/** All filled dots of one tone. */
function fillDots(scene: Scene, tone: number, choose: Choose): void {
  const { layout, frame, pen } = scene
  const { ctx } = pen
  const { dots } = frame
  const { firstTarget } = layout.edges.places
  for (let i = 0; i < dots.count; i++) {
    if (dots.tone[i] !== tone) continue
    const does = dots.does[i] as number
    const x = dots.x[i] as number
    if (does === DOES.back || Number.isNaN(x)) continue
    if (choose !== null && !choose(i)) continue
    const box = layout.targets[(dots.place[i] as number) - firstTarget]
    const r =
      does === DOES.slot
        ? (box?.slots?.r ?? DOT_R)
        : does === DOES.queue
          ? Math.min(DOT_R, (box?.queue.pitchPx ?? 9) * 0.43)
          : DOT_R
    disc(ctx, x, dots.y[i] as number, r)
  }
}

/** Answers on their way back: rings of one tone, paper inside. */
function strokeHollow(scene: Scene, tone: number, choose: Choose): void {
  const { ctx, palette } = scene.pen
  const { dots } = scene.frame
  eachBack(dots, tone, choose, (x, y) => disc(ctx, x, y, HOLLOW_R + HOLLOW_LINE))
  ctx.fillStyle = palette.bg
  eachBack(dots, tone, choose, (x, y) => disc(ctx, x, y, HOLLOW_R - HOLLOW_LINE))
}

function eachBack(
  dots: Dots,
  tone: number,
  choose: Choose,
  draw: (x: number, y: number) => void,
): void {
  for (let i = 0; i < dots.count; i++) {
    if (dots.does[i] !== DOES.back || dots.tone[i] !== tone) continue
    if (choose !== null && !choose(i)) continue
    const x = dots.x[i] as number
    if (!Number.isNaN(x)) draw(x, dots.y[i] as number)
  }
}

/** The tail points to where a dot comes from: a line along its route, fainter and thinner behind. */
function paintTails(scene: Scene, strength: number, choose: Choose): void {
  const { layout, frame, pen } = scene
  const { ctx, palette } = pen
  const { dots } = frame
  for (const { fromPx, toPx, widthPx, alpha } of TAIL) {
    ctx.globalAlpha = strength * alpha
    ctx.lineWidth = widthPx
    for (const tone of COLOURED) {
      ctx.strokeStyle = toneColour(palette, tone)
      for (let i = 0; i < dots.count; i++) {
        if (dots.does[i] !== DOES.out || dots.tone[i] !== tone) continue
        if (Number.isNaN(dots.x[i] as number)) continue
        if (choose !== null && !choose(i)) continue
        const route = layout.routes[layout.routeOfEdge[dots.edge[i] as number] as number]
        if (route === undefined) continue
        const { points, lengthPx } = route
        const ahead = (dots.progress[i] as number) * lengthPx
        if (ahead <= fromPx) continue
        const here = stepAt(ahead, lengthPx)
        const near = stepAt(ahead - fromPx, lengthPx)
        const far = stepAt(Math.max(0, ahead - toPx), lengthPx)
        // The tail keeps the dot's distance from the middle of the route.
        const x = (dots.x[i] as number) - along(points, here, 0)
        const y = (dots.y[i] as number) - along(points, here, 1)
        ctx.beginPath()
        ctx.moveTo(x + along(points, near, 0), y + along(points, near, 1))
        ctx.lineTo(x + along(points, far, 0), y + along(points, far, 1))
        ctx.stroke()
      }
    }
  }
}

const stepAt = (px: number, lengthPx: number): number =>
  Math.min(ROUTE_STEPS, (px / lengthPx) * ROUTE_STEPS)

/** Where the middle of a route is after so many steps of it, which may be a part of one. */
function along(points: Float32Array, step: number, axis: number): number {
  const p = Math.floor(step) * 4
  const a = points[p + axis] as number
  const b = points[Math.min(points.length - 4, p + 4) + axis] as number
  return a + (b - a) * (step - Math.floor(step))
}
