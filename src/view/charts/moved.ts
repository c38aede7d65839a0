import { formatPercent } from '../format.ts'
import { defineLineChart } from './parts/lineChart.ts'

/** What a change of targets costs those who hash: caches and sessions are where the key was before. */
export const moved = defineLineChart({
  id: 'moved',
  title: 'Moved',
  unit: 'share',
  summary: 'Share of attempts whose client had another target the time before.',
  weight: 1.6,
  scale: { kind: 'linear', floor: 0 },
  values: (series) => series.moved,
  columns: ['moved'],
  format: formatPercent,
  label: formatPercent,
})
