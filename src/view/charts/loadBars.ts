import { formatPercent } from '../format.ts'
import { write } from '../paint/pen.ts'
import { laneStyle } from '../palette.ts'
import { type ChartInput, definePlainChart } from './define.ts'

const NAME_PX = 64
const VALUE_PX = 52
/** The load line: above it a target has no room left for what comes. */
const LOAD_LINE = 0.8

/** One bar for each target and lane: the share of its slots that were busy. */
export const loadBars = definePlainChart({
  id: 'load-bars',
  title: 'Load per target',
  unit: 'whole run',
  summary: 'Share of the slots of each target that were busy, over the whole run after warm-up.',
  draw(pen, input, box) {
    const { ctx, palette } = pen
    const rows = targetIds(input)
    const rowPx = Math.min(40, box.heightPx / Math.max(1, rows.length))
    const barPx = Math.max(2, Math.min(8, (rowPx - 6) / Math.max(1, input.lanes.length) - 1))
    const left = box.x + NAME_PX
    const widthPx = box.widthPx - NAME_PX - VALUE_PX
    rows.forEach((id, row) => {
      const middle = box.y + (row + 0.5) * rowPx
      write(pen, { text: id, x: box.x, y: middle, colour: palette.text2 })
      input.lanes.forEach((lane, k) => {
        const busy = Math.min(
          1,
          lane.numbers.report.targets.find((one) => one.id === id)?.utilisation ?? 0,
        )
        const y = middle + (k - input.lanes.length / 2) * (barPx + 1)
        ctx.fillStyle = palette.slot
        ctx.fillRect(left, y, widthPx, barPx)
        ctx.fillStyle = laneStyle(palette, lane.position).colour
        ctx.fillRect(left, y, widthPx * busy, barPx)
      })
      const text = input.lanes.map((lane) => percentOf(lane, id)).join(' ')
      if (input.lanes.length <= 2) {
        write(pen, {
          text,
          x: box.x + box.widthPx,
          y: middle,
          colour: palette.text3,
          align: 'right',
        })
      }
    })
    ctx.fillStyle = palette.text2
    ctx.fillRect(Math.round(left + widthPx * LOAD_LINE), box.y, 1, rowPx * rows.length)
  },
  table(input) {
    const columns = input.lanes.map((lane) => ({
      label: String.fromCharCode(65 + lane.position),
      unit: 'busy slots',
    }))
    const rows = targetIds(input).map((id) => [
      id,
      ...input.lanes.map(
        (lane) => lane.numbers.report.targets.find((one) => one.id === id)?.utilisation ?? null,
      ),
    ])
    return { columns: [{ label: 'target', unit: '' }, ...columns], rows }
  },
})

/** Lanes may differ in their targets: all of them, in the order of the first lane that has them. */
const targetIds = ({ lanes }: ChartInput): readonly string[] => [
  ...new Set(lanes.flatMap((lane) => lane.numbers.report.targets.map(({ id }) => id))),
]

function percentOf(lane: ChartInput['lanes'][number], id: string): string {
  const target = lane.numbers.report.targets.find((one) => one.id === id)
  return target === undefined
    ? '–'
    : formatPercent(Math.round(target.utilisation * 100) / 100).replace(' %', '')
}
