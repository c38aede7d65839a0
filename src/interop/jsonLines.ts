import { defineLogFormat, type LineOutcome } from './define.ts'
import { clientFrom, stampOf, textOf } from './parts/jsonFields.ts'
import type { JsonObject } from './parts/logLine.ts'
import { answeredByBalancer, begun, lastTry, msFrom, recordOf, tookOf } from './parts/record.ts'
import { StampReader } from './parts/stamps.ts'

/**
 * One JSON object a line with the variables of NGINX as names, as `log_format ... escape=json` is mostly written, or
 * with the usual other names for them. The unit of a duration follows from its name: NGINX's are seconds.
 */
export const jsonLines = defineLogFormat({
  id: 'json',
  label: 'JSON lines (NGINX)',
  source: 'NGINX, ngx_http_log_module, "log_format", escape=json; names of ngx_http_core_module',
  open() {
    const stamps = new StampReader()
    return ({ json }) => (json === null ? 'it is no JSON object' : read(json, stamps))
  },
})

const TIME = [
  'time_iso8601',
  'time_local',
  'msec',
  '@timestamp',
  'timestamp',
  'time',
  'ts',
  'date',
  'datetime',
]
const FORWARDED = [
  'http_x_forwarded_for',
  'x_forwarded_for',
  'xff',
  'http_x_real_ip',
  'forwarded_for',
]
const CLIENT = [
  'remote_addr',
  'remote_ip',
  'client_ip',
  'clientip',
  'client',
  'remote',
  'ip',
  'host_ip',
]
const METHOD = ['request_method', 'method', 'verb', 'http_method']
const TARGET = ['request_uri', 'uri', 'path', 'url', 'document_uri', 'request_path']
const LINE = ['request', 'request_line', 'http_request']
const STATUS = ['status', 'status_code', 'response', 'response_code', 'code', 'http_status']
const BYTES = ['body_bytes_sent', 'bytes_sent', 'bytes', 'size', 'response_size', 'resp_body_size']

function read(json: JsonObject, stamps: StampReader): LineOutcome {
  const stampText = textOf(json, ...TIME)
  const [line, method] = [textOf(json, ...LINE), textOf(json, ...METHOD)]
  if (line === '-' && method === '-') return 'it is a JSON object without a request'
  const upstream = textOf(json, 'upstream_addr', 'upstream', 'upstream_host')
  const hasUpstream = 'upstream_addr' in json
  if (hasUpstream && upstream === '-') return answeredByBalancer('no upstream')
  const request =
    method === '-'
      ? line
      : {
          method,
          target: textOf(json, ...TARGET),
          protocol: textOf(json, 'server_protocol', 'protocol', 'proto'),
        }
  const requestMs = msFrom(textOf(json, 'request_time'), 1000)
  return recordOf({
    stamp: begun(stampOf(stamps, stampText), requestMs),
    stampText,
    client: clientFrom(textOf(json, ...FORWARDED), textOf(json, ...CLIENT)),
    request,
    status: textOf(json, ...STATUS),
    bytes: textOf(json, ...BYTES),
    took: tookOf(
      msFrom(lastTry(textOf(json, 'upstream_response_time')), 1000),
      requestMs ??
        msFrom(textOf(json, 'duration_ms', 'response_time_ms', 'latency_ms', 'elapsed_ms'), 1),
    ),
    target: upstream === '-' ? null : lastTry(upstream),
  })
}
