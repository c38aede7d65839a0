/** What all charts draw alike: grid lines at labelled values, lines over bins, bars, and axis words. */
import type { Series } from '../../../analysis/numbers/series.ts'
import type { Window } from '../../../analysis/numbers/window.ts'
import type { Pen } from '../../paint/pen.ts'
import { snap, write } from '../../paint/pen.ts'
import type { LaneStyle } from '../../palette.ts'
import type { Box } from '../define.ts'
import { placeOn, type Scale } from './scale.ts'

export const yOn = (scale: Scale, plot: Box, value: number): number =>
  plot.y + plot.heightPx * (1 - placeOn(scale, value))

export const xAt = (window: Window, plot: Box, us: number): number =>
  plot.x + (plot.widthPx * (us - window.fromUs)) / Math.max(1, window.toUs - window.fromUs)

/** The bin in which a moment lies, the nearest one when it lies outside. */
export function binOf({ bins }: Series, us: number): number {
  const bin = Math.floor((us - bins.fromUs) / bins.widthUs)
  return Math.min(bins.count - 1, Math.max(0, bin))
}

/** The middle of a bin. */
export const middleOf = ({ bins }: Series, bin: number): number =>
  Math.min(bins.toUs, bins.fromUs + (bin + 0.5) * bins.widthUs)

export function drawGrid(
  pen: Pen,
  plot: Box,
  scale: Scale,
  label: (value: number) => string,
): void {
  const { ctx, palette } = pen
  for (const value of scale.labelled) {
    const y = snap(pen, yOn(scale, plot, value))
    ctx.fillStyle = palette.lineFaint
    ctx.fillRect(plot.x, y, plot.widthPx, 1)
    write(pen, { text: label(value), x: plot.x - 8, y, colour: palette.text3, align: 'right' })
  }
}

/** One value a bin; a gap where nothing is known. */
export function drawLine(
  pen: Pen,
  plot: Box,
  line: {
    readonly series: Series
    readonly values: Float64Array
    readonly window: Window
    readonly scale: Scale
    readonly style: LaneStyle
    readonly widthPx: number
    readonly strength: number
  },
): void {
  const { ctx } = pen
  const { series, values, window, scale } = line
  ctx.save()
  ctx.beginPath()
  ctx.rect(plot.x, plot.y - 2, plot.widthPx, plot.heightPx + 4)
  ctx.clip()
  ctx.strokeStyle = line.style.colour
  ctx.globalAlpha = line.strength
  ctx.lineWidth = line.widthPx
  ctx.lineJoin = 'round'
  ctx.setLineDash([...line.style.dash])
  ctx.beginPath()
  let isDown = false
  const known = Math.min(series.bins.count, binOf(series, series.endedUs) + 1)
  for (let bin = 0; bin < known; bin++) {
    const value = values[bin] as number
    if (Number.isNaN(value)) {
      isDown = false
      continue
    }
    const x = xAt(window, plot, middleOf(series, bin))
    const y = yOn(scale, plot, value)
    if (isDown) ctx.lineTo(x, y)
    else ctx.moveTo(x, y)
    isDown = true
  }
  ctx.stroke()
  ctx.restore()
}
