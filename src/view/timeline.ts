/**
 * The timeline: where faults and the window lie on it, and what is painted behind them. The blocks themselves are
 * elements of the page, so that they can be dragged and reached by keyboard; here is only their geometry.
 */
import { ticks } from 'd3-array'
import { scalingsOf } from '../analysis/numbers/scalings.ts'
import type { Series } from '../analysis/numbers/series.ts'
import type { Window } from '../analysis/numbers/window.ts'
import { changeKind, type Trace } from '../trace/schema.ts'
import { logScale, placeOn } from './charts/parts/scale.ts'
import type { FaultMark } from './layout/faultMarks.ts'
import { makePen, snap, write } from './paint/pen.ts'
import { laneStyle, type Palette } from './palette.ts'

export interface TimelineSize {
  readonly widthPx: number
  /** Where time begins, and what is free behind its end. */
  readonly leftPx: number
  readonly rightPx: number
  /** Height of the axis at the top, of the sparkline below it, and of a row of faults. */
  readonly axisPx: number
  readonly sparkPx: number
  readonly rowPx: number
  /** Rows that there is room for: so many are shown, and kept free. */
  readonly rowsMax: number
  readonly rowsMin: number
}

export interface FaultBlock {
  readonly id: string
  readonly label: string
  readonly tone: FaultMark['tone']
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly heightPx: number
  readonly caption: Caption
  /** Where nothing of it is any more: block, ticks and words. */
  readonly endX: number
}

