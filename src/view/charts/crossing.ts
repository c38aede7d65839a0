import { formatPercent } from '../format.ts'
import { defineLineChart } from './parts/lineChart.ts'

/** What keeping to zones saves, and what is lost of that while it cannot be done. */
export const crossing = defineLineChart({
  id: 'crossing',
  title: 'Crossing',
  unit: 'share',
  summary: 'Share of attempts that nodes sent to targets in another zone.',
  weight: 1.6,
  scale: { kind: 'linear', floor: 0 },
  values: (series) => series.crossing,
  columns: ['crossing'],
  format: formatPercent,
  label: formatPercent,
})
