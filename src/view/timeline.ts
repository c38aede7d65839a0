/**
 * The timeline: where faults and the window lie on it, and what is painted behind them. The blocks themselves are
 * elements of the page, so that they can be dragged and reached by keyboard; here is only their geometry.
 */
import { ticks } from 'd3-array'
import type { Series } from '../analysis/numbers/series.ts'
import type { Window } from '../analysis/numbers/window.ts'
import { CHANGE_KINDS, type Trace } from '../trace/schema.ts'
import { logScale, placeOn } from './charts/parts/scale.ts'
import type { FaultMark } from './layout/faultMarks.ts'
import { makePen, snap, write } from './paint/pen.ts'
import { laneStyle, type Palette } from './palette.ts'

export interface TimelineSize {
  readonly widthPx: number
  readonly heightPx: number
  /** Where time begins and how much it is wide. */
  readonly leftPx: number
  readonly rightPx: number
  /** Height of the axis at the top, of the sparkline below it, and of a row of faults. */
  readonly axisPx: number
  readonly sparkPx: number
  readonly rowPx: number
}

export interface FaultBlock {
  readonly id: string
  readonly label: string
  readonly tone: FaultMark['tone']
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly heightPx: number
}

/** A node that noticed, or forgave: the gap to the edge of the block is the delay of detection. */
export interface DetectionTick {
  readonly x: number
  readonly y: number
  readonly heightPx: number
  readonly kind: 'noticed' | 'forgave'
  readonly node: number
  readonly target: number
  readonly atUs: number
}

export interface Timeline extends TimelineSize {
  readonly durationUs: number
  readonly blocks: readonly FaultBlock[]
  readonly ticks: readonly DetectionTick[]
}

export const timelineX = (
  timeline: Pick<Timeline, 'leftPx' | 'rightPx' | 'widthPx' | 'durationUs'>,
  us: number,
): number =>
  timeline.leftPx +
  ((timeline.widthPx - timeline.leftPx - timeline.rightPx) * us) / Math.max(1, timeline.durationUs)

/** The moment at an x, within the run. */
export function timelineUs(timeline: Timeline, x: number): number {
  const widthPx = timeline.widthPx - timeline.leftPx - timeline.rightPx
  const share = (x - timeline.leftPx) / Math.max(1, widthPx)
  return Math.round(Math.min(1, Math.max(0, share)) * timeline.durationUs)
}

/** Faults that overlap or touch the same thing at other times: the first row that is free takes each. */
export function timelineLayout(
  trace: Trace,
  faults: readonly FaultMark[],
  size: TimelineSize,
): Timeline {
  const { durationUs } = trace.meta
  const base = { ...size, durationUs }
  const endOfRow: number[] = []
  const rowOf = faults.map((fault) => {
    const found = endOfRow.findIndex((end) => end <= fault.startUs)
    const row = found < 0 ? endOfRow.length : found
    endOfRow[row] = fault.endUs
    return row
  })
  const top = size.axisPx + size.sparkPx
  const rows = Math.max(1, endOfRow.length)
  const rowPx = Math.min(size.rowPx, (size.heightPx - top) / rows)
  const blocks = faults.map((fault, f): FaultBlock => {
    const x = timelineX(base, Math.min(fault.startUs, durationUs))
    const end = timelineX(base, Math.min(fault.endUs, durationUs))
    return {
      id: fault.id,
      label: fault.label,
      tone: fault.tone,
      x,
      y: top + (rowOf[f] as number) * rowPx,
      widthPx: Math.max(3, end - x),
      heightPx: Math.max(4, rowPx - 2),
    }
  })
  return { ...base, blocks, ticks: detections(trace, faults, blocks, base) }
}

const UNHEALTHY = CHANGE_KINDS.indexOf('unhealthy')
const HEALTHY = CHANGE_KINDS.indexOf('healthy')

function detections(
  trace: Trace,
  faults: readonly FaultMark[],
  blocks: readonly FaultBlock[],
  base: Pick<Timeline, 'leftPx' | 'rightPx' | 'widthPx' | 'durationUs'>,
): readonly DetectionTick[] {
  const found: DetectionTick[] = []
  for (const chunk of trace.changes.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const what = chunk.kind[i] as number
      if (what !== UNHEALTHY && what !== HEALTHY) continue
      const atUs = chunk.atUs[i] as number
      const target = chunk.b[i] as number
      const f = latestFault(faults, target, atUs)
      const block = blocks[f]
      if (block === undefined) continue
      found.push({
        x: timelineX(base, atUs),
        y: block.y,
        heightPx: block.heightPx,
        kind: what === UNHEALTHY ? 'noticed' : 'forgave',
        node: chunk.a[i] as number,
        target,
        atUs,
      })
    }
  }
  return found
}

