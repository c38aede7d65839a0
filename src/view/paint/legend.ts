/** What the marks mean, at the bottom left of the first lane. */

import { circle, cross, diamond, write } from './pen.ts'
import type { Scene } from './scene.ts'

const LINE_PX = 16

export function paintLegend(scene: Scene): void {
  const { pen, layout, frame, options } = scene
  const { ctx, palette } = pen
  const left = (layout.populations[0]?.x ?? 16) + 4
  const top = layout.heightPx - layout.detail.legendPx + 11
  const words = [
    ['on time', 'slow', 'answer'],
    ['5xx', 'rejected', 'retried'],
  ] as const
  ctx.globalAlpha = 1
  ctx.font = pen.fonts.plain
  const columnPx = 9 + 12 + Math.ceil(ctx.measureText('on time').width)
  const endX = left + columnPx + 9 + Math.ceil(ctx.measureText('rejected').width)
  drawPlate(scene, { left: left - 8, right: endX + 6, top: top - 10 })
  words.forEach((column, c) => {
    column.forEach((text, line) => {
      const x = left + c * columnPx + 9
      write(pen, { text, x, y: top + line * LINE_PX, colour: palette.text2 })
    })
  })
  drawMarks(scene, { left, right: left + columnPx, top })
  const areBands = options.bandShare > 0 || frame.routeRates.band.some((share) => share > 0)
  if (!areBands) return
  const y = layout.heightPx - 11
  // Below the nodes, where no route passes; unless they reach as far down.
  const isFree = layout.nodes.every((node) => node.y + node.heightPx / 2 < y - LINE_PX / 2)
  const x = isFree ? Math.max((layout.zones[0]?.x ?? left) + 8, endX + 15) : endX + 15
  ctx.fillStyle = options.laneColour
  ctx.globalAlpha = 0.35
  ctx.fillRect(x, y - 3, 9, 6)
  ctx.globalAlpha = 1
  write(pen, { text: 'band: width is rate', x: x + 14, y, colour: palette.text2, hasPill: true })
}

/** One plate of paper for marks and words: a black cross would vanish on a band of rejected requests. */
function drawPlate(
  { pen, layout }: Scene,
  at: { readonly left: number; readonly right: number; readonly top: number },
): void {
  const { ctx, palette } = pen
  ctx.globalAlpha = 0.9
  ctx.fillStyle = palette.bg
  ctx.beginPath()
  ctx.roundRect(at.left, at.top, at.right - at.left, layout.heightPx - at.top - 1, 4)
  ctx.fill()
  ctx.globalAlpha = 1
}

function drawMarks(
  { pen }: Scene,
  { left, right, top }: { readonly left: number; readonly right: number; readonly top: number },
): void {
  const { ctx, palette } = pen
  const dot = (colour: string, y: number, r: number, isHollow: boolean): void => {
    ctx.beginPath()
    circle(ctx, left, y, r)
    ctx.fillStyle = isHollow ? palette.bg : colour
    ctx.fill()
    ctx.strokeStyle = colour
    ctx.lineWidth = 1.3
    if (isHollow) ctx.stroke()
  }
  dot(palette.ok, top, 2.3, false)
  dot(palette.slow, top + LINE_PX, 2.3, false)
  dot(palette.ok, top + 2 * LINE_PX, 1.9, true)
  ctx.fillStyle = palette.err
  ctx.beginPath()
  diamond(ctx, right, top, 4)
  ctx.fill()
  ctx.strokeStyle = palette.rej
  ctx.lineWidth = 1.5
  ctx.beginPath()
  cross(ctx, right, top + LINE_PX, 2.5)
  ctx.stroke()
  ctx.strokeStyle = palette.retry
  ctx.lineWidth = 1.25
  ctx.beginPath()
  circle(ctx, right, top + 2 * LINE_PX, 4.4)
  ctx.stroke()
  ctx.fillStyle = palette.ok
  ctx.beginPath()
  circle(ctx, right, top + 2 * LINE_PX, 2)
  ctx.fill()
}
