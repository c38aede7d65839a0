import { formatCount, formatFigure } from '../format.ts'
import { defineLineChart } from './parts/lineChart.ts'

/** What auto-scaling has made of a group: targets that are launched, and not being terminated. */
export const inService = defineLineChart({
  id: 'in-service',
  title: 'Targets',
  unit: 'in service',
  summary: 'Targets in service, on average in each bin: auto-scaling launches and terminates them.',
  weight: 1.6,
  scale: { kind: 'linear', floor: 0 },
  values: (series) => series.inService,
  columns: ['targets in service'],
  format: formatFigure,
  label: formatCount,
})
