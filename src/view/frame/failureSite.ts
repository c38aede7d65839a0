/** Where one sees that an attempt failed: at the thing that failed it. */
import { author, cause } from '../../model/outcome.ts'
import type { Trace } from '../../trace/schema.ts'

const CLIENT = author('client')
const TARGET = author('target')
const NO_CONNECTION = cause('no-connection')
const RESET = cause('reset')
const CONNECT_REFUSED = cause('connect-refused')

type AttemptChunk = Trace['attempts']['chunks'][number]

/** Where a failure is drawn: at a client, a node, or a target. */
export const SITE = { client: 0, node: 1, target: 2 } as const

export function siteOf(chunk: AttemptChunk, i: number): number {
  const who = chunk.author[i] as number
  const why = chunk.cause[i] as number
  if (who === CLIENT || why === NO_CONNECTION) return SITE.client
  if (who === TARGET || why === RESET || why === CONNECT_REFUSED) return SITE.target
  return SITE.node
}
