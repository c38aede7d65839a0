/**
 * What is worked out once a trace, so that any moment of it can be drawn at once: where to look for the attempts
 * of a moment, their slots, and sums over time. All but the trace are flat arrays, so that the worker which made
 * the trace can make its index too and hand both over: it takes longer than the page can spare between two frames.
 */
import { rowsOf } from '../../base/columns.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { Trace } from '../../trace/schema.ts'
import { NO_ROW, NONE, UNSET } from '../../trace/schema.ts'
import { namesInUse } from '../numbers/namesInUse.ts'
import { type Blocks, blocksOf } from './blocks.ts'
import { type Legs, legStraight, legsOf, legToNode, legToTarget } from './edges.ts'
import { populationRates } from './populationRates.ts'
import { type Flows, flowsOf } from './rates.ts'
import { seatsOf } from './slots.ts'

export interface TraceIndex {
  readonly trace: Trace
  readonly rows: number
  readonly legs: Legs
  readonly blocks: Blocks
  /** Slot by row, or NO_SEAT. */
  readonly seats: Uint16Array
  /** When each connection could carry a request, by its number; NaN when nobody knows. */
  readonly readyUs: Float64Array
  /** How long the way takes on average, by leg; NaN for one that nobody went. */
  readonly legUs: Float64Array
  readonly flows: Flows
  /** Up to this latency an answer is on time. */
  readonly goalUs: number
  /** Requests per second of each population while it sent any. */
  readonly ratesPerSecond: readonly number[]
  /** 1 for a target that begins without a health state. */
  readonly isNew: Uint8Array
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
  legs: columns.legs,
  blocks: columns.blocks,
  seats: columns.seats,
  readyUs: columns.readyUs,
  legUs: columns.legUs,
  flows: columns.flows,
  goalUs: columns.goalUs,
  ratesPerSecond: columns.ratesPerSecond,
  isNew: columns.isNew,
})

/** All of an index but its trace. */
export function indexColumns(
  trace: Trace,
  scenario: LaneScenario,
  options: { readonly goalUs: number },
): IndexColumns {
  const names = namesInUse(scenario, trace.meta.names)
  const legs = legsIn(trace, scenario)
  const rows = rowsOf(trace.attempts)
  const readyUs = readyTimes(trace)
  return {
    rows,
    legs,
    blocks: blocksOf(trace.attempts),
    seats: seatsOf(trace, rows),
    readyUs,
    legUs: meanLegs(trace, legs, { readyUs }),
    flows: flowsOf(trace, legs, options.goalUs),
    goalUs: options.goalUs,
    ratesPerSecond: populationRates(trace, scenario),
    isNew: Uint8Array.from(names.targets, ({ id, group }) =>
      scenario.targetGroups[group]?.targets[id]?.initial === true ? 1 : 0,
    ),
  }
}

/** The one part of an index that depends on the latency goal. */
export const flowsUnder = (trace: Trace, scenario: LaneScenario, goalUs: number): Flows =>
  flowsOf(trace, legsIn(trace, scenario), goalUs)

function legsIn(trace: Trace, scenario: LaneScenario): Legs {
  const { populations, nodes, targets } = namesInUse(scenario, trace.meta.names)
  return legsOf({ populations: populations.length, nodes: nodes.length, targets: targets.length })
}

function readyTimes(trace: Trace): Float64Array {
  let last = -1
  for (const chunk of trace.connections.chunks) {
    for (let i = 0; i < chunk.rows; i++) last = Math.max(last, chunk.id[i] as number)
  }
  const readyUs = new Float64Array(last + 1).fill(Number.NaN)
  for (const chunk of trace.connections.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      readyUs[chunk.id[i] as number] = chunk.readyUs[i] as number
    }
  }
  return readyUs
}

/**
 * When an attempt really set out on a leg: not before its connection could carry it. Offsets from its send.
 * Plain numbers in place of options, since this runs for every dot of every frame.
 */
export function departure(
  index: Pick<TraceIndex, 'readyUs'>,
  connection: number,
  sentUs: number,
  fromUs: number,
  toUs: number,
): number {
  if (connection === NO_ROW) return fromUs
  const ready = (index.readyUs[connection] ?? Number.NaN) - sentUs
  // Of a connection that is not known, the comparison is false, as it should be.
  return ready > fromUs && ready < toUs ? ready : fromUs
}

function meanLegs(trace: Trace, legs: Legs, index: Pick<TraceIndex, 'readyUs'>): Float64Array {
  const sum = new Float64Array(legs.count)
  const count = new Uint32Array(legs.count)
  const add = (leg: number, us: number): void => {
    sum[leg] = (sum[leg] as number) + us
    count[leg] = (count[leg] as number) + 1
  }
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const population = chunk.population[i] as number
      const node = chunk.node[i] as number
      const target = chunk.target[i] as number
      const sentUs = chunk.sentUs[i] as number
      const connection = chunk.connection[i] as number
      const nodeUs = chunk.nodeUs[i] as number
      const targetUs = chunk.targetUs[i] as number
      if (node !== NONE && nodeUs !== UNSET) {
        const from = departure(index, connection, sentUs, 0, nodeUs)
        add(legToNode(legs, population, node), nodeUs - from)
        if (target === NONE || targetUs === UNSET) continue
        const second = chunk.targetConnection[i] as number
        const from2 = departure(index, second, sentUs, nodeUs, targetUs)
        add(legToTarget(legs, node, target), targetUs - from2)
      } else if (legs.nodes === 0 && target !== NONE && targetUs !== UNSET) {
        const from = departure(index, connection, sentUs, 0, targetUs)
        add(legStraight(legs, population, target), targetUs - from)
      }
    }
  }
  return sum.map((us, leg) => us / (count[leg] as number))
}
