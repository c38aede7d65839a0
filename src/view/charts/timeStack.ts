/**
 * Time charts below each other on one axis. `paintTimeStack` draws what changes with the run; `paintCrosshair`
 * draws what moves with the playhead and is cheap enough for every frame, best on a canvas above the other.
 */
import { ticks } from 'd3-array'
import type { FaultMark } from '../layout/faultMarks.ts'
import { circle, makePen, type Pen, shortened, snap, write } from '../paint/pen.ts'
import type { Palette } from '../palette.ts'
import type { Box, ChartInput, PlotArea, Reading, TimeChart } from './define.ts'
import { drawFaultNames, faultColour, faultWash } from './parts/faultNames.ts'
import { xAt } from './parts/plot.ts'
import { type Worded, wordReadings } from './parts/wordReadings.ts'

export interface TimeStack {
  readonly widthPx: number
  readonly heightPx: number
  readonly charts: readonly (PlotArea & { readonly chart: TimeChart })[]
  /** The part of the width that is time, over all charts. */
  readonly time: Box
}

export interface StackView {
  readonly dpr: number
  readonly palette: Palette
}

const AXIS_PX = 20
const GAP_PX = 14
/** Names of faults stand above their strips. */
const FAULT_NAMES_PX = 16

/** A plot that is lower says nothing: then the last of the charts is left out. */
const PLOT_MIN_PX = 26

/** Widths of what stands left and right of the plots. Where that is narrow titles stand above their plots. */
const gutters = (
  widthPx: number,
): { readonly left: number; readonly right: number; readonly titlePx: number } =>
  widthPx >= 480 ? { left: 104, right: 92, titlePx: 0 } : { left: 44, right: 84, titlePx: 16 }

export function layoutTimeStack(
  charts: readonly TimeChart[],
  input: ChartInput,
  size: { readonly widthPx: number; readonly heightPx: number },
): TimeStack {
  const { left, right, titlePx } = gutters(size.widthPx)
  const rows = faultRows(input.faults)
  const top = rows.length === 0 ? 8 : FAULT_NAMES_PX + (Math.max(...rows) + 1) * 3 + 2
  const time: Box = {
    x: left,
    y: top,
    widthPx: Math.max(10, size.widthPx - left - right),
    heightPx: size.heightPx - top - AXIS_PX,
  }
  const { shown, heights } = fitting(charts, input, { heightPx: time.heightPx, titlePx })
  let y = time.y
  const placed = shown.map((chart, i) => {
    const heightPx = heights[i] as number
    y += titlePx
    const plot = { ...time, y, heightPx }
    y += heightPx + GAP_PX
    return { chart, plot, scale: chart.scale(input, heightPx) }
  })
  return { ...size, charts: placed, time }
}

/** As many charts, from the first on, as have room for what they say, and their heights. */
function fitting(
  charts: readonly TimeChart[],
  input: ChartInput,
  { heightPx, titlePx }: { readonly heightPx: number; readonly titlePx: number },
): { readonly shown: readonly TimeChart[]; readonly heights: readonly number[] } {
  const weights = charts.map((chart) => chart.weight(input))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const room = heightPx - GAP_PX * Math.max(0, charts.length - 1) - titlePx * charts.length
  const heights = weights.map((weight) => (room * weight) / sum)
  return charts.length <= 1 || Math.min(...heights) >= PLOT_MIN_PX
    ? { shown: charts, heights }
    : fitting(charts.slice(0, -1), input, { heightPx, titlePx })
}

/** The moment at an x, for scrubbing and brushing in the charts; clamped to the window. */
export function timeAtX(stack: TimeStack, input: ChartInput, x: number): number {
  const { fromUs, toUs } = input.window
  const share = Math.min(1, Math.max(0, (x - stack.time.x) / stack.time.widthPx))
  return Math.round(fromUs + share * (toUs - fromUs))
}

