/** Resolvers, beside the way: the arc is the TTL left, the squares are the answer that it holds; red where nobody answers. */
import { formatSeconds } from '../format.ts'
import { heldAnswer } from '../frame/heldAnswer.ts'
import type { ResolverBox } from '../layout/clients.ts'
import { isPlaceOut } from './isOut.ts'
import { write } from './pen.ts'
import type { Scene } from './scene.ts'

const SQUARE_PX = 14
/** More entries than this are counted, not drawn. */
const SQUARES_MAX = 4

export function paintResolvers(scene: Scene): void {
  for (const box of scene.layout.resolvers) paintResolver(scene, box)
}

function paintResolver(scene: Scene, box: ResolverBox): void {
  const { pen, frame, options } = scene
  const { ctx, palette } = pen
  const { entries: held, bits, leftUs } = heldAnswer(box, frame)
  const isDead = bits.map((bit) => isPlaceOut(scene, box.entryPlaces[bit] as number))
  ctx.strokeStyle = palette.line
  ctx.lineWidth = 1
  ctx.beginPath()
  for (const client of box.clients) {
    ctx.moveTo(client.x, client.y)
    ctx.lineTo(box.x, box.y)
  }
  ctx.stroke()
  const isSelected = options.selection?.kind === 'resolver' && options.selection.index === box.index
  ctx.beginPath()
  ctx.arc(box.x, box.y, box.r, 0, Math.PI * 2)
  ctx.fillStyle = palette.bg
  ctx.fill()
  ctx.lineWidth = box.r > 6 ? 2 : 1.5
  ctx.strokeStyle = palette.lineStrong
  ctx.stroke()
  ctx.strokeStyle = isSelected
    ? palette.accent
    : isDead.includes(true)
      ? palette.err
      : palette.text2
  ctx.beginPath()
  const share = box.ttlUs > 0 ? leftUs / box.ttlUs : 0
  ctx.arc(box.x, box.y, box.r, -Math.PI / 2, -Math.PI / 2 + share * Math.PI * 2)
  ctx.stroke()
  if (held === null || !box.hasAnswer) return
  const left = box.x + box.r + 7
  const areSquares = held.length <= SQUARES_MAX && box.r > 6
  if (areSquares) {
    let x = left
    ctx.font = pen.fonts.plain
    for (const [k, entry] of held.entries()) {
      const widthPx = Math.max(SQUARE_PX, Math.ceil(ctx.measureText(entry).width) + 5)
      paintEntry(pen, entry, { x, y: box.y, widthPx, isDead: isDead[k] === true })
      x += widthPx + 3
    }
  } else {
    const text = held.length <= SQUARES_MAX ? held.join(' ') : `${held.length} answers`
    write(pen, { text, x: left, y: box.y, colour: palette.text3, hasPill: true })
  }
  if (!box.hasTtlText) return
  const isHovered = options.hover?.kind === 'resolver' && options.hover.index === box.index
  const text = `${isHovered ? `${box.id}, ` : ''}TTL ${formatSeconds(leftUs)}`
  write(pen, { text, x: left, y: box.y + 18, colour: palette.text3, hasPill: true })
}

function paintEntry(
  pen: Scene['pen'],
  entry: string,
  at: {
    readonly x: number
    readonly y: number
    readonly widthPx: number
    readonly isDead: boolean
  },
): void {
  const { ctx, palette } = pen
  const { x, y, widthPx, isDead } = at
  ctx.beginPath()
  ctx.roundRect(x + 0.5, y - SQUARE_PX / 2 + 0.5, widthPx - 1, SQUARE_PX - 1, 3)
  ctx.fillStyle = palette.bg
  ctx.fill()
  ctx.strokeStyle = isDead ? palette.err : palette.lineStrong
  ctx.lineWidth = 1
  ctx.stroke()
  const colour = isDead ? palette.errText : palette.text2
  write(pen, { text: entry, x: x + widthPx / 2, y, colour, align: 'center' })
}
