import { count, duration, member } from '../base/knobs.ts'
import { defineTargetKind, SERVE, START, THROTTLE } from './define.ts'

/** A function: an environment for each request at a time, started when none is free. */
export const functionKind = defineTargetKind({
  id: 'function',
  label: 'Function',
  summary:
    'Each request has an environment to itself. One that is idle is used again; else a new one starts, for which the request waits. More at a time than its slots, or started too fast, is throttled.',
  source:
    'AWS Lambda: one request at a time for each environment, concurrency limit, 1000 new environments every 10 s ' +
    'refilled continuously; behind an ALB a throttle is a 502. How long a start takes, and how long an idle environment is kept, is our model',
  knobs: {
    init: member({
      label: 'Cold start',
      help: 'How long a new environment takes to start, before the request that waits for it is served.',
      family: 'distributions',
      default: { kind: 'lognormal', meanMs: 400, cv: 0.5 },
    }),
    keptMs: duration({
      label: 'Idle kept for',
      help: 'How long an environment that is idle is kept for the next request.',
      min: 0,
      max: 86_400_000,
      default: 300_000,
      isLog: true,
    }),
    provisioned: count({
      label: 'Provisioned',
      help: 'So many environments are ready at the start, and always kept (provisioned concurrency).',
      unit: 'environments',
      min: 0,
      max: 10_000,
      default: 0,
    }),
    burst: count({
      label: 'Burst',
      help: 'How many environments may start in 10 s; what is not used is not saved up (Lambda: 1000).',
      unit: 'environments',
      min: 1,
      max: 10_000,
      default: 1000,
      isLog: true,
    }),
  },
  onDemand: ({ init, keptMs, provisioned, burst }) => ({ init, keptMs, provisioned, burst }),
  admit: ({ busy, waiting, slots, idle, startable }) =>
    idle > 0 ? SERVE : busy + waiting < slots && startable >= 1 ? START : THROTTLE,
})
