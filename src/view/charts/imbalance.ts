import { formatFigure } from '../format.ts'
import { defineLineChart } from './parts/lineChart.ts'

/** How unevenly the work lies: 1 when every target has its share. */
export const imbalance = defineLineChart({
  id: 'imbalance',
  title: 'Imbalance',
  unit: 'max ÷ mean',
  summary: 'Load of the busiest target over the mean load, where load is attempts at it per slot.',
  weight: 1.6,
  scale: { kind: 'linear', floor: 1 },
  values: (series) => series.imbalance,
  columns: ['max over mean'],
  format: formatFigure,
  label: formatFigure,
})
