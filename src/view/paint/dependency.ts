/** What stands behind the targets: a bar that fills with the calls it works on, and words for those that wait. */
import { formatCount } from '../format.ts'
import { strengthOf } from './focus.ts'
import { TEXT_PX } from './pen.ts'
import type { Scene } from './scene.ts'

export function paintDependency({ pen, layout, frame, options, focus }: Scene): void {
  const box = layout.dependency
  if (box === null) return
  const { ctx, palette } = pen
  const { x, y, widthPx, heightPx, slots } = box
  const { busy, waiting, speed } = frame.behind
  const isOut = speed === 0
  const isHovered = options.hover?.kind === 'dependency'
  ctx.globalAlpha = isHovered ? 1 : strengthOf(focus, -1)
  ctx.strokeStyle = palette.line
  ctx.lineWidth = 1
  ctx.beginPath()
  for (const target of layout.targets) {
    if (target.form === 'cell') continue
    ctx.moveTo(target.x + target.widthPx + 2, target.y + 0.5)
    ctx.lineTo(x, target.y + 0.5)
  }
  ctx.stroke()
  ctx.beginPath()
  ctx.roundRect(x, y, widthPx, heightPx, 4)
  ctx.fillStyle = isOut ? palette.errWash : palette.bg
  ctx.fill()
  const share = Math.min(1, busy / slots)
  const isFull = waiting > 0
  ctx.save()
  ctx.clip()
  ctx.fillStyle = isFull ? palette.slowWash : palette.slot
  ctx.fillRect(x, y + heightPx * (1 - share), widthPx, heightPx * share)
  ctx.restore()
  ctx.strokeStyle =
    options.selection?.kind === 'dependency'
      ? palette.accent
      : isOut
        ? palette.err
        : isFull
          ? palette.slow
          : palette.lineStrong
  ctx.lineWidth = 1.5
  ctx.stroke()
  const waits = isFull ? ` · ${formatCount(waiting)} wait` : ''
  const text = isOut ? 'behind: out' : `behind: ${busy} of ${slots}${waits}`
  ctx.save()
  // Read from below, as the spine of a book.
  ctx.translate(x + widthPx / 2 + 1, y + heightPx / 2)
  ctx.rotate(-Math.PI / 2)
  ctx.font = pen.fonts.strong
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillStyle = isOut ? palette.errText : isFull ? palette.slowText : palette.text
  ctx.fillText(text, 0, 0, heightPx - TEXT_PX)
  ctx.restore()
  ctx.globalAlpha = 1
}
