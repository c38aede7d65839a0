/** The charts, in the order of the menu. A new one is a file beside this one and a line here. */
import { atNodes } from './atNodes.ts'
import { callsWaiting } from './callsWaiting.ts'
import { crossing } from './crossing.ts'
import type { Chart } from './define.ts'
import { failures } from './failures.ts'
import { goodput } from './goodput.ts'
import { imbalance } from './imbalance.ts'
import { inFlight } from './inFlight.ts'
import { inService } from './inService.ts'
import { latency } from './latency.ts'
import { load } from './load.ts'
import { loadBars } from './loadBars.ts'
import { moved } from './moved.ts'
import { nodeLoad } from './nodeLoad.ts'
import { percentiles } from './percentiles.ts'

export const charts = [
  latency,
  load,
  imbalance,
  failures,
  inFlight,
  goodput,
  inService,
  moved,
  crossing,
  callsWaiting,
  nodeLoad,
  atNodes,
  percentiles,
  loadBars,
] as const satisfies readonly Chart[]

export type ChartId = (typeof charts)[number]['id']

export const chartById = (id: ChartId): Chart => charts.find((chart) => chart.id === id) as Chart
