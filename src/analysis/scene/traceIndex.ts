/**
 * What is worked out once a trace, so that any moment of it can be drawn at once: where to look for the attempts
 * of a moment, their slots, and sums over time. All but the trace are flat arrays, so that the worker which made
 * the trace can make its index too and hand both over: it takes longer than the page can spare between two frames.
 */
import { rowsOf } from '../../base/columns.ts'
import { usFromMs } from '../../model/time.ts'
import type { Target } from '../../scenario/things/targets.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { Trace } from '../../trace/schema.ts'
import { type Blocks, blocksOf } from './blocks.ts'
import { type BusySlots, busySlotsOf } from './busySlots.ts'
import { type Edges, edgesOf } from './edges.ts'
import { populationRates } from './populationRates.ts'
import { type EdgeRates, travelsOf } from './rates.ts'
import { readyTimes } from './readyTimes.ts'
import { slotsOf } from './slots.ts'

export interface TraceIndex {
  readonly trace: Trace
  readonly rows: number
  readonly edges: Edges
  readonly blocks: Blocks
  /** Slot by row, or NO_SLOT. */
  readonly slots: Uint16Array
  /** When each connection could carry a request, by its number; NaN when nobody knows. */
  readonly readyUs: Float64Array
  /** How long a passage takes on average, by edge; NaN for one that nobody went along. */
  readonly passageUs: Float64Array
  readonly rates: EdgeRates
  readonly busy: BusySlots
  /** Up to this latency an answer is on time. */
  readonly goalUs: number
  /** Requests per second of each population while it sent any. */
  readonly ratesPerSecond: readonly number[]
  /** 1 for a target that begins without a health state. */
  readonly isNew: Uint8Array
  /** By target: how long it is cold when it starts, 0 if never; and until when it is from the start of the run. */
  readonly warmUs: Float64Array
  readonly warmAtFirstUs: Float64Array
}

/** What travels beside the rows. */
export type IndexColumns = Omit<TraceIndex, 'trace'>

export const indexTrace = (
  trace: Trace,
  scenario: LaneScenario,
  options: { readonly goalUs: number },
): TraceIndex => withTrace(indexColumns(trace, scenario, options), trace)

/** Columns, and a trace of which they are the index. Named one by one: a spread has another shape in V8 each time. */
export const withTrace = (columns: IndexColumns, trace: Trace): TraceIndex => ({
  trace,
  rows: columns.rows,
  edges: columns.edges,
  blocks: columns.blocks,
  slots: columns.slots,
  readyUs: columns.readyUs,
  passageUs: columns.passageUs,
  rates: columns.rates,
  busy: columns.busy,
  goalUs: columns.goalUs,
  ratesPerSecond: columns.ratesPerSecond,
  isNew: columns.isNew,
  warmUs: columns.warmUs,
  warmAtFirstUs: columns.warmAtFirstUs,
})

/** All of an index but its trace. */
export function indexColumns(
  trace: Trace,
  scenario: LaneScenario,
  options: { readonly goalUs: number },
): IndexColumns {
  const { names } = trace.meta
  const edges = edgesOf(scenario, names)
  const rows = rowsOf(trace.attempts)
  const readyUs = readyTimes(trace)
  const specs = names.targets.map(({ id, group }) => scenario.targetGroups[group]?.targets[id])
  const { rates, passageUs } = travelsOf(trace, edges, { readyUs, goalUs: options.goalUs })
  return {
    rows,
    edges,
    blocks: blocksOf(trace.attempts),
    slots: slotsOf(trace, rows),
    readyUs,
    passageUs,
    rates,
    busy: busySlotsOf(trace),
    goalUs: options.goalUs,
    ratesPerSecond: populationRates(trace, scenario),
    isNew: Uint8Array.from(names.targets, ({ id, group }) =>
      isNewIn(scenario.targetGroups[group], id) ? 1 : 0,
    ),
    warmUs: Float64Array.from(specs, warmUsOf),
    warmAtFirstUs: Float64Array.from(specs, (spec) => (spec?.initial ? warmUsOf(spec) : 0)),
  }
}

/** The one part of an index that depends on the latency goal. */
export const edgeRatesUnder = (trace: Trace, scenario: LaneScenario, goalUs: number): EdgeRates =>
  travelsOf(trace, edgesOf(scenario, trace.meta.names), { readyUs: readyTimes(trace), goalUs })
    .rates

/** Nobody waits for a first health check where there are none. */
const isNewIn = (
  group: LaneScenario['targetGroups'][string] | undefined,
  target: string,
): boolean => group?.health.isActive === true && group.targets[target]?.initial === true

const warmUsOf = (spec: Target | undefined): number =>
  spec === undefined || spec.coldFactor === 1 ? 0 : usFromMs(spec.warmMs)
