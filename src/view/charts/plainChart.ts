/** Draws a chart that has no time axis on a canvas of its own. */
import { makePen } from '../paint/pen.ts'
import type { ChartInput, PlainChart } from './define.ts'
import type { StackView } from './timeStack.ts'

export function paintPlainChart(
  ctx: CanvasRenderingContext2D,
  chart: PlainChart,
  input: ChartInput,
  view: StackView & { readonly widthPx: number; readonly heightPx: number },
): void {
  const { dpr, palette, widthPx, heightPx } = view
  const pen = makePen(ctx, palette, dpr)
  ctx.setTransform(dpr, 0, 0, dpr, 0, 0)
  ctx.fillStyle = palette.bg
  ctx.fillRect(0, 0, widthPx, heightPx)
  chart.draw(pen, input, { x: 0, y: 0, widthPx, heightPx })
}
