import { contrastOf, isSame, timesText } from '../../analysis/numbers/comparison.ts'
import type { PercentileCurve } from '../../analysis/numbers/distribution.ts'
import type { Pen } from '../paint/pen.ts'
import { circle, snap, write } from '../paint/pen.ts'
import { laneStyle } from '../palette.ts'
import { type Box, type ChartInput, definePlainChart } from './define.ts'
import { drawGrid, yOn } from './parts/plot.ts'
import { pushApart } from './parts/pushApart.ts'
import { logScale, type Scale } from './parts/scale.ts'

const GUTTER_PX = 52
const LABELS_PX = 20
const AXIS_PX = 20
/** Places on the axis that get a name: -log10(1 - p). */
const NAMED = [
  { p: 0.5, text: '50' },
  { p: 0.9, text: '90' },
  { p: 0.99, text: '99' },
  { p: 0.999, text: '99.9 %' },
] as const
const P99 = 2
const X_MAX = 3.3

/** The whole distribution, its tail drawn as wide as its bulk: p99 to p99.9 is as wide as p90 to p99. */
export const percentiles = definePlainChart({
  id: 'percentiles',
  title: 'Percentiles',
  unit: 'latency, log tail',
  summary: 'Latency below which each share of the answers lies; the gap at p99 is drawn and named.',
  draw(pen, input, box) {
    const plot = {
      x: box.x + GUTTER_PX,
      y: box.y + 6,
      widthPx: box.widthPx - GUTTER_PX - LABELS_PX,
      heightPx: box.heightPx - AXIS_PX - 6,
    }
    const scale = scaleOf(input, plot.heightPx)
    drawGrid(pen, plot, scale, (ms) => (ms >= 1000 ? `${ms / 1000} s` : String(ms)))
    drawAxis(pen, plot)
    const ends = input.lanes.flatMap((lane) => {
      const style = laneStyle(pen.palette, lane.position)
      const { curve } = lane.numbers
      drawCurve(pen, curve, { plot, scale, ...style })
      const last = lastShown(curve)
      if (last < 0) return []
      return [
        {
          ...style,
          x: xOf(plot, curve.x[last] as number),
          y: yOn(scale, plot, curve.latencyMs[last] as number),
        },
      ]
    })
    // Over the curves, so that they do not run through its words.
    drawGap(pen, input, plot, scale)
    const ys = pushApart(
      ends.map(({ y }) => y),
      { apartPx: 14, top: plot.y, bottom: plot.y + plot.heightPx },
    )
    ends.forEach(({ letter, colour, x }, i) => {
      write(pen, { text: letter, x: x + 7, y: ys[i] as number, colour, weight: 'strong' })
    })
  },
  table(input) {
    const columns = input.lanes.map((lane) => ({
      label: String.fromCharCode(65 + lane.position),
      unit: 'ms',
    }))
    const shares = [0.5, 0.9, 0.95, 0.99, 0.999, 0.9999]
    const rows = shares.map((p) => [
      `p${Number((p * 100).toPrecision(6))}`,
      ...input.lanes.map((lane) => latencyAtShare(lane.numbers.curve, p)),
    ])
    return { columns: [{ label: 'percentile', unit: '' }, ...columns], rows }
  },
})

const xOf = (plot: Box, x: number): number => plot.x + (plot.widthPx * x) / X_MAX

function lastShown({ x }: PercentileCurve): number {
  let last = x.length - 1
  while (last >= 0 && (x[last] as number) > X_MAX) last--
  return last
}

/** From the curve's points; null where the sample is too small to say. */
function latencyAtShare(curve: PercentileCurve, p: number): number | null {
  const at = curve.p.findIndex((share) => share >= p - 1e-9)
  return at < 0 ? null : (curve.latencyMs[at] as number)
}

function scaleOf({ lanes }: ChartInput, heightPx: number): Scale {
  const values = lanes.map(({ numbers: { curve } }) =>
    [...curve.latencyMs].filter(
      (_, i) => (curve.p[i] as number) >= 0.05 && (curve.x[i] as number) <= X_MAX,
    ),
  )
  return logScale(values, { labelsMax: Math.max(2, Math.floor(heightPx / 28)) })
}

function drawAxis(pen: Pen, plot: Box): void {
  const { ctx, palette } = pen
  for (const { p, text } of NAMED) {
    const x = snap(pen, xOf(plot, -Math.log10(1 - p)))
    ctx.fillStyle = palette.lineFaint
    ctx.fillRect(x, plot.y, 1, plot.heightPx)
    const y = plot.y + plot.heightPx + 12
    write(pen, { text, x, y, colour: palette.text3, align: 'center' })
  }
}

function drawCurve(
  pen: Pen,
  curve: PercentileCurve,
  line: { plot: Box; scale: Scale; colour: string; dash: readonly number[] },
): void {
  const { ctx } = pen
  ctx.strokeStyle = line.colour
  ctx.lineWidth = 1.75
  ctx.lineJoin = 'round'
  ctx.setLineDash([...line.dash])
  ctx.beginPath()
  for (let i = 0; i <= lastShown(curve); i++) {
    if ((curve.p[i] as number) < 0.05) continue
    const x = xOf(line.plot, curve.x[i] as number)
    ctx.lineTo(x, yOn(line.scale, line.plot, curve.latencyMs[i] as number))
  }
  ctx.stroke()
  ctx.setLineDash([])
}

/** Between the base and the lane that the finding is about: how many times. */
function drawGap(pen: Pen, input: ChartInput, plot: Box, scale: Scale): void {
  const { ctx, palette } = pen
  const at99 = input.lanes.flatMap(({ numbers, position }) => {
    const ms = numbers.report.latency.p99Ms
    return latencyAtShare(numbers.curve, 0.99) !== null ? [{ ms, position }] : []
  })
  const x = snap(pen, xOf(plot, P99))
  const contrast = input.areComparable
    ? contrastOf(input.lanes.map(({ numbers }) => numbers.report))
    : null
  const base = at99.find(({ position }) => position === input.lanes[0]?.position)
  const lane = contrast === null ? undefined : input.lanes[contrast.lane]
  const other = at99.find(({ position }) => position === lane?.position)
  if (base !== undefined && other !== undefined && !isSame(base.ms, other.ms)) {
    const y0 = yOn(scale, plot, base.ms)
    const y1 = yOn(scale, plot, other.ms)
    ctx.fillStyle = palette.accent
    ctx.fillRect(x, Math.min(y0, y1), 1, Math.abs(y1 - y0))
    if (Math.abs(y1 - y0) >= 18) {
      const factor = Math.max(base.ms, other.ms) / Math.min(base.ms, other.ms)
      const text = timesText(factor)
      write(pen, {
        text,
        x: x + 7,
        y: (y0 + y1) / 2,
        colour: palette.text,
        weight: 'strong',
        hasPill: true,
      })
    }
  }
  for (const { ms, position } of at99) {
    ctx.fillStyle = laneStyle(palette, position).colour
    ctx.beginPath()
    circle(ctx, x + 0.5, yOn(scale, plot, ms), 3)
    ctx.fill()
  }
}
