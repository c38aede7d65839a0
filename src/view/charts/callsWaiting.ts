import { formatCount, formatFigure } from '../format.ts'
import { defineLineChart } from './parts/lineChart.ts'

/** The queue of what all targets call: empty while that keeps up. */
export const callsWaiting = defineLineChart({
  id: 'calls-waiting',
  title: 'Behind targets',
  unit: 'calls',
  summary: 'Calls that wait behind the targets, on average in each bin.',
  weight: 1.6,
  scale: { kind: 'linear', floor: 0 },
  values: (series) => series.callsWaiting,
  columns: ['calls that wait'],
  format: formatFigure,
  label: formatCount,
})
