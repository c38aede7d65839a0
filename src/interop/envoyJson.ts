import { defineLogFormat, type LineOutcome } from './define.ts'
import { clientFrom, stampOf, textOf } from './parts/jsonFields.ts'
import type { JsonObject } from './parts/logLine.ts'
import { answeredByBalancer, msFrom, recordOf, tookOf } from './parts/record.ts'
import { StampReader } from './parts/stamps.ts'

/** Envoy's and Istio's access log as JSON, with the names of Istio's default: durations are milliseconds. */
export const envoyJson = defineLogFormat({
  id: 'envoy-json',
  label: 'Envoy or Istio (JSON)',
  source: 'Istio, "Envoy Access Logs", accessLogEncoding JSON; Envoy, json_format',
  open() {
    const stamps = new StampReader()
    return ({ json }) => (json === null ? 'it is no JSON object' : read(json, stamps))
  },
})

function read(json: JsonObject, stamps: StampReader): LineOutcome {
  const [stampText, method] = [textOf(json, 'start_time'), textOf(json, 'method')]
  if (stampText === '-' || !('response_code' in json))
    return 'it has no start_time and response_code'
  const upstream = textOf(json, 'upstream_host', 'upstream_address')
  if (upstream === '-') {
    return answeredByBalancer(textOf(json, 'response_flags').replace(/^-$/, ''))
  }
  return recordOf({
    stamp: stampOf(stamps, stampText),
    stampText,
    client: clientFrom(
      textOf(json, 'x_forwarded_for'),
      textOf(json, 'downstream_remote_address', 'downstream_direct_remote_address'),
    ),
    request: {
      method,
      target: textOf(json, 'x_envoy_original_path', 'path'),
      protocol: textOf(json, 'protocol'),
    },
    status: textOf(json, 'response_code'),
    bytes: textOf(json, 'bytes_sent'),
    took: tookOf(
      msFrom(textOf(json, 'upstream_service_time', 'x_envoy_upstream_service_time'), 1),
      msFrom(textOf(json, 'duration'), 1),
    ),
    target: upstream,
  })
}
