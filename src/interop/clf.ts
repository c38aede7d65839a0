import { defineLogFormat, type LineOutcome } from './define.ts'
import { clientBefore } from './parts/client.ts'
import { extrasOf, NO_EXTRAS } from './parts/extras.ts'
import { fieldsOf, isBlankOrEnd, isEscaped, isQuotedPair, skipBlanks } from './parts/fields.ts'
import { recordOf } from './parts/record.ts'
import { type Stamp, StampReader } from './parts/stamps.ts'

const NONE = 'it is not host, time, request, status and size'

/**
 * `host ident user [time] "request" status size`, with referrer and user agent or without, with a virtual host in
 * front or not, with anything after them. The time in brackets is the anchor: the client is found before it, the rest
 * after it. So a prefix of syslog, Kubernetes, Docker or `grep -n` does no harm.
 */
export const clf = defineLogFormat({
  id: 'clf',
  label: 'Common or Combined Log Format',
  source:
    'Apache HTTP Server 2.4, mod_log_config, "Common Log Format", "Combined", "vhost_combined"; NGINX, "combined"',
  open() {
    const stamps = new StampReader()
    return ({ text }) => read(text, stamps)
  },
})

/** How many brackets are tried for the time, and how long it is at most. */
const BRACKETS_MAX = 16
const STAMP_MAX = 40

function read(text: string, stamps: StampReader): LineOutcome {
  if (text.startsWith('{')) return NONE
  const time = findTime(text, stamps)
  if (time === null) return NONE
  const quote = text.indexOf('"', time.end)
  if (quote < 0 || quote - time.end > 200) return NONE
  const end = requestEnd(text, quote + 1)
  if (end < 0) return NONE
  const status = skipBlanks(text, end + 1)
  const statusEnd = wordEnd(text, status)
  const size = skipBlanks(text, statusEnd)
  const sizeEnd = isNumberOrNone(text, size, 15) ? wordEnd(text, size) : statusEnd
  const extras = isQuotedPair(text, sizeEnd) ? NO_EXTRAS : extrasOf(fieldsOf(text, sizeEnd))
  return recordOf({
    stamp: time.stamp,
    stampText: time.text,
    client: extras.client ?? clientBefore(text.slice(0, time.start)),
    request: text.slice(quote + 1, end),
    status: text.slice(status, statusEnd),
    bytes: text.slice(size, sizeEnd),
    took: extras.took,
    target: extras.target,
    hasUnusedNumber: extras.hasUnusedNumber,
  })
}

interface Time {
  readonly start: number
  readonly end: number
  readonly text: string
  /** Null when the text in brackets before a quote is no time. */
  readonly stamp: Stamp | null
}

/** The first time in brackets; where there is none, what stands in its place. */
function findTime(text: string, stamps: StampReader): Time | null {
  let other: Time | null = null
  let start = text.indexOf('[')
  for (let tried = 0; start >= 0 && tried < BRACKETS_MAX; tried++) {
    const close = text.indexOf(']', start)
    if (close < 0) break
    if (close - start <= STAMP_MAX) {
      const found = text.slice(start + 1, close)
      const stamp = stamps.read(found)
      const time = { start, end: close + 1, text: found, stamp }
      if (stamp !== null) return time
      if (other === null && text.startsWith(' "', close + 1)) other = time
    }
    start = text.indexOf('[', start + 1)
  }
  return other
}

/**
 * Where the request ends, which may hold quotes itself: at the first quote that is not escaped and is followed by
 * status and size; else at the first that comes nearest to that. -1 when no quote is followed by a status.
 */
function requestEnd(text: string, from: number): number {
  const nearest = [-1, -1, -1]
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    const status = skipBlanks(text, at + 1)
    if (!isNumberOrNone(text, status, 3) || status === at + 1) continue
    const size = skipBlanks(text, wordEnd(text, status))
    const isWhole = size >= text.length || isNumberOrNone(text, size, 15)
    const rank = (isWhole ? 0 : 2) + (isEscaped(text, at) ? 1 : 0)
    if (rank === 0) return at
    if (nearest[rank - 1] === -1) nearest[rank - 1] = at
  }
  return nearest.find((at) => at >= 0) ?? -1
}

/** `200`, `-`: at most so many digits, then a blank or the end. A status of less than three digits is refused later. */
function isNumberOrNone(text: string, from: number, digitsMax: number): boolean {
  if (text[from] === '-') return isBlankOrEnd(text, from + 1)
  let at = from
  while (at - from <= digitsMax && isDigit(text.charCodeAt(at))) at++
  return at > from && at - from <= digitsMax && isBlankOrEnd(text, at)
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39

function wordEnd(text: string, from: number): number {
  let at = from
  while (!isBlankOrEnd(text, at)) at++
  return at
}
