/**
 * The visits of a trace: attempts that were sent to a target, one row each, with the stretches of time in which
 * the target held them. A target may hold an attempt long after its client has gone, so these are not the
 * client's stamps.
 */
import { rowsIn } from '../../base/columns.ts'
import { visit as visitNumber } from '../../model/outcome.ts'
import { type AttemptChunk, routedOffset } from '../../trace/attempt.ts'
import { NONE, type Trace, UNSET } from '../../trace/schema.ts'

/**
 * Parallel columns, of which the first `count` entries are written; microseconds since the start of the run.
 * A visit waits in [arriveUs, startUs) and is served in [startUs, leaveUs). One that was never served has
 * `startUs` = `leaveUs`; one that never arrived (no connection) has all three equal to `sentUs`; one that was
 * refused leaves as it arrives.
 */
export interface Visits {
  readonly count: number
  /** Index into `names.nodes`, NONE without one; index into `names.targets`. */
  readonly node: Uint16Array
  readonly target: Uint16Array
  /** When the node (without one, the client) sent it to the target. */
  readonly sentUs: Float64Array
  readonly arriveUs: Float64Array
  readonly startUs: Float64Array
  /** When the target was done with it; the end of the run for one that it still held then. */
  readonly leaveUs: Float64Array
  /** Position in `VISIT_ENDS`. */
  readonly end: Uint8Array
}

/**
 * `served`: the target finished it, without a 5xx, whoever heard of that. `error`: 5xx written by target or node.
 * `dropped`: left the target unfinished and unanswered. `held`: there when the run ended.
 */
export const VISIT_ENDS = ['served', 'error', 'dropped', 'held'] as const

export const SERVED = VISIT_ENDS.indexOf('served')
export const ERROR = VISIT_ENDS.indexOf('error')
const SERVED_VISIT = visitNumber('served')
const FAILED_VISIT = visitNumber('failed')
const DROPPED = VISIT_ENDS.indexOf('dropped')
const HELD = VISIT_ENDS.indexOf('held')

export const visitsOf = (trace: Trace): Visits =>
  visitsIn(trace.attempts.chunks, trace.meta.endedUs)

/** The visits in these chunks of a run that ended then. */
export function visitsIn(chunks: readonly AttemptChunk[], endedUs: number): Visits {
  const rows = rowsIn(chunks)
  const nodes = new Uint16Array(rows)
  const targets = new Uint16Array(rows)
  const sents = new Float64Array(rows)
  const arrivals = new Float64Array(rows)
  const starts = new Float64Array(rows)
  const leaves = new Float64Array(rows)
  const ends = new Uint8Array(rows)
  let k = 0
  for (const chunk of chunks) {
    const { node, target, sentUs, targetUs, startUs, serviceEndUs, status, visit } = chunk
    const rowsHere = chunk.rows
    for (let i = 0; i < rowsHere; i++) {
      if (target[i] === NONE) continue
      const sent = sentUs[i] as number
      const atNode = routedOffset(chunk, i)
      const arrive = targetUs[i] as number
      const start = startUs[i] as number
      const end = serviceEndUs[i] as number
      const fromUs = atNode === UNSET ? sent : sent + atNode
      const hasArrived = arrive !== UNSET
      const isHeld = hasArrived && end === UNSET
      const arriveUs = hasArrived ? sent + arrive : fromUs
      const leaveUs = end !== UNSET ? sent + end : isHeld ? endedUs : arriveUs
      nodes[k] = node[i] as number
      targets[k] = target[i] as number
      sents[k] = fromUs
      arrivals[k] = arriveUs
      leaves[k] = leaveUs
      starts[k] = start !== UNSET ? sent + start : leaveUs
      ends[k] = isHeld ? HELD : endOf(visit[i] as number, status[i] as number)
      k++
    }
  }
  return {
    count: k,
    node: nodes,
    target: targets,
    sentUs: sents,
    arriveUs: arrivals,
    startUs: starts,
    leaveUs: leaves,
    end: ends,
  }
}

/** A target that works on for a client that has gone finishes all the same; one that crashes has finished nothing. */
function endOf(visited: number, status: number): number {
  if (visited === SERVED_VISIT) return SERVED
  return visited === FAILED_VISIT || status >= 500 ? ERROR : DROPPED
}
