import { formatMs } from '../format.ts'
import { defineLineChart } from './parts/lineChart.ts'

/** The tail is what users feel: p99 in full ink, the median below it, faint. Always logarithmic. */
export const latency = defineLineChart({
  id: 'latency',
  title: 'p99',
  unit: 'ms, log',
  summary: 'Latency of usable answers by the moment they came: p99, and the median as a thin line.',
  weight: 3,
  scale: { kind: 'log' },
  values: (series) => series.latencyP99Ms,
  faint: (series) => series.latencyP50Ms,
  columns: ['p99', 'p50'],
  format: formatMs,
  label: (ms) => (ms >= 1000 ? `${ms / 1000} s` : String(ms)),
})
