/** Client populations: capsules, as high as their rate. */
import type { Scene } from './scene.ts'

export function paintClients({ pen, layout, frame, options }: Scene): void {
  const { ctx, palette } = pen
  ctx.fillStyle = palette.mark
  ctx.beginPath()
  for (const box of layout.populations) {
    ctx.roundRect(box.x, box.y - box.heightPx / 2, box.widthPx, box.heightPx, 3)
  }
  ctx.fill()
  layout.faults.forEach((fault, f) => {
    if (frame.isActive[f] !== 1 || fault.tone !== 'traffic') return
    for (const p of fault.populations) {
      const box = layout.populations[p]
      if (box === undefined) continue
      ctx.fillStyle = palette.slow
      ctx.beginPath()
      ctx.roundRect(box.x, box.y - box.heightPx / 2, box.widthPx, box.heightPx, 3)
      ctx.fill()
    }
  })
  if (options.selection?.kind !== 'client') return
  const box = layout.populations[options.selection.index]
  if (box === undefined) return
  ctx.strokeStyle = palette.accent
  ctx.lineWidth = 1.5
  ctx.beginPath()
  ctx.roundRect(box.x - 2.5, box.y - box.heightPx / 2 - 2.5, box.widthPx + 5, box.heightPx + 5, 5)
  ctx.stroke()
}
