/** What every part of a drawing draws with: the context, the colours, the fonts, and a few shapes. */
import type { Palette } from '../palette.ts'

export interface Pen {
  readonly ctx: CanvasRenderingContext2D
  readonly palette: Palette
  /** Device pixels for one of ours. */
  readonly dpr: number
  readonly fonts: { readonly plain: string; readonly strong: string; readonly letter: string }
}

/** The smallest text there is, in pixels. */
export const TEXT_PX = 12

export function makePen(ctx: CanvasRenderingContext2D, palette: Palette, dpr: number): Pen {
  const { font } = palette
  return {
    ctx,
    palette,
    dpr,
    fonts: {
      plain: `400 ${TEXT_PX}px ${font}`,
      strong: `600 ${TEXT_PX}px ${font}`,
      letter: `600 13px ${font}`,
    },
  }
}

/** To the nearest device pixel, so that hairlines and letters stay sharp. */
export const snap = (pen: Pen, value: number): number => Math.round(value * pen.dpr) / pen.dpr

export interface Words {
  readonly text: string
  readonly x: number
  /** The middle of the line. */
  readonly y: number
  readonly colour: string
  readonly weight?: 'plain' | 'strong' | 'letter'
  readonly align?: 'left' | 'right' | 'center'
  /** On a pill of paper, so that it can be read over dots. */
  readonly hasPill?: boolean
}

export function write(pen: Pen, words: Words): void {
  const { ctx, palette } = pen
  const align = words.align ?? 'left'
  const x = snap(pen, words.x)
  const y = snap(pen, words.y)
  ctx.font = pen.fonts[words.weight ?? 'plain']
  ctx.textBaseline = 'middle'
  ctx.textAlign = align
  if (words.hasPill === true) {
    const widthPx = ctx.measureText(words.text).width
    const left = align === 'left' ? x : align === 'right' ? x - widthPx : x - widthPx / 2
    const alpha = ctx.globalAlpha
    ctx.globalAlpha = alpha * 0.9
    ctx.fillStyle = palette.bg
    ctx.beginPath()
    ctx.roundRect(left - 3, y - 8, widthPx + 6, 16, 3)
    ctx.fill()
    ctx.globalAlpha = alpha
  }
  ctx.fillStyle = words.colour
  // The middle of the em box lies a little above that of the letters.
  ctx.fillText(words.text, x, y + 1)
}

/** As much of a text as there is room for; what is cut ends in three dots. */
export function shortened(pen: Pen, text: string, roomPx: number): string {
  const { ctx } = pen
  if (ctx.measureText(text).width <= roomPx) return text
  let length = text.length - 1
  while (length > 1 && ctx.measureText(`${text.slice(0, length)}…`).width > roomPx) length--
  return `${text.slice(0, length)}…`
}

/** Adds a circle to the current path. */
export function circle(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  ctx.moveTo(x + r, y)
  ctx.arc(x, y, r, 0, Math.PI * 2)
}

/** Fills a circle. */
export function disc(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  ctx.beginPath()
  ctx.arc(x, y, r, 0, Math.PI * 2)
  ctx.fill()
}

/** Adds a cross of half-width `r` to the current path. */
export function cross(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  ctx.moveTo(x - r, y - r)
  ctx.lineTo(x + r, y + r)
  ctx.moveTo(x + r, y - r)
  ctx.lineTo(x - r, y + r)
}

/** Adds a diamond of half-width `r` to the current path. */
export function diamond(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  ctx.moveTo(x, y - r)
  ctx.lineTo(x + r, y)
  ctx.lineTo(x, y + r)
  ctx.lineTo(x - r, y)
  ctx.closePath()
}
