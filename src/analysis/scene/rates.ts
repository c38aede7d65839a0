/** How many requests per second travel each edge, and how their answers come back, at any moment. */

import { FAILURE } from '../../model/failure.ts'
import type { AttemptChunk } from '../../trace/attempt.ts'
import type { Trace } from '../../trace/schema.ts'
import { UNSET } from '../../trace/schema.ts'
import { failureAt } from '../numbers/failure.ts'
import { type Edges, NO_EDGE } from './edges.ts'
import { binsFor, type RunningSums, SMOOTHED_US, sumAt, sumUp } from './runningSums.ts'
import { departureInto, edgeAt, emptyWay, setOutOffset, type Way, wayInto } from './way.ts'

/** What is counted of each edge: attempts that set out, and answers that came back late, as 5xx or rejected. */
export const COUNTED = { sent: 0, late: 1, error: 2, rejected: 3 } as const
const COUNTED_KINDS = 4

/** Running sums of shape [edges][4]: how many until then. */
export interface EdgeRates extends RunningSums {
  readonly cells: Uint32Array
}

/** What is summed up over all hops of all attempts. */
export interface Travels {
  readonly rates: EdgeRates
  /** Mean time of a passage on its way out, by edge; NaN for one that nobody went along. */
  readonly passageUs: Float64Array
}

/** Both in one pass, because to find the way of a row costs more than to add it up. Up to `goalUs` an answer is on time. */
export function travelsOf(
  trace: Trace,
  edges: Edges,
  { readyUs, goalUs }: { readonly readyUs: Float64Array; readonly goalUs: number },
): Travels {
  const perBin = edges.count * COUNTED_KINDS
  const { binUs, bins } = binsFor(trace.meta.durationUs, perBin)
  const rates: EdgeRates = { binUs, bins, perBin, cells: new Uint32Array((bins + 1) * perBin) }
  const passages = new Uint32Array(edges.count)
  const sumUs = new Float64Array(edges.count)
  const into = { rates, sumUs, passages, way: emptyWay() }
  for (const chunk of trace.attempts.chunks) addChunk(chunk, edges, { readyUs, goalUs }, into)
  sumUp(rates)
  return { rates, passageUs: sumUs.map((us, edge) => us / (passages[edge] as number)) }
}

/** What its answer counts as; -1 for one that is on time, or that its client never got. */
function answerKind(chunk: AttemptChunk, i: number, goalUs: number): number {
  const end = chunk.endUs[i] as number
  if (end === UNSET) return -1
  const failure = failureAt(chunk, i)
  if (failure === FAILURE.error) return COUNTED.error
  if (failure === FAILURE.rejected) return COUNTED.rejected
  return (chunk.sinceFirstUs[i] as number) + end > goalUs ? COUNTED.late : -1
}

/**
 * All in one loop: fractions that cross a call are boxed, which costs more than the work. What happens in a bin is
 * counted at its end, because the sums say how many there were until a bin begins.
 */
function addChunk(
  chunk: AttemptChunk,
  edges: Edges,
  { readyUs, goalUs }: { readonly readyUs: Float64Array; readonly goalUs: number },
  into: {
    readonly rates: EdgeRates
    readonly sumUs: Float64Array
    readonly passages: Uint32Array
    readonly way: Way
  },
): void {
  const { sumUs, passages, way } = into
  const { bins, binUs, perBin, cells } = into.rates
  const { sentUs, rows } = chunk
  for (let i = 0; i < rows; i++) {
    wayInto(edges.places, chunk, i, way)
    const sent = sentUs[i] as number
    const answer = answerKind(chunk, i, goalUs)
    const end = way.doneUs[0] as number
    const endBin = answer < 0 ? 0 : Math.min(bins, Math.floor((sent + end) / binUs) + 1)
    // Up to the first hop that it has not made.
    let isMade = true
    for (let hop = 0; hop < way.hops; hop++) {
      const edge = edgeAt(edges, way, hop)
      const left = setOutOffset(chunk, i, way, hop)
      const arrived = way.arriveUs[hop + 1] as number
      isMade = isMade && edge !== NO_EDGE && left !== UNSET && arrived !== UNSET
      if (edge === NO_EDGE) continue
      if (left !== UNSET) {
        const bin = Math.min(bins, Math.floor((sent + left) / binUs) + 1)
        const at = bin * perBin + edge * COUNTED_KINDS + COUNTED.sent
        cells[at] = (cells[at] as number) + 1
      }
      if (answer >= 0) {
        const at = endBin * perBin + edge * COUNTED_KINDS + answer
        cells[at] = (cells[at] as number) + 1
      }
      if (!isMade) continue
      departureInto(readyUs, chunk, i, way, hop)
      sumUs[edge] = (sumUs[edge] as number) + (arrived - (way.leftUs[hop] as number))
      passages[edge] = (passages[edge] as number) + 1
    }
  }
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
