/** How many requests per second travel each edge, and how their answers come back, at any moment. */

import { FAILURE } from '../../model/failure.ts'
import type { Trace } from '../../trace/schema.ts'
import { UNSET } from '../../trace/schema.ts'
import { failureAt } from '../numbers/failure.ts'
import { type Edges, NO_EDGE } from './edges.ts'
import { binsFor, type RunningSums, SMOOTHED_US, sumAt, sumUp } from './runningSums.ts'
import { emptyWay, type Way, wayInto } from './way.ts'

/** What is counted of each edge: attempts that set out, and answers that came back late, as 5xx or rejected. */
export const COUNTED = { sent: 0, late: 1, error: 2, rejected: 3 } as const
const COUNTED_KINDS = 4

/** Running sums of shape [edges][4]: how many until then. */
export interface EdgeRates extends RunningSums {
  readonly cells: Uint32Array
}

/** Up to `goalUs` an answer is on time. */
export function edgeRatesOf(trace: Trace, edges: Edges, goalUs: number): EdgeRates {
  const perBin = edges.count * COUNTED_KINDS
  const { binUs, bins } = binsFor(trace.meta.durationUs, perBin)
  const rates: EdgeRates = { binUs, bins, perBin, cells: new Uint32Array((bins + 1) * perBin) }
  const way = emptyWay()
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      wayInto(edges, chunk, i, way)
      countRow(rates, way, chunk.sentUs[i] as number, answerKind(chunk, i, goalUs))
    }
  }
  sumUp(rates)
  return rates
}

type AttemptChunk = Trace['attempts']['chunks'][number]

/** What its answer counts as; -1 for one that is on time, or that its client never got. */
function answerKind(chunk: AttemptChunk, i: number, goalUs: number): number {
  const end = chunk.endUs[i] as number
  if (end === UNSET) return -1
  const failure = failureAt(chunk, i)
  if (failure === FAILURE.error) return COUNTED.error
  if (failure === FAILURE.rejected) return COUNTED.rejected
  return (chunk.sinceFirstUs[i] as number) + end > goalUs ? COUNTED.late : -1
}

function countRow(rates: EdgeRates, way: Way, sentUs: number, answer: number): void {
  const answerBin = answer < 0 ? 0 : binAfter(rates, sentUs + (way.doneUs[0] as number))
  for (let hop = 0; hop < way.hops; hop++) {
    const edge = way.edge[hop] as number
    if (edge === NO_EDGE) continue
    const leftUs = way.arriveUs[hop] as number
    const cell = edge * COUNTED_KINDS
    if (leftUs !== UNSET) add(rates, binAfter(rates, sentUs + leftUs), cell + COUNTED.sent)
    if (answer >= 0) add(rates, answerBin, cell + answer)
  }
}

/** What happens in a bin is counted at its end: the table says how many there were until a bin begins. */
const binAfter = ({ bins, binUs }: EdgeRates, us: number): number =>
  Math.min(bins, Math.floor(us / binUs) + 1)

function add(rates: EdgeRates, bin: number, cell: number): void {
  const at = bin * rates.perBin + cell
  rates.cells[at] = (rates.cells[at] as number) + 1
}

/** Per second, over the smoothed stretch before `us`, of every edge into `into`. */
export function ratesAt(
  rates: EdgeRates,
  at: { readonly us: number; readonly kind: number; readonly into: Float32Array },
): void {
  const lengthUs = Math.min(SMOOTHED_US, Math.max(at.us, rates.binUs * 4))
  const fromUs = Math.max(0, at.us - lengthUs)
  for (let edge = 0; edge < at.into.length; edge++) {
    const cell = edge * COUNTED_KINDS + at.kind
    const counted = sumAt(rates, cell, at.us) - sumAt(rates, cell, fromUs)
    at.into[edge] = (counted * 1e6) / lengthUs
  }
}
