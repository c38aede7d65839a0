/** Draws what lies behind the faults on the timeline: axis, sparklines, and the nodes that noticed. */

import type { Scenario } from '../../scenario/types.ts'
import type { Trace } from '../../trace/schema.ts'
import { faultMarks } from '../../view/layout/faultMarks.ts'
import {
  paintTimeline,
  type Timeline,
  type TimelineSize,
  timelineLayout,
} from '../../view/timeline.ts'
import { paletteFor } from '../page/theme.ts'
import type { MeasuredLane } from '../selectors/laneViews.ts'
import { fitCanvas } from '../ui/fitCanvas.ts'

/** How much of the page the timeline may take. */
export interface TimelinePlace {
  readonly widthPx: number
  readonly isNarrow: boolean
  readonly isLow: boolean
  /** Whether all faults are to be shown, however many rows they need. */
  readonly isOpen: boolean
}

const ROWS_ALL = 12

function sizeOf({ widthPx, isNarrow, isLow, isOpen }: TimelinePlace): TimelineSize {
  if (isNarrow) {
    const rows = isLow
      ? { sparkPx: 16, rowsMin: 1, rowsMax: 1 }
      : { sparkPx: 28, rowsMin: 3, rowsMax: 5 }
    return { widthPx, leftPx: 16, rightPx: 16, axisPx: 20, rowPx: isLow ? 8 : 13, ...rows }
  }
  const rowsMin = isLow ? 2 : 3
  const rowsMax = isOpen ? ROWS_ALL : isLow ? 2 : 5
  const sides = { leftPx: 66, rightPx: 28 }
  return { widthPx, ...sides, axisPx: 20, sparkPx: isLow ? 18 : 28, rowPx: 17, rowsMin, rowsMax }
}

/** Where everything is; the faults are those of the scenario and not of the trace, so that a drag is followed at once. */
export function timelineIn(
  scenario: Pick<Scenario, 'faults' | 'durationMs'>,
  trace: Trace | undefined,
  place: TimelinePlace,
): Timeline | null {
  if (trace === undefined || place.widthPx === 0) return null
  const names = { ...trace.meta.names, faults: faultNames(scenario.faults) }
  const meta = { ...trace.meta, durationUs: scenario.durationMs * 1000 }
  const marks = faultMarks(scenario, names)
  // On a phone faults are bars without words; their sheets have the words.
  const measure = place.isNarrow ? () => 0 : captionWidth
  return timelineLayout({ ...trace, meta }, marks, sizeOf(place), measure)
}

/** A pen of its own, for measuring: `FaultBlock.module.css` has the same type. */
let pen: CanvasRenderingContext2D | null = null

function captionWidth(text: string): number {
  pen ??= document.createElement('canvas').getContext('2d')
  if (pen === null) return 0
  pen.font = `400 12px ${getComputedStyle(document.documentElement).getPropertyValue('--font')}`
  return Math.ceil(pen.measureText(text).width) + 1
}

const faultNames = (faults: Scenario['faults']) =>
  Object.entries(faults).map(([id, { kind, atMs, forMs }]) => ({
    id,
    kind,
    startUs: atMs * 1000,
    endUs: (atMs + forMs) * 1000,
  }))

export function drawTimeline(
  canvas: HTMLCanvasElement,
  timeline: Timeline,
  measured: readonly MeasuredLane[],
  theme: string,
): void {
  const dpr = window.devicePixelRatio
  fitCanvas(canvas, timeline)
  const ctx = canvas.getContext('2d', { alpha: false })
  if (ctx === null) return
  const lanes = measured.map(({ position, series }) => ({ position, series }))
  paintTimeline(ctx, timeline, { dpr, palette: paletteFor(theme), lanes, window: null })
}
