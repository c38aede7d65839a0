/**
 * Peak EWMA: of two targets drawn, the one whose estimate of latency times its requests in flight and one more is lower.
 * The estimate jumps to a latency that is worse and sinks slowly towards one that is better: who was slow once is left
 * at once, and tried again when its estimate has faded.
 */

import { choice, duration, type KnobValues } from '../base/knobs.ts'
import { exp } from '../base/numeric.ts'
import { usFromMs } from '../model/time.ts'
import { defineAlgorithm, type State, type View } from './define.ts'
import { drawnApart } from './parts/sample.ts'

/** What Finagle takes for the cost of a target that never answered and has requests out: Long.MaxValue >> 16. */
const PENALTY_US = 140_737_488_355_327

const READS = ['inFlight', 'latencyUs', 'nowUs'] as const

const KNOBS = {
  dialect: choice({
    label: 'As in',
    help: 'What is taken for a target that has not answered yet: Finagle sends it one request and no second before an answer; Linkerd (tower) begins with a first guess.',
    options: [
      { id: 'finagle', label: 'Finagle' },
      { id: 'linkerd', label: 'Linkerd' },
    ],
    default: 'finagle',
  }),
  decayMs: duration({
    label: 'Decay',
    help: 'How fast an estimate fades: after this long without answers 37 % of it are left.',
    min: 1,
    max: 600_000,
    default: 10_000,
    isLog: true,
  }),
  guessMs: duration({
    label: 'First guess',
    help: 'With what latency Linkerd begins; Finagle has none.',
    min: 0,
    max: 60_000,
    default: 30,
  }),
} as const

const STATE = {
  /** The estimate at `stampUs`, and when that was; a stamp of 0 is none yet, as they are counted from 1. */
  costUs: 'target',
  stampUs: 'target',
} as const

interface Known {
  readonly view: View<(typeof READS)[number]>
  readonly knobs: KnobValues<typeof KNOBS>
  readonly state: State<typeof STATE>
}

export const peakEwma = defineAlgorithm({
  id: 'peak-ewma',
  label: 'Peak EWMA',
  summary:
    'Of two drawn targets the one with the lower latency of late, which jumps up at once and sinks slowly.',
  source:
    'Finagle finagle-core/.../loadbalancer/PeakEwma.scala and P2CPick.scala (4feb34c); tower-rs/tower src/load/peak_ewma.rs ' +
    '(8358ee7), with the 30 ms and 10 s of linkerd2-proxy',
  group: 'Fastest',
  goodAt: 'A target that becomes slow: it is left within one answer.',
  badAt:
    'Answers of very unlike cost: one long one makes its target look slow. What fails fast looks fast.',
  does: [
    'Each node keeps one number for each target: an average of its latencies that jumps up at once and sinks slowly.',
    'To choose, it draws two targets and takes the one whose number, times the requests in flight and one more, is lower.',
    'So a slow target is left within one answer, and tried again when its number has faded.',
  ],
  law: [
    'rtt > cost:  cost = rtt',
    'else:        cost = cost*w + rtt*(1 - w),  w = exp(-t / decay)',
    'score = cost * (inFlight + 1), lower of two drawn',
  ],
  spelled: {
    nginx: 'none; nearest: `least_time`',
    haproxy: 'none; nearest: `balance random(2)`',
    envoy:
      '`envoy.load_balancing_policies.peak_ewma`, a contrib extension (v3alpha) that must be built in',
    aws: 'none; nearest: `least_outstanding_requests`',
  },
  reads: READS,
  knobs: KNOBS,
  state: STATE,
  scansAll: false,
  pick(context) {
    const { view, draw } = context
    const { length } = view.usable
    if (length === 0) return null
    const first = view.usable[drawnApart(draw, length, 0)] as number
    if (length === 1) return first
    const second = view.usable[drawnApart(draw, length, 1)] as number
    // To ask for a load is to observe nothing: the estimate fades up to now.
    fade(context, first)
    fade(context, second)
    return loadOf(context, first) <= loadOf(context, second) ? first : second
  },
  done(context, target) {
    const { view, state } = context
    const costUs = storedUs(context, target)
    const kept = keptSince(context, target)
    state.costUs[target] =
      view.latencyUs > costUs ? view.latencyUs : costUs * kept + view.latencyUs * (1 - kept)
    state.stampUs[target] = view.nowUs + 1
  },
  score: {
    label: () => 'latency × (in flight + 1)',
    unit: 'ms',
    of: (context, target) => loadOf(context, target) / 1000,
  },
  remembers: [{ label: 'latency, ms', of: (known, target) => costUs(known, target) / 1000 }],
  because(context, names) {
    const { view, draw } = context
    const { length } = view.usable
    const first = view.usable[drawnApart(draw, length, 0)] as number
    if (length === 1) return `${names(first)} was the only usable target.`
    const second = view.usable[drawnApart(draw, length, 1)] as number
    const words = (target: number) => `${names(target)} (${described(context, target)})`
    const best = loadOf(context, first) <= loadOf(context, second) ? first : second
    return `It drew ${words(first)} and ${words(second)}; ${names(best)} had the lower load, or was the first of equals.`
  },
})

/** The estimate as it was left, or the first guess. */
function storedUs({ knobs, state }: Known, target: number): number {
  if (state.stampUs[target] !== 0) return state.costUs[target] as number
  return knobs.dialect === 'linkerd' ? usFromMs(knobs.guessMs) : 0
}

/** How much of it is left now; a first guess fades from the beginning of the run. */
function keptSince({ view, knobs, state }: Known, target: number): number {
  const sinceUs = Math.max(0, (state.stampUs[target] as number) - 1)
  return exp((sinceUs - view.nowUs) / usFromMs(knobs.decayMs))
}

const costUs = (known: Known, target: number): number =>
  storedUs(known, target) * keptSince(known, target)

function fade(known: Known, target: number): void {
  const faded = costUs(known, target)
  known.state.costUs[target] = faded
  known.state.stampUs[target] = known.view.nowUs + 1
}

function loadOf(known: Known, target: number): number {
  const cost = costUs(known, target)
  const pending = known.view.inFlight(target)
  return cost === 0 && pending > 0 ? PENALTY_US + pending : cost * (pending + 1)
}

function described(known: Known, target: number): string {
  const cost = costUs(known, target)
  const pending = known.view.inFlight(target)
  if (cost === 0) return pending === 0 ? 'no answer yet' : `no answer yet, ${pending} in flight`
  return `${(cost / 1000).toFixed(1)} ms, ${pending} in flight`
}