/** The fault of that target that began last before the moment; -1 for none. */
function latestFault(faults: readonly FaultMark[], target: number, atUs: number): number {
  let latest = -1
  faults.forEach(({ startUs, targets }, f) => {
    if (startUs > atUs || !targets.includes(target)) return
    if (latest < 0 || startUs >= (faults[latest] as FaultMark).startUs) latest = f
  })
  return latest
}

export interface TimelineView {
  readonly dpr: number
  readonly palette: Palette
  /** Series of the lanes, A first. */
  readonly lanes: readonly { readonly position: number; readonly series: Series }[]
  /** What the charts span: a bracket under the axis; null for all. */
  readonly window: Window | null
}

/** Axis, bracket of the window, p99 of every lane, and the ticks of detection. */
export function paintTimeline(
  ctx: CanvasRenderingContext2D,
  timeline: Timeline,
  view: TimelineView,
): void {
  const { dpr, palette } = view
  const pen = makePen(ctx, palette, dpr)
  ctx.setTransform(dpr, 0, 0, dpr, 0, 0)
  ctx.globalAlpha = 1
  ctx.fillStyle = palette.bgPanel
  ctx.fillRect(0, 0, timeline.widthPx, timeline.heightPx)
  const widthPx = timeline.widthPx - timeline.leftPx - timeline.rightPx
  const seconds = ticks(0, timeline.durationUs / 1e6, Math.max(2, Math.floor(widthPx / 90)))
  seconds.forEach((second, i) => {
    const x = snap(pen, timelineX(timeline, second * 1e6))
    ctx.fillStyle = palette.lineFaint
    ctx.fillRect(x, timeline.axisPx, 1, timeline.heightPx - timeline.axisPx)
    const text = i === seconds.length - 1 ? `${second} s` : String(second)
    write(pen, { text, x, y: timeline.axisPx / 2, colour: palette.text3, align: 'center' })
  })
  if (view.window !== null) drawBracket(ctx, timeline, view.window, palette)
  drawSparklines(ctx, timeline, view)
  for (const tick of timeline.ticks) {
    ctx.fillStyle = tick.kind === 'noticed' ? palette.err : palette.ok
    ctx.fillRect(Math.round(tick.x), tick.y, 1.5, tick.heightPx)
  }
}

function drawBracket(
  ctx: CanvasRenderingContext2D,
  timeline: Timeline,
  window: Window,
  palette: Palette,
): void {
  const from = Math.round(timelineX(timeline, window.fromUs))
  const to = Math.round(timelineX(timeline, window.toUs))
  ctx.fillStyle = palette.mark
  ctx.fillRect(from, timeline.axisPx, to - from, 1)
  ctx.fillRect(from, timeline.axisPx - 2, 1, 6)
  ctx.fillRect(to - 1, timeline.axisPx - 2, 1, 6)
}

/** All lanes on one logarithmic scale, without labels: it shows when, not how much. */
function drawSparklines(
  ctx: CanvasRenderingContext2D,
  timeline: Timeline,
  { lanes, palette }: TimelineView,
): void {
  const all = lanes.map(({ series }) => series.latencyP99Ms)
  const scale = logScale(all, { labelsMax: 2 })
  const bottom = timeline.axisPx + timeline.sparkPx - 4
  const heightPx = timeline.sparkPx - 8
  ctx.lineJoin = 'round'
  ctx.lineWidth = 1.5
  for (const { position, series } of lanes) {
    const { colour, dash } = laneStyle(palette, position)
    ctx.strokeStyle = colour
    ctx.setLineDash([...dash])
    ctx.beginPath()
    let isDown = false
    for (let bin = 0; bin < series.bins.count; bin++) {
      const value = series.latencyP99Ms[bin] as number
      const us = series.bins.fromUs + (bin + 0.5) * series.bins.widthUs
      if (Number.isNaN(value) || us > series.endedUs) {
        isDown = false
        continue
      }
      const x = timelineX(timeline, us)
      const y = bottom - heightPx * placeOn(scale, value)
      if (isDown) ctx.lineTo(x, y)
      else ctx.moveTo(x, y)
      isDown = true
    }
    ctx.stroke()
  }
  ctx.setLineDash([])
}
