/** Cells of a heat strip, for zones with many targets: the lane's tint is load, amber a queue, pale red down. */
import type { TargetBox } from '../layout/targets.ts'
import { isOut } from './isOut.ts'
import type { Scene } from './scene.ts'

export function paintCell(scene: Scene, box: TargetBox): void {
  const { pen, frame, options } = scene
  const { ctx, palette } = pen
  const gap = box.widthPx > 6 ? 1 : 0.5
  const x = box.x
  const y = box.y - box.rowPx / 2
  const strength = ctx.globalAlpha
  const load = Math.min(1, frame.load[box.index] as number)
  ctx.fillStyle = palette.slot
  ctx.fillRect(x, y, box.widthPx - gap, box.rowPx - gap)
  if (isOut(scene, box.index)) {
    ctx.fillStyle = palette.errWash
  } else if ((frame.waiting[box.index] as number) > 0) {
    ctx.fillStyle = palette.slow
  } else {
    ctx.globalAlpha = strength * load * load
    ctx.fillStyle = options.laneColour
  }
  ctx.fillRect(x, y, box.widthPx - gap, box.rowPx - gap)
  ctx.globalAlpha = strength
  if (options.selection?.kind !== 'target' || options.selection.index !== box.index) return
  ctx.strokeStyle = palette.accent
  ctx.lineWidth = 1.5
  ctx.strokeRect(x - 0.5, y - 0.5, box.widthPx, box.rowPx)
}
