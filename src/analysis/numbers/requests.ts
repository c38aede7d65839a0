/**
 * The requests of a trace, one row each, read from the attempts that ended them.
 * Rows stand in the order of the trace. Everything that counts requests starts here.
 */
import { rowsIn } from '../../base/columns.ts'
import { verdictOf } from '../../model/failure.ts'
import { GOAL_MS } from '../../model/outcome.ts'
import { usFromMs } from '../../model/time.ts'
import type { AttemptChunk } from '../../trace/attempt.ts'
import { type Trace, UNSET } from '../../trace/schema.ts'

/** Parallel columns, of which the first `count` entries are written. */
export interface Requests {
  readonly count: number
  /** When the client first sent it. */
  readonly firstUs: Float64Array
  /** When it was over for the client; Infinity for one that was under way when the run ended. */
  readonly endUs: Float64Array
  /** Position in `VERDICTS`. */
  readonly verdict: Uint8Array
  /** Of the last attempt; 0 when nobody wrote one. */
  readonly status: Uint16Array
  /** Who wrote it and why: position in `AUTHORS` times 256 plus position in `CAUSES`. */
  readonly blame: Uint16Array
}

/** The goal is a matter of view, so it is no part of the trace. */
export const GOAL_US = usFromMs(GOAL_MS)

/** `goalUs`: the latency up to which an answer is on time. */
export const requestsOf = (trace: Trace, goalUs: number): Requests =>
  requestsIn(trace.attempts.chunks, goalUs)

/** The requests that ended with a row of these chunks. */
export function requestsIn(chunks: readonly AttemptChunk[], goalUs: number): Requests {
  const rows = rowsIn(chunks)
  const firsts = new Float64Array(rows)
  const ends = new Float64Array(rows)
  const verdicts = new Uint8Array(rows)
  const statuses = new Uint16Array(rows)
  const blames = new Uint16Array(rows)
  let k = 0
  for (const chunk of chunks) {
    const { outcome, status, sentUs, sinceFirstUs, endUs, startUs, author, cause } = chunk
    const rowsHere = chunk.rows
    for (let i = 0; i < rowsHere; i++) {
      const how = outcome[i] as number
      if (how === 0) continue
      const sent = sentUs[i] as number
      const since = sinceFirstUs[i] as number
      const end = endUs[i] as number
      const code = status[i] as number
      firsts[k] = sent - since
      ends[k] = end === UNSET ? Number.POSITIVE_INFINITY : sent + end
      const verdict = verdictOf(how, code, since + end > goalUs, startUs[i] !== UNSET)
      verdicts[k] = verdict
      statuses[k] = code
      blames[k] = (author[i] as number) * 256 + (cause[i] as number)
      k++
    }
  }
  return {
    count: k,
    firstUs: firsts,
    endUs: ends,
    verdict: verdicts,
    status: statuses,
    blame: blames,
  }
}
