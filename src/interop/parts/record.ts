/** A record from the pieces that a format has found; every format ends here, so that all mean the same. */
import type { LineOutcome, NotReplayed, Took } from '../define.ts'
import { parseRequestLine, type RequestLine, requestOf } from './requestLine.ts'
import type { Stamp } from './stamps.ts'

export interface Pieces {
  readonly stamp: Stamp | null
  /** As the log writes it, for the sentence about it. */
  readonly stampText: string
  readonly client: string | null
  /** The whole request line, or its parts. */
  readonly request:
    | string
    | { readonly method: string; readonly target: string; readonly protocol: string }
  readonly status: string
  readonly bytes: string
  readonly took: Took | null
  readonly target: string | null
  readonly hasUnusedNumber?: boolean
}

export function recordOf(pieces: Pieces): LineOutcome {
  const { stamp, stampText, client, took, target } = pieces
  if (stamp === null) return `${stampText.slice(0, 60)} is no time like 01/Aug/1995:00:00:01 -0400`
  const status = statusOf(pieces.status)
  if (status === undefined) return `${pieces.status.slice(0, 60)} is no status`
  const requested = requestIn(pieces.request)
  if (typeof requested === 'string') return requested
  return {
    atMs: stamp.atMs,
    isWholeSecond: stamp.isWholeSecond,
    hasZone: stamp.hasZone,
    client,
    method: requested.method,
    path: requested.path,
    hasProtocol: requested.hasProtocol,
    status,
    bytes: sizeOf(pieces.bytes),
    took,
    target,
    hasUnusedNumber: pieces.hasUnusedNumber === true,
  }
}

function requestIn(request: Pieces['request']): RequestLine | string {
  if (typeof request === 'string') return parseRequestLine(request)
  const hasProtocol = request.protocol !== '' && request.protocol !== '-'
  return requestOf(request.method, request.target, hasProtocol)
}

/** Null for none; undefined for what is no status. */
function statusOf(text: string): number | null | undefined {
  if (text === '-' || text === '' || text === '0' || text === '000' || text === '-1') return null
  return /^\d{3}$/.test(text) ? Number(text) : undefined
}

export const sizeOf = (text: string): number | null =>
  text.length <= 15 && /^\d+$/.test(text) ? Number(text) : null

/** A line whose answer no target gave. */
export const answeredByBalancer = (how: string): NotReplayed => ({
  notReplayed: `answered by the balancer itself${how === '' ? '' : ` (${how})`}`,
})

/** What a log says took so long: the time of the target before that of the whole request. */
export function tookOf(targetMs: number | null, requestMs: number | null): Took | null {
  if (targetMs !== null) return { ms: targetMs, of: 'target' }
  return requestMs === null ? null : { ms: requestMs, of: 'request' }
}

/**
 * When a request began whose log tells the time of its end (NGINX, Caddy). A time told to the second is left alone:
 * the difference would be false precision.
 */
export const begun = (end: Stamp | null, requestMs: number | null): Stamp | null =>
  end === null || end.isWholeSecond || requestMs === null
    ? end
    : { ...end, atMs: Math.round((end.atMs - requestMs) * 1000) / 1000 }

/** Milliseconds from a number in a unit; null for `-`, what is no number, and -1, which says that there is none. */
export function msFrom(text: string, unitMs: number): number | null {
  if (text === '' || text.length > 24) return null
  const value = Number(text)
  return Number.isFinite(value) && value >= 0 ? value * unitMs : null
}

/**
 * The last of the values that NGINX writes for each server it tried, `0.001, 0.120` or `0.001 : 0.120`: of several
 * tries it is the last that served.
 */
export function lastTry(text: string): string {
  const from = Math.max(text.lastIndexOf(','), text.lastIndexOf(' '))
  return from < 0 ? text : text.slice(from + 1).trim()
}
