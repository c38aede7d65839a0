import { defineLogFormat, type LineOutcome } from './define.ts'
import { clientFrom, objectOf, stampOf, textOf } from './parts/jsonFields.ts'
import type { JsonObject } from './parts/logLine.ts'
import { begun, msFrom, recordOf, tookOf } from './parts/record.ts'
import { StampReader } from './parts/stamps.ts'

/**
 * Caddy's access log: JSON with the request as an object, `ts` in seconds (or a text, by configuration) when the
 * answer was done, and `duration` in seconds, of the whole request. `ts` is the end, so the arrival is `duration`
 * before it. Which upstream served is not in it.
 */
export const caddy = defineLogFormat({
  id: 'caddy',
  label: 'Caddy',
  source: 'Caddy 2, "How logging works", encoder json, message "handled request"',
  open() {
    const stamps = new StampReader()
    return ({ json }) => (json === null ? 'it is no JSON object' : read(json, stamps))
  },
})

function read(json: JsonObject, stamps: StampReader): LineOutcome {
  const request = objectOf(json, 'request')
  const uri = textOf(request, 'uri')
  if (uri === '-') return 'it has no request with a uri'
  const stampText = textOf(json, 'ts')
  const requestMs = msFrom(textOf(json, 'duration'), 1000)
  const headers = objectOf(request, 'headers')
  return recordOf({
    stamp: begun(stampOf(stamps, stampText), requestMs),
    stampText,
    client: clientFrom(
      textOf(headers, 'X-Forwarded-For'),
      textOf(request, 'client_ip', 'remote_ip', 'remote_addr'),
    ),
    request: { method: textOf(request, 'method'), target: uri, protocol: textOf(request, 'proto') },
    status: textOf(json, 'status'),
    bytes: textOf(json, 'size'),
    took: tookOf(null, requestMs),
    target: null,
  })
}
