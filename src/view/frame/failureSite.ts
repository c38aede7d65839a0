/** Where and when one sees that an attempt failed: at the thing that failed it. */
import type { Places } from '../../analysis/scene/edges.ts'
import { author, cause } from '../../model/outcome.ts'
import { routedOffset } from '../../trace/attempt.ts'
import type { Trace } from '../../trace/schema.ts'
import { NONE, UNSET } from '../../trace/schema.ts'

const CLIENT = author('client')
const TARGET = author('target')
const NO_CONNECTION = cause('no-connection')
const RESET = cause('reset')
const CONNECT_REFUSED = cause('connect-refused')
const CLOSED_IDLE = cause('closed-idle')
/** Told by a node or a client, and done by a target. */
const BY_TARGET = [RESET, CONNECT_REFUSED, CLOSED_IDLE]

type AttemptChunk = Trace['attempts']['chunks'][number]

/** A failure is drawn at a client, a node, or a target. */
const SITE = { client: 0, node: 1, target: 2 } as const

export function siteOf(chunk: AttemptChunk, i: number): number {
  const who = chunk.author[i] as number
  const why = chunk.cause[i] as number
  if (who === CLIENT || why === NO_CONNECTION) return SITE.client
  if (who === TARGET || BY_TARGET.includes(why)) return SITE.target
  return SITE.node
}

/** The place of that site on the way of the attempt; null when it never had one. */
export function placeOf(
  { firstNode, firstTarget }: Places,
  chunk: AttemptChunk,
  i: number,
  site: number,
): number | null {
  if (site === SITE.client) return chunk.population[i] as number
  const at = (site === SITE.node ? chunk.node[i] : chunk.target[i]) as number
  return at === NONE ? null : at + (site === SITE.node ? firstNode : firstTarget)
}

/** When it happened, as an offset from the send; NaN when the trace does not say. */
export function failedUs(chunk: AttemptChunk, i: number, site: number): number {
  const end = chunk.endUs[i] as number
  if (site === SITE.client) return end === UNSET ? Number.NaN : end
  const served = chunk.serviceEndUs[i] as number
  const arrived = chunk.targetUs[i] as number
  const back = chunk.backUs[i] as number
  const node = routedOffset(chunk, i)
  if (site === SITE.target) {
    if (served !== UNSET) return served
    if (arrived !== UNSET) return arrived
  }
  if (back !== UNSET) return back
  return node === UNSET ? Number.NaN : node
}
