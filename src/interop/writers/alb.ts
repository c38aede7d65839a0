import type { Cause } from '../../model/outcome.ts'
import { defineLogWriter } from './define.ts'
import type { LogEntry } from './entry.ts'
import { isoUs, seconds } from './times.ts'

/**
 * All fields of an Application Load Balancer; of what a simulation has none, `-`, and the name of the attempt as the
 * trace id. 460 is the status for a client that has gone.
 */
export const alb = defineLogWriter({
  id: 'alb',
  label: 'AWS ALB',
  summary: 'Moments to the microsecond, durations to the millisecond, and the target group.',
  source: 'Elastic Load Balancing, Application Load Balancers, "Access log entries"',
  lineOf(entry) {
    const { isSecure, endedUs, beganUs, balancer, target, status, bytes, group, host } = entry
    const server = target?.address ?? '-'
    const answered = target?.hasAnswered === true ? String(status ?? '-') : '-'
    const [scheme, port] = isSecure ? ['https', 443] : ['http', 80]
    return [
      `${scheme} ${isoUs(endedUs)} app/${balancer}/0000000000000000`,
      `${entry.client}:${entry.clientPort} ${server} ${durations(entry)} ${status ?? 460} ${answered} 0 ${bytes}`,
      `"${entry.method} ${scheme}://${host}:${port}${entry.path} HTTP/1.1" "ballast/${entry.population}" - -`,
      `${group === null ? '-' : `arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/${group}/0000000000000000`}`,
      `"Root=${entry.name}" "${isSecure ? host : '-'}" "-" 0 ${isoUs(beganUs)} "${ACTIONS[entry.cause] ?? 'forward'}" "-" "-"`,
      `"${server}" "${answered}" "-" "-"`,
    ].join(' ')
  },
})

/** Of the request to the target, of the target, of the answer: -1 for what it never came to. */
function durations({ beganUs, endedUs, target, cause }: LogEntry): string {
  const isDispatched = target !== null && cause !== 'connect-refused' && cause !== 'connect-timeout'
  if (!isDispatched) return '-1 -1 -1'
  return target.hasAnswered ? `0.000 ${seconds(endedUs - beganUs)} 0.000` : '0.000 -1 -1'
}

/** What was done with it, where it was not forwarded. */
const ACTIONS: Readonly<Partial<Record<Cause, string>>> = {
  'fixed-response': 'fixed-response',
  redirect: 'redirect',
}
