import { formatPercent } from '../format.ts'
import { defineLineChart } from './parts/lineChart.ts'

/** What nodes do themselves: nothing to see where that takes no time. */
export const nodeLoad = defineLineChart({
  id: 'node-load',
  title: 'Nodes',
  unit: 'busy',
  summary: 'Share of the time in which the workers of nodes were busy, on average in each bin.',
  weight: 1.6,
  scale: { kind: 'linear', floor: 1 },
  values: (series) => series.nodesBusy,
  columns: ['share busy'],
  format: (share) => formatPercent(Math.round(share * 100) / 100),
  label: (share) => formatPercent(share),
})
