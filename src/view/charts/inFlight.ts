import { formatCount, formatFigure } from '../format.ts'
import { defineLineChart } from './parts/lineChart.ts'

/** Requests between first send and end: by Little's law, rate times latency. */
export const inFlight = defineLineChart({
  id: 'in-flight',
  title: 'In flight',
  unit: 'requests',
  summary: 'Requests that were sent and not yet over, on average in each bin.',
  weight: 2,
  scale: { kind: 'linear', floor: 0 },
  values: (series) => series.inFlight,
  columns: ['in flight'],
  format: formatFigure,
  label: formatCount,
})
