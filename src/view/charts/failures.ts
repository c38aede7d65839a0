import type { Series } from '../../analysis/numbers/series.ts'
import { VERDICTS, type Verdict } from '../../model/outcome.ts'
import { formatRate } from '../format.ts'
import { write } from '../paint/pen.ts'
import { laneStyle, type Palette } from '../palette.ts'
import { type Box, type ChartInput, defineTimeChart } from './define.ts'
import { binOf, xAt } from './parts/plot.ts'

/** What clients saw go wrong, from the bottom up: the same colours as on the stage. */
const SHOWN = ['error', 'rejected', 'gave-up'] as const satisfies readonly Verdict[]
const LANE_GAP_PX = 4

const colourOf = (palette: Palette, verdict: (typeof SHOWN)[number]): string =>
  verdict === 'error' ? palette.err : verdict === 'rejected' ? palette.rej : palette.slow

/** Failures over time, a row a lane, all on one scale. */
export const failures = defineTimeChart({
  id: 'failures',
  title: 'Failures',
  unit: '/s',
  summary: 'Requests that failed: 5xx in red, rejected in ink, given up by their clients in amber.',
  weight: ({ lanes }) => 0.8 * Math.max(1, lanes.length),
  scale: (input) => ({ min: 0, max: mostFailed(input), isLog: false, labelled: [] }),
  draw(pen, input, { plot, scale }) {
    const { ctx, palette } = pen
    rowsOf(input, plot).forEach((row, i) => {
      const lane = input.lanes[i] as ChartInput['lanes'][number]
      const { series } = lane.numbers
      const { letter, colour } = laneStyle(palette, lane.position)
      const base = row.y + row.heightPx
      ctx.fillStyle = palette.lineFaint
      ctx.fillRect(row.x, base, row.widthPx, 1)
      write(pen, {
        text: letter,
        x: row.x - 8,
        y: base - 6,
        colour,
        weight: 'strong',
        align: 'right',
      })
      for (let bin = 0; bin <= binOf(series, series.endedUs); bin++) {
        const { fromUs, widthUs } = series.bins
        const left = Math.max(row.x, xAt(input.window, row, fromUs + bin * widthUs))
        const right = xAt(input.window, row, fromUs + (bin + 1) * widthUs)
        const width = Math.min(row.x + row.widthPx, right) - left
        if (width <= 0) continue
        let y = base
        for (const verdict of SHOWN) {
          const height = (row.heightPx * rateOf(series, verdict, bin)) / scale.max
          if (height === 0) continue
          ctx.fillStyle = colourOf(palette, verdict)
          ctx.fillRect(left, y - height, Math.max(1, width - 0.5), height)
          y -= height
        }
      }
    })
  },
  readings(pen, input, { plot }, tUs) {
    const rows = rowsOf(input, plot)
    return input.lanes.flatMap((lane, i) => {
      const { series } = lane.numbers
      if (tUs > series.endedUs) return []
      const { letter, colour } = laneStyle(pen.palette, lane.position)
      const row = rows[i] as Box
      const text = formatRate(allFailed(series, binOf(series, tUs)))
      return [{ letter, colour, text, y: row.y + row.heightPx - 6, dotY: null }]
    })
  },
  table(input) {
    const columns = input.lanes.flatMap((lane) =>
      SHOWN.map((verdict) => ({
        label: `${String.fromCharCode(65 + lane.position)} ${verdict}`,
        unit: '/s',
      })),
    )
    const bins = input.lanes[0]?.numbers.series.bins
    const rows = Array.from({ length: bins?.count ?? 0 }, (_, bin) => [
      ((bins?.fromUs ?? 0) + bin * (bins?.widthUs ?? 0)) / 1e6,
      ...input.lanes.flatMap(({ numbers }) =>
        SHOWN.map((verdict) => rateOf(numbers.series, verdict, bin)),
      ),
    ])
    return { columns: [{ label: 'from', unit: 's' }, ...columns], rows }
  },
})

function rowsOf({ lanes }: ChartInput, plot: Box): readonly Box[] {
  const heightPx = plot.heightPx / Math.max(1, lanes.length)
  return lanes.map((_, i) => ({
    ...plot,
    y: plot.y + i * heightPx + LANE_GAP_PX,
    heightPx: heightPx - LANE_GAP_PX,
  }))
}

function rateOf({ bins, verdicts }: Series, verdict: Verdict, bin: number): number {
  const count = verdicts[VERDICTS.indexOf(verdict) * bins.count + bin] ?? 0
  return (count * 1e6) / bins.widthUs
}

const allFailed = (series: Series, bin: number): number =>
  SHOWN.reduce((sum, verdict) => sum + rateOf(series, verdict, bin), 0)

/** At least one a second, so that a single failure does not fill the row. */
function mostFailed({ lanes }: ChartInput): number {
  let most = 1
  for (const { numbers } of lanes) {
    for (let bin = 0; bin < numbers.series.bins.count; bin++) {
      most = Math.max(most, allFailed(numbers.series, bin))
    }
  }
  return most
}
