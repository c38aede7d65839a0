/** How an attempt failed, as one sees it: an error, turned away, or given up. */
import { cause, outcome } from '../../model/outcome.ts'
import type { Trace } from '../../trace/schema.ts'
import { UNSET } from '../../trace/schema.ts'

/** `rejected`: turned away without service, or refused. `gaveUp`: its client stopped waiting. */
export const FAILURE = { none: 0, error: 1, rejected: 2, gaveUp: 3 } as const

const CLIENT_TIMEOUT = cause('client-timeout')
const NO_CONNECTION = cause('no-connection')
const REFUSED = outcome('refused')

type AttemptChunk = Trace['attempts']['chunks'][number]

export function failureAt(chunk: AttemptChunk, i: number): number {
  const why = chunk.cause[i] as number
  if (why === CLIENT_TIMEOUT) return FAILURE.gaveUp
  if (why === NO_CONNECTION || chunk.outcome[i] === REFUSED) return FAILURE.rejected
  const status = chunk.status[i] as number
  if (status < 429) return FAILURE.none
  if (status === 429) return FAILURE.rejected
  if (status < 500) return FAILURE.none
  return status === 503 && chunk.startUs[i] === UNSET ? FAILURE.rejected : FAILURE.error
}