export function paintTimeStack(
  ctx: CanvasRenderingContext2D,
  stack: TimeStack,
  input: ChartInput,
  { dpr, palette }: StackView,
): void {
  const pen = makePen(ctx, palette, dpr)
  ctx.setTransform(dpr, 0, 0, dpr, 0, 0)
  ctx.globalAlpha = 1
  ctx.fillStyle = palette.bg
  ctx.fillRect(0, 0, stack.widthPx, stack.heightPx)
  drawFaults(pen, stack, input)
  drawAxis(pen, stack, input)
  for (const { chart, plot, scale } of stack.charts) chart.draw(pen, input, { plot, scale })
  drawWarmUp(pen, stack, input)
  drawSettled(pen, stack, input)
  for (const { chart, plot } of stack.charts) {
    const isAbove = gutters(stack.widthPx).titlePx > 0
    const at = isAbove ? { x: stack.time.x, y: plot.y - 9 } : { x: 0, y: plot.y + 6 }
    write(pen, { text: chart.title, ...at, colour: palette.text, weight: 'strong' })
    const unitAt = isAbove
      ? { x: at.x + pen.ctx.measureText(chart.title).width + 6, y: at.y }
      : { x: 0, y: plot.y + 22 }
    write(pen, { text: chart.unit, ...unitAt, colour: palette.text3 })
  }
  drawFaultNames(pen, stack.time, input)
}

export function paintCrosshair(
  ctx: CanvasRenderingContext2D,
  stack: TimeStack,
  input: ChartInput,
  { dpr, palette, tUs }: StackView & { readonly tUs: number },
): void {
  const pen = makePen(ctx, palette, dpr)
  ctx.setTransform(dpr, 0, 0, dpr, 0, 0)
  ctx.clearRect(0, 0, stack.widthPx, stack.heightPx)
  if (tUs < input.window.fromUs || tUs > input.window.toUs) return
  const x = snap(pen, xAt(input.window, stack.time, tUs))
  ctx.fillStyle = palette.accent
  ctx.fillRect(x, stack.time.y, 1, stack.time.heightPx)
  const readings = stack.charts.map(({ chart, plot, scale }) => ({
    plot,
    all: chart.readings(pen, input, { plot, scale }, tUs),
  }))
  for (const reading of readings.flatMap(({ all }) => all)) drawDot(pen, reading, x)
  const lowest = stack.heightPx - AXIS_PX - 1
  for (const { all, plot } of readings) {
    for (const worded of wordReadings(pen, all, plot, lowest)) drawReading(pen, stack, worded)
  }
}

function drawDot({ ctx, palette }: Pen, { dotY, colour }: Reading, x: number): void {
  if (dotY === null) return
  ctx.beginPath()
  circle(ctx, x + 0.5, dotY, 3.5)
  ctx.fillStyle = colour
  ctx.fill()
  ctx.strokeStyle = palette.bg
  ctx.lineWidth = 1
  ctx.stroke()
}

function drawReading(pen: Pen, stack: TimeStack, { reading, y }: Worded): void {
  const { letter, text, colour } = reading
  const left = stack.time.x + stack.time.widthPx + 8
  if (letter === '') {
    write(pen, { text: shortened(pen, text, stack.widthPx - left), x: left, y, colour })
    return
  }
  write(pen, { text: letter, x: left, y, colour, weight: 'strong' })
  write(pen, { text, x: left + 14, y, colour: pen.palette.text })
}

const WARM_UP = 'warm-up'

/** What the numbers leave out is pale, and where there is room for the word it is said. */
function drawWarmUp(pen: Pen, stack: TimeStack, { window, warmUpUs }: ChartInput): void {
  const { ctx, palette, fonts } = pen
  const { x, y, heightPx } = stack.time
  const wordY = (stack.charts[0]?.plot.y ?? y) + 8
  const widthPx = xAt(window, stack.time, Math.min(warmUpUs, window.toUs)) - x
  if (widthPx <= 0) return
  ctx.globalAlpha = 0.6
  ctx.fillStyle = palette.bg
  ctx.fillRect(x, y, widthPx, heightPx)
  ctx.globalAlpha = 1
  ctx.fillStyle = palette.line
  ctx.fillRect(snap(pen, x + widthPx), y, 1, heightPx)
  ctx.font = fonts.plain
  if (ctx.measureText(WARM_UP).width + 6 > widthPx) return
  write(pen, { text: WARM_UP, x: x + 3, y: wordY, colour: palette.text3, hasPill: true })
}

