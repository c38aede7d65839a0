/**
 * Least response time: the target whose recent latency, times the requests that would then be in
 * flight, is lowest. Errors count like answers, as in NGINX: a target that fails fast looks fast
 * and draws traffic.
 */

import type { KnobValues } from '../base/knobs.ts'
import { choice, duration, flag } from '../base/knobs.ts'
import { usFromMs } from '../model/time.ts'
import type { State, View } from './define.ts'
import { defineAlgorithm } from './define.ts'
import { addDecaying, decayed } from './parts/decayingAverage.ts'
import { addSliding, meanOf } from './parts/slidingMean.ts'

/**
 * The score of a target of which nothing is known but that a first request is out: Finagle's
 * Long.MaxValue >> 16.
 */
const UNKNOWN_US = 140_737_488_355_327

const READS = ['inFlight', 'latencyUs', 'nowUs'] as const

const KNOBS = {
  average: choice({
    label: 'Average',
    help: 'How latencies are averaged: by weights that fade with age, or over the last window.',
    options: [
      { id: 'ewma', label: 'fading weights' },
      { id: 'window', label: 'mean of a window' },
    ],
    default: 'ewma',
  }),
  windowMs: duration({
    label: 'Window',
    help: 'How far back it looks: the time constant of the fading, or the length of the window.',
    min: 1,
    max: 600_000,
    default: 10_000,
    isLog: true,
  }),
  timesInFlight: flag({
    label: 'Times requests in flight',
    help: 'Whether the average is multiplied by the requests in flight and one more.',
    default: true,
  }),
} as const

const STATE = {
  averageUs: 'target',
  sampledUs: 'target',
  window: 'target',
  sumUs: 'target',
  samples: 'target',
  sumBeforeUs: 'target',
  samplesBefore: 'target',
} as const

interface Known {
  readonly view: View<(typeof READS)[number]>
  readonly knobs: KnobValues<typeof KNOBS>
  readonly state: State<typeof STATE>
}

export const leastResponseTime = defineAlgorithm({
  id: 'least-response-time',
  label: 'Least response time',
  summary:
    'Each request goes to the target that answered fastest of late, times what is unanswered there.',
  source:
    'NGINX least_time, rt * (1 + conns). Fading, decay while idle and the penalty before a first ' +
    'answer as in Finagle PeakEwma, without its jump to a peak. The window is our model',
  group: 'Fastest',
  goodAt: 'Targets that are slow for a while, or far away.',
  badAt:
    'A target that fails fast looks fast and draws traffic; answers of unlike cost are taken for its speed.',
  does: [
    'The node measures how long its own requests took at each target, and averages that, recent ones more.',
    'It multiplies the average by the requests in flight there, one more for the new one, and takes the lowest.',
    'What has not been asked for a while fades, so that a target which was slow once is tried again.',
  ],
  law: ['score = average * (inFlight + 1)', 'target = lowest score of all'],
  spelled: {
    nginx:
      '`least_time header;` or `last_byte`, long in NGINX Plus alone; details differ by version',
    haproxy: 'none; nearest: `balance leastconn`',
    envoy: 'none; nearest: `peak_ewma`, a contrib extension',
    aws: 'none; nearest: `least_outstanding_requests`',
  },
  reads: READS,
  knobs: KNOBS,
  state: STATE,
  scansAll: true,
  pick(context) {
    const { usable } = context.view
    if (usable.length === 0) return null
    let best = usable[0] as number
    let lowest = Infinity
    for (let i = 0; i < usable.length; i++) {
      const target = usable[i] as number
      const scoreUs = scoreUsOf(context, target)
      if (scoreUs < lowest) {
        lowest = scoreUs
        best = target
      }
    }
    return best
  },
  done({ view, knobs, state }, target) {
    const add = knobs.average === 'ewma' ? addDecaying : addSliding
    add(state, target, view.nowUs, usFromMs(knobs.windowMs), view.latencyUs)
  },
  score: {
    label: () => 'score',
    unit: 'ms',
    of: (context, target) => scoreUsOf(context, target) / 1000,
  },
  remembers: [{ label: 'average, ms', of: (known, target) => averageUsOf(known, target) / 1000 }],
  because(context, names) {
    const { usable } = context.view
    let best = usable[0] as number
    for (const target of usable) {
      if (scoreUsOf(context, target) < scoreUsOf(context, best)) best = target
    }
    let next = -1
    for (const target of usable) {
      if (target === best) continue
      if (next < 0 || scoreUsOf(context, target) < scoreUsOf(context, next)) next = target
    }
    const first = `${names(best)} had the lowest score: ${described(context, best)}`
    return next < 0
      ? `${first}.`
      : `${first}. Next was ${names(next)}: ${described(context, next)}.`
  },
})

/**
 * What is compared, in microseconds. A target of which nothing is known scores 0, so that it is
 * tried at once; with requests out and no answer yet it scores more than any other, so that it gets
 * one and not all of them.
 */
function scoreUsOf(known: Known, target: number): number {
  const averageUs = averageUsOf(known, target)
  const inFlight = known.view.inFlight(target)
  if (averageUs === 0) return inFlight === 0 ? 0 : UNKNOWN_US + inFlight
  return known.knobs.timesInFlight ? averageUs * (inFlight + 1) : averageUs
}

function averageUsOf({ view, knobs, state }: Known, target: number): number {
  const mean = knobs.average === 'ewma' ? decayed : meanOf
  return mean(state, target, view.nowUs, usFromMs(knobs.windowMs))
}

function described(known: Known, target: number): string {
  const averageUs = averageUsOf(known, target)
  const inFlight = known.view.inFlight(target)
  if (averageUs === 0) {
    return inFlight === 0
      ? 'no recent answer, so it is tried'
      : `no recent answer and ${inFlight} in flight`
  }
  return `${(averageUs / 1000).toFixed(1)} ms on average with ${inFlight} in flight`
}
