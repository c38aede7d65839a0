import { defineLogFormat, type LineOutcome } from './define.ts'
import { clientOf, forwardedClient } from './parts/client.ts'
import { type Field, fieldsOf } from './parts/fields.ts'
import { answeredByBalancer, msFrom, recordOf, tookOf } from './parts/record.ts'
import { StampReader } from './parts/stamps.ts'

/**
 * Envoy's and Istio's default lines: `[start] "request" code flags received sent duration upstream-time "forwarded"
 * "agent" "id" "authority" "upstream"`; Istio has three fields of details after the flags and the addresses of the
 * connection at the end. The time of the target is X-Envoy-Upstream-Service-Time, else the duration counts.
 */
export const envoy = defineLogFormat({
  id: 'envoy',
  label: 'Envoy or Istio',
  source:
    'Envoy, "Access logging", default format string; Istio, "Envoy Access Logs", default format',
  open() {
    const stamps = new StampReader()
    return ({ text }) => read(text, stamps)
  },
})

const NONE = 'it is not [time] "request", code, flags, two sizes and two durations'

function read(text: string, stamps: StampReader): LineOutcome {
  const start = timeStart(text)
  if (start < 0) return NONE
  const close = text.indexOf(']', start)
  const fields = fieldsOf(text, close + 1)
  const numbers = firstNumbers(fields)
  if (numbers < 0 || fields[0]?.isQuoted !== true) return NONE
  const field = (i: number): string => fields[i]?.text ?? '-'
  const upstream = field(numbers + 8)
  if (upstream === '-') return answeredByBalancer(field(2) === '-' ? '' : field(2))
  const connections = fields.slice(numbers + 9).map((each) => each.text)
  return recordOf({
    stamp: stamps.read(text.slice(start + 1, close)),
    stampText: text.slice(start + 1, close),
    // Istio: cluster, local address to the upstream, local address, address of the client.
    client: forwardedClient(field(numbers + 4)) ?? clientOf(connections[3] ?? ''),
    request: field(0),
    status: field(1),
    bytes: field(numbers + 1),
    took: tookOf(msFrom(field(numbers + 3), 1), msFrom(field(numbers + 2), 1)),
    target: upstream.replace(/^tcp:\/\//, ''),
  })
}

/** A bracket before which no client stands, in front of a quote. */
function timeStart(text: string): number {
  let at = text.indexOf('[')
  for (let tried = 0; at >= 0 && tried < 8; tried++) {
    if (/^\[\d{4}-\d\d-\d\dT[\d:.]{8,20}Z?\] "/.test(text.slice(at, at + 48))) return at
    at = text.indexOf('[', at + 1)
  }
  return -1
}

/** Where the four numbers (received, sent, duration, upstream time) begin: after flags, or flags and details. */
function firstNumbers(fields: readonly Field[]): number {
  const isNumber = (i: number): boolean => /^(?:\d{1,15}|-)$/.test(fields[i]?.text ?? '')
  const isAt = (i: number): boolean =>
    [0, 1, 2, 3].every((k) => isNumber(i + k)) && fields[i + 4]?.isQuoted === true
  return [3, 4, 5, 6].find(isAt) ?? -1
}