/** Where the name of a fault stands: beside ticks, never under them. */
export interface Caption {
  readonly x: number
  readonly widthPx: number
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
  readonly heightPx: number
  readonly durationUs: number
  /** Those whose rows are shown. */
  readonly blocks: readonly FaultBlock[]
  /** How many faults there is no row for. */
  readonly hiddenCount: number
  readonly ticks: readonly DetectionTick[]
  /** When a group was to have more instances, or fewer. */
  readonly scalings: readonly { readonly x: number; readonly isOut: boolean }[]
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

/** `measure`: how wide a name is. */
export function timelineLayout(
  trace: Trace,
  faults: readonly FaultMark[],
  size: TimelineSize,
  measure: (text: string) => number,
): Timeline {
  const { durationUs } = trace.meta
  const base = { ...size, durationUs }
  const found = detections(trace, faults, base)
  const spans = faults.map((fault, f) => {
    const x = timelineX(base, Math.min(fault.startUs, durationUs))
    const end = timelineX(base, Math.min(fault.endUs, durationUs))
    const block = { x, widthPx: Math.max(3, end - x) }
    const tickXs = found.filter((tick) => tick.fault === f).map((tick) => tick.x)
    const caption = captionOf(block, tickXs, { textPx: measure(fault.label), size })
    const endX = Math.max(x + block.widthPx, caption.x + caption.widthPx, ...tickXs)
    return { ...block, caption, startX: Math.min(x, caption.x), endX }
  })
  const rowOf = rowsFor(spans)
  const rows = Math.max(
    size.rowsMin,
    Math.min(size.rowsMax, Math.max(0, ...rowOf.map((r) => r + 1))),
  )
  const top = size.axisPx + size.sparkPx
  const placed = {
    y: (f: number): number => top + (rowOf[f] as number) * size.rowPx,
    heightPx: Math.max(4, size.rowPx - 2),
  }
  const isShown = (f: number): boolean => (rowOf[f] as number) < rows
  const blocks = faults.flatMap(({ id, label, tone }, f): readonly FaultBlock[] => {
    const { x, widthPx, caption, endX } = spans[f] as (typeof spans)[number]
    const { heightPx } = placed
    return isShown(f)
      ? [{ id, label, tone, x, y: placed.y(f), widthPx, heightPx, caption, endX }]
      : []
  })
  return {
    ...base,
    heightPx: top + rows * size.rowPx + BOTTOM_PX,
    blocks,
    hiddenCount: faults.length - blocks.length,
    ticks: found
      .filter(({ fault }) => isShown(fault))
      .map(({ fault, ...tick }) => ({ ...tick, y: placed.y(fault), heightPx: placed.heightPx })),
    scalings: scalingsOf(trace).flatMap(({ atUs, by }) =>
      by === 0 ? [] : [{ x: timelineX(base, atUs), isOut: by > 0 }],
    ),
  }
}

const BOTTOM_PX = 5
/** From the edge of a block, or a tick, to a word; and from a fault to the next one in its row. */
const WORD_GAP_PX = 5
const NEXT_GAP_PX = 8

/** In the block where that has room beside its ticks; else behind it, or before it; else as much as fits in it. */
function captionOf(
  { x, widthPx }: { readonly x: number; readonly widthPx: number },
  tickXs: readonly number[],
  { textPx, size }: { readonly textPx: number; readonly size: TimelineSize },
): Caption {
  const end = x + widthPx
  const inside = tickXs.filter((tick) => tick >= x && tick <= end)
  const firstTick = Math.min(end, ...inside)
  const lastTick = Math.max(x, ...inside)
  const needPx = textPx + 2 * WORD_GAP_PX
  if (firstTick - x >= needPx) return { x: x + WORD_GAP_PX, widthPx: textPx }
  if (end - lastTick >= needPx) return { x: lastTick + WORD_GAP_PX, widthPx: textPx }
  const behind = Math.max(end, ...tickXs) + WORD_GAP_PX
  if (behind + textPx <= size.widthPx - 4) return { x: behind, widthPx: textPx }
  const before = x - WORD_GAP_PX - textPx
  if (before >= size.leftPx) return { x: before, widthPx: textPx }
  return { x: x + WORD_GAP_PX, widthPx: Math.max(0, Math.min(textPx, end - x - 2 * WORD_GAP_PX)) }
}

/** The first row in which a fault and its words lie over nothing takes it. */
function rowsFor(
  spans: readonly { readonly startX: number; readonly endX: number }[],
): readonly number[] {
  const taken: { readonly startX: number; readonly endX: number }[][] = []
  return spans.map((span) => {
    const isFree = (row: (typeof taken)[number]): boolean =>
      row.every(
        (one) => span.startX >= one.endX + NEXT_GAP_PX || one.startX >= span.endX + NEXT_GAP_PX,
      )
    const found = taken.findIndex(isFree)
    const row = found < 0 ? taken.length : found
    taken[row] = [...(taken[row] ?? []), span]
    return row
  })
}

const UNHEALTHY = changeKind('unhealthy')
const HEALTHY = changeKind('healthy')

interface Detection extends Omit<DetectionTick, 'y' | 'heightPx'> {
  readonly fault: number
}

function detections(
  trace: Trace,
  faults: readonly FaultMark[],
  base: Pick<Timeline, 'leftPx' | 'rightPx' | 'widthPx' | 'durationUs'>,
): readonly Detection[] {
  const found: Detection[] = []
  for (const chunk of trace.changes.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const what = chunk.kind[i] as number
      if (what !== UNHEALTHY && what !== HEALTHY) continue
      const atUs = chunk.atUs[i] as number
      const target = chunk.b[i] as number
      const fault = latestFault(faults, target, atUs)
      if (fault < 0) continue
      found.push({
        x: timelineX(base, atUs),
        kind: what === UNHEALTHY ? 'noticed' : 'forgave',
        node: chunk.a[i] as number,
        target,
        atUs,
        fault,
      })
    }
  }
  return found
}

/** The fault of that target that began last before the moment; -1 for none. */
function latestFault(faults: readonly FaultMark[], target: number, atUs: number): number {
  let latest = -1
  faults.forEach(({ startUs, targets, replaced }, f) => {
    if (startUs > atUs || !(targets.includes(target) || replaced.includes(target))) return
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
  drawScalings(ctx, timeline, palette)
  for (const tick of timeline.ticks) {
    ctx.fillStyle = tick.kind === 'noticed' ? palette.err : palette.ok
    ctx.fillRect(Math.round(tick.x), tick.y, 1.5, tick.heightPx)
  }
}

const SCALING_MARK_PX = 3.5

/** Triangles below the axis: upwards where instances are added, downwards where they are removed. */
function drawScalings(
  ctx: CanvasRenderingContext2D,
  { scalings, axisPx }: Timeline,
  palette: Palette,
): void {
  if (scalings.length === 0) return
  ctx.fillStyle = palette.drain
  ctx.beginPath()
  for (const { x, isOut } of scalings) {
    const up = isOut ? -SCALING_MARK_PX : SCALING_MARK_PX
    const middle = axisPx + SCALING_MARK_PX + 2
    ctx.moveTo(x - SCALING_MARK_PX, middle - up)
    ctx.lineTo(x + SCALING_MARK_PX, middle - up)
    ctx.lineTo(x, middle + up)
  }
  ctx.fill()
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
