import type { Pen } from '../paint/pen.ts'
import { write } from '../paint/pen.ts'
import { laneStyle } from '../palette.ts'
import {
  type Box,
  type ChartInput,
  type ChartLane,
  defineTimeChart,
  type Reading,
} from './define.ts'
import { known } from './parts/lineChart.ts'
import { binOf, xAt } from './parts/plot.ts'

/** Below so many on average in a bin nobody really waited. */
const WAITS_FROM = 0.5
const LANE_GAP_PX = 6
const LEAST_ROW_PX = 1.5

/** A heat map a lane, a row a target (or a few, where there are too many): ink is busy slots squared, amber a queue, pale red a target that does nothing. */
export const load = defineTimeChart({
  id: 'load',
  title: 'Load',
  unit: 'per target',
  summary:
    'Busy slots of every target over time; amber where requests waited, pale red where it did nothing.',
  weight: ({ lanes }) =>
    0.6 + lanes.reduce((sum, lane) => sum + Math.min(1.6, lane.targets.length / 5), 0),
  scale: () => ({ min: 0, max: 1, isLog: false, labelled: [] }),
  draw(pen, input, { plot }) {
    for (const { lane, box } of laneBoxes(input, plot)) {
      drawLane(pen, input, lane, box)
      const { letter, colour } = laneStyle(pen.palette, lane.position)
      const y = box.y + box.heightPx / 2
      write(pen, { text: letter, x: plot.x - 8, y, colour, weight: 'strong', align: 'right' })
    }
  },
  readings(pen, input, { plot }, tUs) {
    return laneBoxes(input, plot).flatMap(({ lane, box }) => notes(pen, lane, box, tUs))
  },
  table(input) {
    const columns = input.lanes.flatMap((lane) =>
      lane.targets.flatMap(({ id }) => {
        const letter = String.fromCharCode(65 + lane.position)
        return [
          { label: `${letter} ${id} busy`, unit: 'slots' },
          { label: `${letter} ${id} waiting`, unit: 'requests' },
        ]
      }),
    )
    const bins = input.lanes[0]?.numbers.series.bins
    const rows = Array.from({ length: bins?.count ?? 0 }, (_, bin) => [
      ((bins?.fromUs ?? 0) + bin * (bins?.widthUs ?? 0)) / 1e6,
      ...input.lanes.flatMap(({ targets, numbers: { series } }) =>
        targets.flatMap((__, t) => [
          known(series.busy[t * series.bins.count + bin]),
          known(series.waiting[t * series.bins.count + bin]),
        ]),
      ),
    ])
    return { columns: [{ label: 'from', unit: 's' }, ...columns], rows }
  },
})

function laneBoxes(
  { lanes }: ChartInput,
  plot: Box,
): readonly { readonly lane: ChartLane; readonly box: Box }[] {
  const gaps = Math.max(0, lanes.length - 1) * LANE_GAP_PX
  const heightPx = (plot.heightPx - gaps) / Math.max(1, lanes.length)
  return lanes.map((lane, i) => ({
    lane,
    box: { ...plot, y: plot.y + i * (heightPx + LANE_GAP_PX), heightPx },
  }))
}

