/** The name of what is pointed at, where the stage has no room for it: a cell of a heat strip, a low row, clients, a resolver. */
import { write } from './pen.ts'
import type { Scene } from './scene.ts'

/** Half a line, and the space around it. */
const ABOVE_PX = 11

export function paintHoverName({ pen, layout, options }: Scene): void {
  const { hover } = options
  if (hover === null) return
  const box = nameless(layout, hover)
  if (box === undefined) return
  pen.ctx.font = pen.fonts.strong
  const widthPx = pen.ctx.measureText(box.id).width
  const x = Math.max(4, Math.min(box.x, layout.widthPx - widthPx - 4))
  const y = box.top >= 2 * ABOVE_PX ? box.top - ABOVE_PX : box.bottom + ABOVE_PX
  write(pen, { text: box.id, x, y, colour: pen.palette.text, weight: 'strong', hasPill: true })
}

interface Nameless {
  readonly id: string
  readonly x: number
  readonly top: number
  readonly bottom: number
}

function nameless(
  { targets, populations, resolvers }: Scene['layout'],
  { kind, index }: NonNullable<Scene['options']['hover']>,
): Nameless | undefined {
  const resolver = kind === 'resolver' ? resolvers[index] : undefined
  // Where its TTL has words, its name stands with them.
  if (resolver !== undefined && !resolver.hasTtlText) {
    const { id, x, y, r } = resolver
    return { id, x, top: y - r, bottom: y + r }
  }
  const box =
    kind === 'target' ? targets[index] : kind === 'client' ? populations[index] : undefined
  if (box === undefined || box.name !== null) return undefined
  const halfPx = ('rowPx' in box ? box.rowPx : box.heightPx) / 2
  return { id: box.id, x: box.x, top: box.y - halfPx, bottom: box.y + halfPx }
}
