/** The identity provider: a key in a ring that fills with the calls it works on, with thin ways from the nodes. */
import { formatCount } from '../format.ts'
import { write } from './pen.ts'
import type { Scene } from './scene.ts'

export function paintProvider({ pen, layout, frame, options }: Scene): void {
  const box = layout.provider
  if (box === null) return
  const { ctx, palette } = pen
  const { x, y, r, slots } = box
  const { busy, waiting, speed } = frame.identity
  const isOut = speed === 0
  const isFull = waiting > 0
  const tone = isOut ? palette.err : isFull ? palette.slow : palette.text2
  ctx.strokeStyle = palette.line
  ctx.lineWidth = 1
  ctx.setLineDash([2, 3])
  ctx.beginPath()
  for (const node of layout.nodes) {
    ctx.moveTo(node.x + node.sizePx / 2, node.y)
    ctx.quadraticCurveTo(x, node.y, x, y + r)
  }
  ctx.stroke()
  ctx.setLineDash([])
  ctx.beginPath()
  ctx.arc(x, y, r, 0, Math.PI * 2)
  ctx.fillStyle = isOut ? palette.errWash : isFull ? palette.slowWash : palette.bg
  ctx.fill()
  ctx.lineWidth = 2
  ctx.strokeStyle = palette.lineStrong
  ctx.stroke()
  ctx.strokeStyle = options.selection?.kind === 'identity-provider' ? palette.accent : tone
  ctx.beginPath()
  const share = isOut ? 1 : Math.min(1, busy / slots)
  ctx.arc(x, y, r, -Math.PI / 2, -Math.PI / 2 + share * Math.PI * 2)
  ctx.stroke()
  drawKey(ctx, x, y, tone)
  if (box.wordsX === null) return
  const text = isOut
    ? 'log-in: out'
    : `log-in: ${busy} of ${slots}${isFull ? `, ${formatCount(waiting)} wait` : ''}`
  const colour = isOut ? palette.errText : isFull ? palette.slowText : palette.text2
  write(pen, { text, x: box.wordsX, y, colour, hasPill: true })
}

function drawKey(ctx: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  ctx.strokeStyle = colour
  ctx.lineWidth = 1.5
  ctx.beginPath()
  ctx.arc(x - 3, y, 2.5, 0, Math.PI * 2)
  ctx.moveTo(x - 0.5, y)
  ctx.lineTo(x + 6, y)
  ctx.moveTo(x + 3, y)
  ctx.lineTo(x + 3, y + 3)
  ctx.moveTo(x + 5.5, y)
  ctx.lineTo(x + 5.5, y + 2.5)
  ctx.stroke()
}
