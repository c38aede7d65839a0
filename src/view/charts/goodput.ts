import { formatFigure, formatRate } from '../format.ts'
import { defineLineChart } from './parts/lineChart.ts'

/** What clients got against what they asked for. */
export const goodput = defineLineChart({
  id: 'goodput',
  title: 'Goodput',
  unit: '/s',
  summary: 'Answers under 400 that came in time, per second; the thin line is what clients sent.',
  weight: 2,
  scale: { kind: 'linear', floor: 0 },
  values: (series) => series.goodputPerSecond,
  faint: (series) => series.offeredPerSecond,
  columns: ['goodput', 'offered'],
  format: formatRate,
  label: formatFigure,
})
