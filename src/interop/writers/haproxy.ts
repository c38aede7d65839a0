import type { Cause } from '../../model/outcome.ts'
import { defineLogWriter } from './define.ts'
import type { LogEntry } from './entry.ts'
import { dayTimeMs, milliseconds } from './times.ts'

/** How the session ended, where it did not end normally: who ended it, and in which phase. */
const STATES: Readonly<Partial<Record<Cause, string>>> = {
  'no-targets': 'SC--',
  'no-live-upstreams': 'SC--',
  'connect-refused': 'SC--',
  'connect-timeout': 'sC--',
  'idle-timeout': 'sH--',
  reset: 'SH--',
  'closed-idle': 'SH--',
  'client-timeout': 'CH--',
  'deregistration-delay': 'DH--',
  overflow: 'SQ--',
  'fixed-response': 'LR--',
  redirect: 'LR--',
}

/**
 * `option httplog`. Waiting for a connection is part of Tr, and the counters of connections and queues are 0: a trace
 * does not say them of a moment. -1 is the status for a client that has gone.
 */
export const haproxy = defineLogWriter({
  id: 'haproxy',
  label: 'HAProxy',
  summary: 'Its HTTP log: five durations in milliseconds, and how the session ended.',
  source:
    'HAProxy, Configuration Manual, 8.2.3 "HTTP log format", 8.5 "Session state at disconnection"',
  lineOf(entry) {
    const { balancer, isSecure, group, target, status, bytes, cause, method, path } = entry
    const server = `${group ?? balancer}/${target?.id ?? '<NOSRV>'}`
    return (
      `${entry.client}:${entry.clientPort} [${dayTimeMs(entry.beganUs)}] ${balancer}${isSecure ? '~' : ''} ${server} ` +
      `${timers(entry)} ${status ?? -1} ${bytes} - - ${STATES[cause] ?? '----'} 0/0/0/0/0 0/0 "${method} ${path} HTTP/1.1"`
    )
  },
})

/** TR/Tw/Tc/Tr/Ta: -1 for what it never came to. */
function timers({ beganUs, endedUs, target, cause }: LogEntry): string {
  const all = milliseconds(endedUs - beganUs)
  if (target === null) return `0/-1/-1/-1/${all}`
  if (target.hasAnswered) return `0/0/0/${all}/${all}`
  const isConnected = cause !== 'connect-refused' && cause !== 'connect-timeout'
  return `0/0/${isConnected ? 0 : -1}/-1/${all}`
}
