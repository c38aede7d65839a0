/** Failures where and when they happen: a diamond for a 5xx, a cross for the rejected; amber, who gave up. */
import { FAILURE } from '../../analysis/numbers/failure.ts'
import { SITE } from '../frame/failureSite.ts'
import { queuePx } from '../frame/placeFrame.ts'
import { cross, diamond } from './pen.ts'
import type { Scene } from './scene.ts'

export function paintMarks(scene: Scene): void {
  const { pen, frame, options } = scene
  const { ctx, palette } = pen
  const { marks } = frame
  ctx.lineWidth = 1.75
  for (let i = 0; i < marks.count; i++) {
    const at = pointOf(scene, i)
    if (at === null) continue
    const age = marks.age[i] as number
    ctx.globalAlpha = (1 - age * age) * (1 - options.bandShare)
    ctx.beginPath()
    if (marks.kind[i] === FAILURE.error) {
      ctx.fillStyle = palette.err
      diamond(ctx, at.x, at.y, 4)
      ctx.fill()
    } else {
      ctx.strokeStyle = marks.kind[i] === FAILURE.rejected ? palette.rej : palette.slow
      cross(ctx, at.x, at.y, 2.75)
      ctx.stroke()
    }
  }
  ctx.globalAlpha = 1
}

/** At the tail of the queue, at the edge of the node, before the capsule: a little apart from each other. */
function pointOf({ layout, frame }: Scene, i: number): { x: number; y: number } | null {
  const { marks } = frame
  const at = marks.at[i] as number
  const spread = marks.spread[i] as number
  if (marks.site[i] === SITE.target) {
    const box = layout.targets[at]
    if (box === undefined) return null
    const aside = (((spread * 7) % 1) - 0.5) * Math.min(18, box.gatePx - 6)
    const tail = queuePx(box, frame.waiting[at] as number)
    return { x: box.x - 7 - tail - spread * 9, y: box.y + aside }
  }
  if (marks.site[i] === SITE.node) {
    const box = layout.nodes[at]
    if (box === undefined) return null
    return { x: box.x + box.sizePx / 2 + 6 + spread * 6, y: box.y + (spread - 0.5) * 16 }
  }
  const box = layout.populations[at]
  if (box === undefined) return null
  const aside = (((spread * 7) % 1) - 0.5) * (box.heightPx - 8)
  return { x: box.x + box.widthPx + 7 + spread * 6, y: box.y + aside }
}
