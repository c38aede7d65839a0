/** How an attempt failed, and where one sees it: at the thing that failed it. */
import { author, cause, outcome } from '../../model/outcome.ts'
import type { Trace } from '../../trace/schema.ts'
import { UNSET } from '../../trace/schema.ts'

/** `rejected`: turned away without service, or refused. `gaveUp`: its client stopped waiting. */
export const FAILURE = { none: 0, error: 1, rejected: 2, gaveUp: 3 } as const

const CLIENT = author('client')
const TARGET = author('target')
const CLIENT_TIMEOUT = cause('client-timeout')
const NO_CONNECTION = cause('no-connection')
const RESET = cause('reset')
const CONNECT_REFUSED = cause('connect-refused')
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

/** Where a failure is drawn: at a client, a node, or a target. */
export const SITE = { client: 0, node: 1, target: 2 } as const

export function siteOf(chunk: AttemptChunk, i: number): number {
  const who = chunk.author[i] as number
  const why = chunk.cause[i] as number
  if (who === CLIENT || why === NO_CONNECTION) return SITE.client
  if (who === TARGET || why === RESET || why === CONNECT_REFUSED) return SITE.target
  return SITE.node
}