const SETTLED = 'settled'
const SETTLED_PX = 4

/** A mark on the axis from where latencies are alike, and a dotted line where the warm-up ends before that. */
function drawSettled(
  pen: Pen,
  stack: TimeStack,
  { window, warmUpUs, settledUs }: ChartInput,
): void {
  if (settledUs === null || settledUs <= window.fromUs || settledUs >= window.toUs) return
  const { ctx, palette } = pen
  const { y, heightPx } = stack.time
  const bottom = y + heightPx
  const x = snap(pen, xAt(window, stack.time, settledUs))
  ctx.fillStyle = palette.text3
  ctx.beginPath()
  ctx.moveTo(x - SETTLED_PX, bottom + SETTLED_PX)
  ctx.lineTo(x + SETTLED_PX, bottom + SETTLED_PX)
  ctx.lineTo(x, bottom - 1)
  ctx.fill()
  if (settledUs <= warmUpUs) return
  for (let dotY = y; dotY < bottom; dotY += 6) ctx.fillRect(x, dotY, 1, 3)
  write(pen, { text: SETTLED, x: x + 4, y: bottom - 8, colour: palette.text3, hasPill: true })
}

function drawAxis(pen: Pen, stack: TimeStack, { window }: ChartInput): void {
  const { palette } = pen
  const { time } = stack
  const count = Math.max(2, Math.floor(time.widthPx / 64))
  const seconds = ticks(window.fromUs / 1e6, window.toUs / 1e6, count)
  seconds.forEach((second, i) => {
    const x = xAt(window, time, second * 1e6)
    const text = i === seconds.length - 1 ? `${second} s` : String(second)
    write(pen, { text, x, y: stack.heightPx - 8, colour: palette.text3, align: 'center' })
  })
}

/** Strips of faults that overlap lie in rows; three at most, then they share the last. */
const ROWS_MAX = 3

/** The row of each fault: the first that no earlier one takes at the same time. */
function faultRows(faults: readonly FaultMark[]): readonly number[] {
  const rows: number[] = []
  for (const fault of faults) {
    const taken = rows.filter((_, before) => {
      const { startUs, endUs } = faults[before] as FaultMark
      return startUs < fault.endUs && fault.startUs < endUs
    })
    let row = 0
    while (row < ROWS_MAX - 1 && taken.includes(row)) row++
    rows.push(row)
  }
  return rows
}

function drawFaults(pen: Pen, stack: TimeStack, { faults, window }: ChartInput): void {
  const { ctx, palette } = pen
  const { time } = stack
  const rows = faultRows(faults)
  // Never a wash on a wash: a later fault washes only what no earlier one has washed.
  let washedUntil = window.fromUs
  const inOrder = faults
    .map((fault, at) => ({ fault, at }))
    .sort((a, b) => a.fault.startUs - b.fault.startUs)
  for (const { fault, at } of inOrder) {
    const from = Math.max(window.fromUs, fault.startUs)
    const to = Math.min(window.toUs, fault.endUs)
    if (to <= from) continue
    const x = xAt(window, time, from)
    ctx.fillStyle = faultColour(palette, fault)
    ctx.fillRect(x, FAULT_NAMES_PX + (rows[at] as number) * 3, xAt(window, time, to) - x, 2)
    const washFrom = Math.max(from, washedUntil)
    if (washFrom >= to) continue
    const washX = xAt(window, time, washFrom)
    ctx.fillStyle = faultWash(palette, fault)
    ctx.fillRect(washX, time.y, xAt(window, time, to) - washX, stack.charts[0]?.plot.heightPx ?? 0)
    washedUntil = to
  }
}
