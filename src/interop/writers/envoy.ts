import type { Cause } from '../../model/outcome.ts'
import { defineLogWriter } from './define.ts'
import { isoMs, milliseconds } from './times.ts'

const FLAGS: Readonly<Partial<Record<Cause, string>>> = {
  'no-targets': 'UH',
  'no-live-upstreams': 'UH',
  'connect-refused': 'UF',
  'connect-timeout': 'UF',
  'idle-timeout': 'UT',
  reset: 'UC',
  'closed-idle': 'UC',
  'deregistration-delay': 'UC',
  overflow: 'UO',
  'client-timeout': 'DC',
}

/**
 * The default format string, with the address of the client where X-Forwarded-For stands and the name of the attempt as
 * the id of the request. 0 is the status for a client that has gone.
 */
export const envoy = defineLogWriter({
  id: 'envoy',
  label: 'Envoy',
  summary: 'Its default format: durations in milliseconds, and flags that say what failed.',
  source: 'Envoy, "Access logging", default format string, "%RESPONSE_FLAGS%"',
  lineOf(entry) {
    const { beganUs, endedUs, method, path, status, cause, bytes, target } = entry
    const took = milliseconds(endedUs - beganUs)
    return (
      `[${isoMs(beganUs)}] "${method} ${path} HTTP/1.1" ${status ?? 0} ${FLAGS[cause] ?? '-'} 0 ${bytes} ` +
      `${took} ${target?.hasAnswered === true ? took : '-'} "${entry.client}" "ballast/${entry.population}" ` +
      `"${entry.name}" "${entry.host}" "${target?.address ?? '-'}"`
    )
  },
})
