/**
 * Requests: a filled dot with a fading tail on its way, a hollow one on the way back; amber once it is late.
 * Drawn in batches of one style, because a change of style costs more than a dot.
 */
import { NO_EDGE } from '../../analysis/scene/edges.ts'
import { DOES, type Dots, TONE } from '../frame/model.ts'
import { ROUTE_STEPS } from '../layout/routes.ts'
import type { Palette } from '../palette.ts'
import { FADED } from './focus.ts'
import { circle, cross, diamond } from './pen.ts'
import type { Scene } from './scene.ts'

const DOT_R = 2.3
const HOLLOW_R = 1.9
const RING_R = 4.4
/** Steps of a tail: how far behind the dot in pixels, how big, how strong. */
const TAIL = [
  { backPx: 4.6, r: 1.5, alpha: 0.34 },
  { backPx: 8.6, r: 1.3, alpha: 0.24 },
  { backPx: 12.4, r: 1.1, alpha: 0.16 },
  { backPx: 16, r: 0.9, alpha: 0.1 },
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
    if (does === DOES.queue || does === DOES.slot)
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
    ctx.strokeStyle = ctx.fillStyle
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

/** All filled dots of one tone, in one path. */
function fillDots(scene: Scene, tone: number, choose: Choose): void {
  const { layout, frame, pen } = scene
  const { ctx } = pen
  const { dots } = frame
  const { firstTarget } = layout.edges.places
  ctx.beginPath()
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
    circle(ctx, x, dots.y[i] as number, r)
  }
  ctx.fill()
}

/** Answers on their way back: rings of one tone, paper inside. */
function strokeHollow(scene: Scene, tone: number, choose: Choose): void {
  const { ctx, palette } = scene.pen
  const colour = ctx.fillStyle
  ctx.beginPath()
  eachBack(scene.frame.dots, tone, choose, (x, y) => circle(ctx, x, y, HOLLOW_R))
  ctx.fillStyle = palette.bg
  ctx.fill()
  ctx.fillStyle = colour
  ctx.lineWidth = 1.3
  ctx.stroke()
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

/** The tail points to where a dot comes from: smaller and fainter dots along its route. */
function paintTails(scene: Scene, strength: number, choose: Choose): void {
  const { layout, frame, pen } = scene
  const { ctx, palette } = pen
  const { dots } = frame
  for (const { backPx, r, alpha } of TAIL) {
    ctx.globalAlpha = strength * alpha
    for (const tone of COLOURED) {
      ctx.fillStyle = toneColour(palette, tone)
      ctx.beginPath()
      for (let i = 0; i < dots.count; i++) {
        if (dots.does[i] !== DOES.out || dots.tone[i] !== tone) continue
        if (Number.isNaN(dots.x[i] as number)) continue
        if (choose !== null && !choose(i)) continue
        const route = layout.routes[layout.routeOfEdge[dots.edge[i] as number] as number]
        if (route === undefined) continue
        const ahead = (dots.progress[i] as number) * route.lengthPx
        if (ahead < backPx) continue
        const { points } = route
        const here = Math.min(ROUTE_STEPS, (ahead / route.lengthPx) * ROUTE_STEPS)
        const there = ((ahead - backPx) / route.lengthPx) * ROUTE_STEPS
        const p = Math.floor(here) * 4
        const q = Math.floor(there) * 4
        // The tail keeps the dot's distance from the middle of the route.
        const dx = between(points, q, there, 0) - between(points, p, here, 0)
        const dy = between(points, q, there, 1) - between(points, p, here, 1)
        circle(ctx, (dots.x[i] as number) + dx, (dots.y[i] as number) + dy, r)
      }
      ctx.fill()
    }
  }
}

function between(points: Float32Array, p: number, at: number, axis: number): number {
  const a = points[p + axis] as number
  const b = points[Math.min(points.length - 4, p + 4) + axis] as number
  return a + (b - a) * (at - Math.floor(at))
}
