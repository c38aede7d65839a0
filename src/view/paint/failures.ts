/** Failures where and when they happen: a diamond for a 5xx, a cross for the rejected; amber, who gave up. */
import { FAILURE } from '../../model/failure.ts'
import { queuePx } from '../frame/placeFrame.ts'
import { cross, diamond } from './pen.ts'
import type { Scene } from './scene.ts'

export function paintFailures(scene: Scene): void {
  const { pen, frame, options } = scene
  const { ctx, palette } = pen
  const { failures } = frame
  ctx.lineWidth = 1.75
  for (let i = 0; i < failures.count; i++) {
    const at = pointOf(scene, i)
    if (at === null) continue
    const age = failures.age[i] as number
    ctx.globalAlpha = (1 - age * age) * (1 - options.bandShare)
    ctx.beginPath()
    if (failures.kind[i] === FAILURE.error) {
      ctx.fillStyle = palette.err
      diamond(ctx, at.x, at.y, 4)
      ctx.fill()
    } else {
      ctx.strokeStyle = failures.kind[i] === FAILURE.rejected ? palette.rej : palette.slow
      cross(ctx, at.x, at.y, 2.75)
      ctx.stroke()
    }
  }
  ctx.globalAlpha = 1
}

/** At the tail of the queue, at the edge of the node, before the capsule: a little apart from each other. */
function pointOf({ layout, frame }: Scene, i: number): { x: number; y: number } | null {
  const { failures } = frame
  const place = layout.boxes[failures.place[i] as number]
  const spread = failures.spread[i] as number
  if (place === undefined) return null
  if (place.kind === 'target') {
    const { box } = place
    const aside = (((spread * 7) % 1) - 0.5) * Math.min(18, box.gatePx - 6)
    const tail = queuePx(box, frame.waiting[box.index] as number)
    return { x: box.x - 7 - tail - spread * 9, y: box.y + aside }
  }
  if (place.kind === 'node') {
    const { x, y, sizePx } = place.box
    return { x: x + sizePx / 2 + 6 + spread * 6, y: y + (spread - 0.5) * 16 }
  }
  const { x, y, widthPx, heightPx } = place.box
  const aside = (((spread * 7) % 1) - 0.5) * (heightPx - 8)
  return { x: x + widthPx + 7 + spread * 6, y: y + aside }
}
