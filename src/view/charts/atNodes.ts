import { formatCount, formatFigure } from '../format.ts'
import { defineLineChart } from './parts/lineChart.ts'

/** The queues before the workers of nodes, where what they do takes time. */
export const atNodes = defineLineChart({
  id: 'at-nodes',
  title: 'At nodes',
  unit: 'requests',
  summary: 'Requests that workers of nodes have, worked on or waiting, on average in each bin.',
  weight: 1.6,
  scale: { kind: 'linear', floor: 0 },
  values: (series) => series.atNodes,
  columns: ['requests at nodes'],
  format: formatFigure,
  label: formatCount,
})
