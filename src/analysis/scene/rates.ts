/**
 * Rates and loads over the last 2.5 s, at any moment, at the cost of two look-ups: sums from the start of the run
 * to the end of each bin. Between the ends of bins they are taken to grow evenly.
 */
import type { Trace } from '../../trace/schema.ts'
import { NONE, UNSET } from '../../trace/schema.ts'
import { FAILURE, failureAt } from '../numbers/failure.ts'
import { type Legs, legStraight, legToNode, legToTarget } from './edges.ts'

/** How long rates and loads are smoothed over. */
export const SMOOTHED_US = 2_500_000
const BIN_US = 125_000
const CELLS_MAX = 2_000_000

/** What is counted of each leg: attempts that set out, and answers that came back late, as 5xx or rejected. */
export const COUNTED = { sent: 0, late: 1, error: 2, rejected: 3 } as const
const COUNTED_KINDS = 4

export interface Flows {
  readonly binUs: number
  readonly bins: number
  /** Shape [bins + 1][legs][4]: how many until the bin begins. */
  readonly counts: Uint32Array
  /** Shape [bins + 1][targets]: microseconds of busy slots until the bin begins. */
  readonly busyUs: Float64Array
}

export function flowsOf(trace: Trace, legs: Legs, goalUs: number): Flows {
  const { durationUs } = trace.meta
  const perBin = legs.count * COUNTED_KINDS
  const binsWanted = Math.ceil(durationUs / BIN_US)
  const bins = Math.max(1, Math.min(binsWanted, Math.floor(CELLS_MAX / Math.max(1, perBin))))
  const binUs = Math.max(1, durationUs / bins)
  const flows: Flows = {
    binUs,
    bins,
    counts: new Uint32Array((bins + 1) * perBin),
    busyUs: new Float64Array((bins + 1) * legs.targets),
  }
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      countRow(flows, legs, { chunk, i, goalUs })
      countBusy(flows, legs, { chunk, i, endedUs: trace.meta.endedUs })
    }
  }
  sumUp(flows.counts, perBin)
  sumUp(flows.busyUs, legs.targets)
  return flows
}

function sumUp(cells: Uint32Array | Float64Array, perBin: number): void {
  for (let i = perBin; i < cells.length; i++) {
    cells[i] = (cells[i] as number) + (cells[i - perBin] as number)
  }
}

type AttemptChunk = Trace['attempts']['chunks'][number]

function countRow(
  flows: Flows,
  legs: Legs,
  row: { readonly chunk: AttemptChunk; readonly i: number; readonly goalUs: number },
): void {
  const { chunk, i } = row
  const population = chunk.population[i] as number
  const node = chunk.node[i] as number
  const target = chunk.target[i] as number
  const sent = chunk.sentUs[i] as number
  const nodeUs = chunk.nodeUs[i] as number
  const end = chunk.endUs[i] as number
  let first = -1
  let second = -1
  if (node !== NONE) {
    first = legToNode(legs, population, node)
    if (target !== NONE) second = legToTarget(legs, node, target)
  } else if (legs.nodes === 0 && target !== NONE) {
    first = legStraight(legs, population, target)
  }
  if (first >= 0) add(flows, legs, { us: sent, leg: first, kind: COUNTED.sent })
  if (second >= 0 && nodeUs !== UNSET) {
    add(flows, legs, { us: sent + nodeUs, leg: second, kind: COUNTED.sent })
  }
  if (end === UNSET) return
  const failure = failureAt(chunk, i)
  const isLate = (chunk.sinceFirstUs[i] as number) + end > row.goalUs
  const kind =
    failure === FAILURE.error
      ? COUNTED.error
      : failure === FAILURE.rejected
        ? COUNTED.rejected
        : isLate
          ? COUNTED.late
          : -1
  if (kind < 0) return
  if (first >= 0) add(flows, legs, { us: sent + end, leg: first, kind })
  if (second >= 0) add(flows, legs, { us: sent + end, leg: second, kind })
}

function add(
  flows: Flows,
  legs: Legs,
  one: { readonly us: number; readonly leg: number; readonly kind: number },
): void {
  // Counted at the end of its bin: the table says how many there were until a bin begins.
  const bin = Math.min(flows.bins, Math.floor(one.us / flows.binUs) + 1)
  const at = (bin * legs.count + one.leg) * COUNTED_KINDS + one.kind
  flows.counts[at] = (flows.counts[at] as number) + 1
}

function countBusy(
  flows: Flows,
  legs: Legs,
  row: { readonly chunk: AttemptChunk; readonly i: number; readonly endedUs: number },
): void {
  const { chunk, i } = row
  const start = chunk.startUs[i] as number
  if (start === UNSET) return
  const target = chunk.target[i] as number
  const sent = chunk.sentUs[i] as number
  const end = chunk.serviceEndUs[i] as number
  const to = end === UNSET ? row.endedUs : sent + end
  let from = sent + start
  let bin = Math.floor(from / flows.binUs)
  while (from < to && bin < flows.bins) {
    const until = Math.min(to, (bin + 1) * flows.binUs)
    const at = (bin + 1) * legs.targets + target
    flows.busyUs[at] = (flows.busyUs[at] as number) + (until - from)
    from = until
    bin++
  }
}

/** Per second, over the smoothed stretch before `us`, of every leg into `into` (one number a leg). */
export function ratesAt(
  flows: Flows,
  legs: Legs,
  at: { readonly us: number; readonly kind: number; readonly into: Float32Array },
): void {
  const lengthUs = Math.min(SMOOTHED_US, Math.max(at.us, flows.binUs * 4))
  const fromUs = Math.max(0, at.us - lengthUs)
  for (let leg = 0; leg < legs.count; leg++) {
    const cell = leg * COUNTED_KINDS + at.kind
    const perBin = legs.count * COUNTED_KINDS
    const until = sumAt(flows, flows.counts, perBin, cell, at.us)
    const before = sumAt(flows, flows.counts, perBin, cell, fromUs)
    at.into[leg] = ((until - before) * 1e6) / lengthUs
  }
}

/** Mean number of busy slots of every target over the smoothed stretch before `us`. */
export function busyAt(flows: Flows, targets: number, us: number, into: Float32Array): void {
  const lengthUs = Math.min(SMOOTHED_US, Math.max(us, 1))
  const fromUs = Math.max(0, us - lengthUs)
  for (let target = 0; target < targets; target++) {
    const until = sumAt(flows, flows.busyUs, targets, target, us)
    const before = sumAt(flows, flows.busyUs, targets, target, fromUs)
    into[target] = (until - before) / lengthUs
  }
}

function sumAt(
  flows: Flows,
  cells: Uint32Array | Float64Array,
  perBin: number,
  cell: number,
  us: number,
): number {
  const place = Math.min(flows.bins, Math.max(0, us / flows.binUs))
  const bin = Math.min(flows.bins - 1, Math.floor(place))
  const before = cells[bin * perBin + cell] as number
  const after = cells[(bin + 1) * perBin + cell] as number
  return before + (after - before) * (place - bin)
}
