/** Draws what lies behind the faults on the timeline: axis, sparklines, and the nodes that noticed. */

import type { Scenario } from '../../scenario/types.ts'
import { faultMarks } from '../../view/layout/faultMarks.ts'
import { paintTimeline, type Timeline, timelineLayout } from '../../view/timeline.ts'
import type { PageState } from '../page/state.ts'
import { paletteFor } from '../page/theme.ts'
import type { MeasuredLane } from '../selectors/laneViews.ts'
import { fitCanvas } from '../ui/fitCanvas.ts'

interface TimelinePlace {
  readonly widthPx: number
  readonly heightPx: number
  readonly isNarrow: boolean
}

/** Where everything is; the faults are those of the scenario, so that a drag is followed at once. */
export function timelineIn(
  scenario: Pick<Scenario, 'faults' | 'durationMs'>,
  lanes: PageState['lanes'],
  size: TimelinePlace,
): Timeline | null {
  const trace = lanes.get(null)?.pictureMeasured?.trace
  if (trace === undefined || size.widthPx === 0) return null
  const names = { ...trace.meta.names, faults: faultNames(scenario.faults) }
  const meta = { ...trace.meta, durationUs: scenario.durationMs * 1000 }
  const sides = size.isNarrow ? { leftPx: 16, rightPx: 16 } : { leftPx: 66, rightPx: 28 }
  return timelineLayout({ ...trace, meta }, faultMarks(scenario, names), {
    widthPx: size.widthPx,
    heightPx: size.heightPx,
    ...sides,
    axisPx: 20,
    sparkPx: 28,
    rowPx: 17,
  })
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
