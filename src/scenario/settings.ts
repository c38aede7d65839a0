/**
 * The settings of the scenario that belong to no family, described as knobs: their units, ranges,
 * defaults and help. Validation, links, JSON Schema and the page's controls all come from here.
 */
import { choice, count, duration, flag, number, ratio } from '../base/knobs.ts'
import { DURATION_MAX_MS } from '../model/time.ts'

export const RUN = {
  durationMs: duration({
    label: 'Length of the run',
    help: 'How much time is simulated.',
    min: 1,
    max: DURATION_MAX_MS,
    default: 60_000,
    isLog: true,
  }),
  warmUpMs: duration({
    label: 'Warm-up',
    help: 'Left out of statistics, because an empty system is not yet a typical one.',
    min: 0,
    max: DURATION_MAX_MS,
    default: 0,
  }),
} as const

export const LIMITS = {
  attempts: count({
    label: 'Attempts at most',
    help: 'The run stops here and says so, so that a retry storm is a lesson and not a frozen page.',
    unit: 'attempts',
    min: 1,
    max: 1_000_000_000,
    default: 2_000_000,
    isLog: true,
  }),
  inFlight: count({
    label: 'In flight at most',
    help: 'The run stops when this many attempts are under way at one moment.',
    unit: 'attempts',
    min: 1,
    max: 1_000_000,
    default: 200_000,
    isLog: true,
  }),
} as const

export const CLIENT = {
  addresses: count({
    label: 'Client addresses',
    help: 'How many different clients the requests come from. Users of a closed loop have one each.',
    unit: 'addresses',
    min: 1,
    max: 1_000_000,
    default: 1000,
    isLog: true,
  }),
  timeoutMs: duration({
    label: 'Client timeout',
    help: 'How long a client waits for an answer to one attempt before it gives up.',
    min: 1,
    max: DURATION_MAX_MS,
    default: 10_000,
    isLog: true,
  }),
} as const

export const CONNECTIONS = {
  keepAliveMs: duration({
    label: 'Keep-alive',
    help: 'How long an idle connection stays open for the next request; 0 opens one for every request.',
    min: 0,
    max: DURATION_MAX_MS,
    default: 15_000,
  }),
  perAddress: count({
    label: 'Connections per client',
    help: 'How many a client opens at most at one time; further requests wait at the client.',
    unit: 'connections',
    min: 1,
    max: 10_000,
    default: 6,
    isLog: true,
  }),
} as const

export const RETRY = {
  attemptsMax: count({
    label: 'Attempts',
    help: 'How often a request is tried at most; 1 means no retries. Retried: 5xx, refused, gave up.',
    unit: 'attempts',
    min: 1,
    max: 20,
    default: 1,
  }),
  backoffMs: duration({
    label: 'Backoff',
    help: 'The pause before the second attempt; it doubles with each further one.',
    min: 0,
    max: 600_000,
    default: 50,
  }),
  jitter: ratio({
    label: 'Jitter',
    help: 'How much of each pause is random: 0 none of it, 1 all of it.',
    default: 1,
  }),
  budgetRatio: ratio({
    label: 'Retry budget',
    help: 'How many retries a request earns; 0.2 allows one in five requests, beyond a reserve of ten.',
    default: 0.2,
  }),
} as const

export const REQUEST = {
  weight: number({
    label: 'Weight',
    help: 'Its share of the requests, relative to the others.',
    unit: '',
    min: 0,
    max: 1_000_000,
    default: 1,
  }),
  method: choice({
    label: 'Method',
    help: 'The HTTP method.',
    options: [
      { id: 'GET', label: 'GET' },
      { id: 'HEAD', label: 'HEAD' },
      { id: 'POST', label: 'POST' },
      { id: 'PUT', label: 'PUT' },
      { id: 'PATCH', label: 'PATCH' },
      { id: 'DELETE', label: 'DELETE' },
    ],
    default: 'GET',
  }),
  responseBytes: count({
    label: 'Size of the answer',
    help: 'Counted on connections; it costs no time.',
    unit: 'bytes',
    min: 0,
    max: 1_000_000_000,
    default: 10_000,
    isLog: true,
  }),
} as const

export const RESOLVER = {
  share: number({
    label: 'Share',
    help: 'Its share of the clients at its place, relative to the other resolvers there.',
    unit: '',
    min: 0,
    max: 1_000_000,
    default: 1,
  }),
} as const

