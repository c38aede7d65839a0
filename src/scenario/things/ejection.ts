/** How nodes take targets out for the errors that they have had from them, as Envoy or as NGINX does. */
import { choice, count, duration, flag, ratio } from '../../base/knobs.ts'

export const EJECTION = {
  dialect: choice({
    label: 'Ejects as',
    help: 'Envoy counts errors in a row and ejects for a time that grows. NGINX (max_fails) leaves a server out for a fixed time and then tries it with one live request; without a server left it answers 502. Turn off that the group fails open: NGINX does not.',
    options: [
      { id: 'envoy', label: 'Envoy' },
      { id: 'nginx', label: 'NGINX' },
    ],
    default: 'envoy',
  }),
  maxFails: count({
    label: 'Max fails',
    help: 'As NGINX: out after so many failures. They are forgotten with the first answer to a request that was sent when the fail timeout after the last of them was over; 0 never (max_fails, 1 unless it is set). A server that is alone in its group never is.',
    unit: 'failures',
    min: 0,
    max: 1000,
    default: 1,
  }),
  failTimeoutMs: duration({
    label: 'Fail timeout',
    help: 'As NGINX: how long failures are remembered, and how long a server is out before one request may try it (fail_timeout, 10 s). NGINX looks at the seconds of the clock, so it is up to a second more.',
    min: 100,
    max: 3_600_000,
    default: 10_000,
    isLog: true,
  }),
  counts5xx: flag({
    label: '5xx are failures',
    help: 'As NGINX: whether answers of 500 and more count (proxy_next_upstream http_500 ...). A refused or reset connection and a timeout always do.',
    default: false,
  }),
  errorsInARow: count({
    label: 'Eject after',
    help: 'A node ejects a target after so many 5xx in a row, resets and timeouts included; 0 never ejects (Envoy: 5).',
    unit: 'errors',
    min: 0,
    max: 1000,
    default: 0,
  }),
  baseMs: duration({
    label: 'Ejected for',
    help: 'How long the first ejection lasts at least; the n-th in a row lasts n times as long.',
    min: 1,
    max: 3_600_000,
    default: 30_000,
    isLog: true,
  }),
  longestMs: duration({
    label: 'Ejected at most for',
    help: 'What a growing ejection does not exceed.',
    min: 1,
    max: 3_600_000,
    default: 300_000,
    isLog: true,
  }),
  sweepMs: duration({
    label: 'Sweep every',
    help: 'How often a node looks whose ejection is over; who has stayed in meanwhile is forgiven one of its ejections.',
    min: 10,
    max: 300_000,
    default: 10_000,
    isLog: true,
  }),
  ratioMax: ratio({
    label: 'Ejected at most',
    help: 'Share of the targets of a group that may be ejected by one node at one time. With 10 % of nine targets that is none.',
    default: 0.1,
  }),
  atLeastOne: flag({
    label: 'One in any case',
    help: 'Whether one target may be ejected even if the share allows none (gRPC and older Envoys: yes; Envoy now: no).',
    default: false,
  }),
  endsWithProbe: flag({
    label: 'A probe ends it',
    help: 'Whether a passed health check brings an ejected target back at once. A probe does not see errors of the application.',
    default: true,
  }),
} as const
