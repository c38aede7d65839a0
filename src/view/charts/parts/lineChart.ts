/** A time chart of one line a lane: what latency, in flight, imbalance and goodput have in common. */
import type { Series } from '../../../analysis/numbers/series.ts'
import { laneStyle } from '../../palette.ts'
import { type ChartInput, type ChartTable, defineTimeChart, type TimeChart } from '../define.ts'
import { binOf, drawGrid, drawLine, yOn } from './plot.ts'
import { linearScale, logScale, type Scale } from './scale.ts'

export interface LineChart<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly unit: string
  readonly summary: string
  readonly weight: number
  readonly scale: { readonly kind: 'log' } | { readonly kind: 'linear'; readonly floor: number }
  readonly values: (series: Series) => Float64Array
  /** A second, fainter line of each lane. */
  readonly faint?: (series: Series) => Float64Array
  /** What the columns of the table are called. */
  readonly columns: readonly string[]
  /** At the crosshair, and at a grid line. */
  readonly format: (value: number) => string
  readonly label: (value: number) => string
}

export function defineLineChart<const Id extends string>(
  chart: LineChart<Id>,
): TimeChart & { readonly id: Id } {
  const { id, title, unit, summary, weight } = chart
  return defineTimeChart({
    id,
    title,
    unit,
    summary,
    weight: () => weight,
    scale: (input, heightPx) => scaleOf(chart, input, heightPx),
    draw(pen, input, { plot, scale }) {
      drawGrid(pen, plot, scale, chart.label)
      const { window } = input
      for (const lane of input.lanes) {
        const { series } = lane.numbers
        const style = laneStyle(pen.palette, lane.position)
        const line = { series, window, scale, style }
        if (chart.faint !== undefined) {
          const faint = chart.faint(series)
          drawLine(pen, plot, { ...line, values: faint, widthPx: 1, strength: 0.5 })
        }
        drawLine(pen, plot, { ...line, values: chart.values(series), widthPx: 1.75, strength: 1 })
      }
    },
    readings(pen, input, { plot, scale }, tUs) {
      return input.lanes.flatMap((lane) => {
        const { series } = lane.numbers
        const value = tUs > series.endedUs ? Number.NaN : chart.values(series)[binOf(series, tUs)]
        if (value === undefined || Number.isNaN(value)) return []
        const { letter, colour } = laneStyle(pen.palette, lane.position)
        const y = yOn(scale, plot, value)
        return [{ letter, colour, text: chart.format(value), y, dotY: y }]
      })
    },
    table: (input) => tableOf(chart, input),
  })
}

function scaleOf<Id extends string>(
  chart: LineChart<Id>,
  input: ChartInput,
  heightPx: number,
): Scale {
  const all = input.lanes.flatMap(({ numbers: { series } }) =>
    chart.faint === undefined
      ? [chart.values(series)]
      : [chart.values(series), chart.faint(series)],
  )
  if (chart.scale.kind === 'log') {
    return logScale(all, { labelsMax: Math.max(2, Math.floor(heightPx / 20)) })
  }
  const labelsMax = Math.max(2, Math.floor(heightPx / 22))
  return linearScale(all, { floor: chart.scale.floor, labelsMax })
}

function tableOf<Id extends string>(chart: LineChart<Id>, input: ChartInput): ChartTable {
  const first = input.lanes[0]
  if (first === undefined) return { columns: [], rows: [] }
  const { bins } = first.numbers.series
  const readers = chart.faint === undefined ? [chart.values] : [chart.values, chart.faint]
  const columns = input.lanes.flatMap((lane) =>
    chart.columns.map((column) => ({
      label: `${String.fromCharCode(65 + lane.position)} ${column}`,
      unit: chart.unit.split(',')[0] as string,
    })),
  )
  const rows = Array.from({ length: bins.count }, (_, bin) => [
    (bins.fromUs + bin * bins.widthUs) / 1e6,
    ...input.lanes.flatMap((lane) => readers.map((read) => known(read(lane.numbers.series)[bin]))),
  ])
  return { columns: [{ label: 'from', unit: 's' }, ...columns], rows }
}

export const known = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : value
