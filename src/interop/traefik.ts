import { defineLogFormat, type LineOutcome } from './define.ts'
import { clientFrom, stampOf, textOf } from './parts/jsonFields.ts'
import type { JsonObject } from './parts/logLine.ts'
import { answeredByBalancer, msFrom, recordOf, tookOf } from './parts/record.ts'
import { StampReader } from './parts/stamps.ts'

/**
 * Traefik's access log as JSON: `StartUTC`, durations in nanoseconds, `OriginDuration` of the service and `Duration`
 * of the whole. A line without a service was answered by Traefik itself (a redirect, no router). Its text form is
 * Combined with more behind it.
 */
export const traefik = defineLogFormat({
  id: 'traefik',
  label: 'Traefik',
  source: 'Traefik, "Access logs", format json, available fields',
  open() {
    const stamps = new StampReader()
    return ({ json }) => (json === null ? 'it is no JSON object' : read(json, stamps))
  },
})

const NS = 1e-6

function read(json: JsonObject, stamps: StampReader): LineOutcome {
  const method = textOf(json, 'RequestMethod')
  if (method === '-') return 'it has no RequestMethod'
  const stampText = textOf(json, 'StartUTC', 'StartLocal', 'time')
  const service = textOf(json, 'ServiceAddr', 'ServiceURL', 'BackendAddr', 'BackendURL')
  const originMs = msFrom(textOf(json, 'OriginDuration'), NS)
  if (service === '-' && (originMs ?? 0) === 0) return answeredByBalancer('no service')
  return recordOf({
    stamp: stampOf(stamps, stampText),
    stampText,
    client: clientFrom(
      textOf(json, 'request_X-Forwarded-For'),
      textOf(json, 'ClientAddr', 'ClientHost'),
    ),
    request: {
      method,
      target: textOf(json, 'RequestPath'),
      protocol: textOf(json, 'RequestProtocol'),
    },
    status: textOf(json, 'DownstreamStatus', 'OriginStatus'),
    bytes: textOf(json, 'DownstreamContentSize', 'OriginContentSize'),
    took: tookOf(originMs, msFrom(textOf(json, 'Duration'), NS)),
    target: service === '-' ? null : service,
  })
}