/** Bins are put together until a cell is at least 5 px wide, so that cells can be told apart. */
function drawLane(pen: Pen, { window }: ChartInput, lane: ChartLane, box: Box): void {
  const { ctx, palette } = pen
  const { series } = lane.numbers
  const { bins } = series
  const binPx = xAt(window, box, bins.fromUs + bins.widthUs) - xAt(window, box, bins.fromUs)
  const perCell = Math.max(1, Math.ceil(5 / binPx))
  const perRow = targetsARow(lane, box)
  const rowPx = (perRow * box.heightPx) / lane.targets.length
  const gapPx = rowPx >= 4 ? 1 : 0
  const ended = binOf(series, series.endedUs)
  const { colour } = laneStyle(palette, lane.position)
  for (let from = 0; from <= ended; from += perCell) {
    const left = xAt(window, box, bins.fromUs + from * bins.widthUs)
    const right = xAt(window, box, bins.fromUs + (from + perCell) * bins.widthUs)
    const x = Math.max(box.x, left)
    const width = Math.min(box.x + box.widthPx, right) - x - gapPx
    if (width <= 0) continue
    for (let t = 0; t < lane.targets.length; t += perRow) {
      const y = box.y + (t / perRow) * rowPx
      const heightPx = Math.min(rowPx, box.y + box.heightPx - y) - gapPx
      const { busy, waiting, out } = sharesOf(lane, [t, t + perRow], [from, from + perCell])
      const fill = (colour: string, alpha: number): void => {
        ctx.globalAlpha = alpha
        ctx.fillStyle = colour
        ctx.fillRect(x, y, width, heightPx)
      }
      fill(palette.lineFaint, 1)
      if (busy > 0) fill(colour, busy * busy * 0.9)
      if (waiting > 0) fill(palette.slow, waiting)
      if (out > 0) fill(palette.errWash, out)
    }
  }
  ctx.globalAlpha = 1
}

/** Several where there are too many of them for a row each. */
const targetsARow = ({ targets }: ChartLane, { heightPx }: Box): number =>
  Math.max(1, Math.ceil((LEAST_ROW_PX * targets.length) / heightPx))

/** Of some targets in some bins: how busy those are that serve, and the shares that have a queue or do nothing. */
function sharesOf(
  lane: ChartLane,
  [first, end]: readonly [number, number],
  [from, to]: readonly [number, number],
): { readonly busy: number; readonly waiting: number; readonly out: number } {
  const targets = lane.targets.slice(first, end)
  const bins = Math.min(to, lane.numbers.series.bins.count)
  let [busy, serving, waiting, out] = [0, 0, 0, 0]
  targets.forEach(({ slots }, i) => {
    const cell = cellOf(lane, first + i, from, bins)
    if (cell.out !== null) out++
    else if (cell.waiting >= WAITS_FROM) waiting++
    else {
      serving++
      busy += Math.min(1, cell.busy / slots)
    }
  })
  const { length } = targets
  return { busy: serving === 0 ? 0 : busy / serving, waiting: waiting / length, out: out / length }
}

/** Bins `from` to `to` of a target. `out`: why it did nothing in one of them, a crash or what has silenced it; or null. */
function cellOf(lane: ChartLane, target: number, from: number, to: number) {
  const { series } = lane.numbers
  const { bins } = series
  const row = target * bins.count
  let busy = 0
  let waiting = 0
  let isDown = false
  for (let bin = from; bin < to; bin++) {
    busy += series.busy[row + bin] as number
    waiting += series.waiting[row + bin] as number
    isDown ||= series.isDown[row + bin] === 1
  }
  const fromUs = bins.fromUs + from * bins.widthUs
  const toUs = bins.fromUs + to * bins.widthUs
  const silencer = lane.faults.find(
    ({ tone, targets, startUs, endUs }) =>
      tone === 'down' && startUs < toUs && endUs > fromUs && targets.includes(target),
  )
  const out = isDown ? 'down' : (silencer?.words ?? null)
  return { busy: busy / (to - from), waiting: waiting / (to - from), out }
}

/** At the crosshair only what is wrong is worth words: queues and targets that are down, two a lane at most. */
function notes(pen: Pen, lane: ChartLane, box: Box, tUs: number): readonly Reading[] {
  const { series } = lane.numbers
  if (tUs > series.endedUs) return []
  const bin = binOf(series, tUs)
  const rowPx = box.heightPx / lane.targets.length
  return lane.targets
    .flatMap(({ id }, t): Reading[] => {
      const cell = cellOf(lane, t, bin, bin + 1)
      const y = box.y + (t + 0.5) * rowPx
      const { palette } = pen
      if (cell.out !== null) {
        return [{ letter: '', colour: palette.errText, text: `${id} ${cell.out}`, y, dotY: null }]
      }
      if (cell.waiting < WAITS_FROM) return []
      return [{ letter: '', colour: palette.slowText, text: `${id} queue`, y, dotY: null }]
    })
    .slice(0, 2)
}