export const RECORD = {
  ttlMs: duration({
    label: 'TTL',
    help: 'How long a resolver keeps an answer before it asks again.',
    min: 0,
    max: DURATION_MAX_MS,
    default: 60_000,
  }),
} as const

export const BALANCER = {
  crossZone: flag({
    label: 'Cross-zone',
    help: 'Whether a node may send to targets in other zones.',
    default: true,
  }),
  cancelAbandoned: flag({
    label: 'Cancel abandoned requests',
    help: 'Whether a target is told to stop when the client has gone. Usually it works on for nobody.',
    default: false,
  }),
} as const

export const GROUP_HEALTH = {
  isActive: flag({
    label: 'Health checks',
    help: 'Whether nodes probe the targets.',
    default: true,
  }),
  intervalMs: duration({
    label: 'Interval',
    help: 'From the start of one probe to the start of the next, by each node.',
    min: 100,
    max: 300_000,
    default: 30_000,
    isLog: true,
  }),
  timeoutMs: duration({
    label: 'Timeout',
    help: 'A probe without an answer for this long has failed. At most the interval.',
    min: 10,
    max: 120_000,
    default: 5_000,
    isLog: true,
  }),
  healthyAfter: count({
    label: 'Healthy after',
    help: 'Successes in a row that bring an unhealthy target back. A new target needs only one.',
    unit: 'probes',
    min: 1,
    max: 10,
    default: 5,
  }),
  unhealthyAfter: count({
    label: 'Unhealthy after',
    help: 'Failures in a row that take a target out.',
    unit: 'probes',
    min: 1,
    max: 10,
    default: 2,
  }),
  queued: flag({
    label: 'Probes queue',
    help: 'Whether probes wait for a slot like requests. Otherwise they are answered beside the work.',
    default: false,
  }),
} as const

export const TARGET = {
  slots: count({
    label: 'Slots',
    help: 'How many requests it works on at one time.',
    unit: 'slots',
    min: 1,
    max: 10_000,
    default: 8,
    isLog: true,
  }),
  speed: number({
    label: 'Speed',
    help: 'Service time is demand divided by speed.',
    unit: '×',
    min: 0.01,
    max: 100,
    default: 1,
    isLog: true,
  }),
  weight: number({
    label: 'Weight',
    help: 'Its share for algorithms that read weights.',
    unit: '',
    min: 0,
    max: 1000,
    default: 1,
  }),
  errorRatio: ratio({
    label: 'Errors',
    help: 'Share of its answers that are a 500.',
    default: 0,
  }),
  slowdownAtFull: number({
    label: 'Slower under load',
    help: 'How many times longer a service takes that begins when all other slots are busy; 1 means no effect.',
    unit: '×',
    min: 1,
    max: 100,
    default: 1,
  }),
  initial: flag({
    label: 'New at the start',
    help: 'Begins without a health state: it gets nothing before its first successful probe.',
    default: false,
  }),
} as const

export const QUEUE = {
  limit: count({
    label: 'Queue limit',
    help: 'How many requests wait at most; a further one is answered 503.',
    unit: 'requests',
    min: 0,
    max: 1_000_000,
    default: 100,
  }),
  order: choice({
    label: 'Order',
    help: 'Who is served next. Processor sharing lets everybody in and divides the speed.',
    options: [
      { id: 'fifo', label: 'First come, first served' },
      { id: 'lifo', label: 'Last come, first served' },
      { id: 'sharing', label: 'Processor sharing' },
    ],
    default: 'fifo',
  }),
} as const

export const LISTENER = {
  protocol: choice({
    label: 'Protocol',
    help: 'What clients speak to the node.',
    options: [
      { id: 'http', label: 'HTTP' },
      { id: 'https', label: 'HTTPS' },
    ],
    default: 'https',
  }),
  port: count({
    label: 'Port',
    help: 'Where the node listens.',
    unit: '',
    min: 1,
    max: 65_535,
    default: 443,
  }),
} as const

export const FORWARD = {
  weight: number({
    label: 'Weight',
    help: 'Its share of the requests, relative to the other groups.',
    unit: '',
    min: 0,
    max: 999,
    default: 1,
  }),
} as const
