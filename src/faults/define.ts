/**
 * What a fault is: something that goes wrong at a moment and for a length of time. A fault knows no
 * engine: it says which effects it has, from a closed list, and the engine knows how to have them.
 * So do the page, the checks of a trace and the cache of runs: they ask for effects, and no one
 * outside this folder for a fault by name. Effects of one kind on one thing combine: speeds
 * multiply, the worst loss and the worst error share hold, and of a rule the change that began last.
 */
import { unreachable } from '../base/assert.ts'
import { duration, type Knobs, type KnobValues, type Member } from '../base/knobs.ts'
import { DURATION_MAX_MS } from '../model/time.ts'

export type Effect =
  /** Refuses connections and probes; work in service and in the queue is reset. */
  | { readonly kind: 'down'; readonly target: string }
  /** Work in service goes on at `factor` of its speed; 0 accepts everything and never answers. */
  | { readonly kind: 'speed'; readonly target: string; readonly factor: number }
  /** A share of the answers is a 500. */
  | { readonly kind: 'errors'; readonly target: string; readonly ratio: number }
  /** Everything in the zone vanishes without a word: its node and its targets. */
  | { readonly kind: 'zone-out'; readonly zone: string }
  /** A host vanishes with the containers on it, which start anew when it is back. */
  | { readonly kind: 'host-out'; readonly host: string }
  /** DNS no longer names the nodes of the zone; those who have their addresses go on using them. */
  | { readonly kind: 'unnamed'; readonly zone: string }
  /** A share of the packets between two places (zones, or places of clients) is lost, both ways. */
  | {
      readonly kind: 'loss'
      readonly between: string
      readonly and: string
      readonly ratio: number
    }
  /** A Poisson stream of requests beside the population's own. */
  | { readonly kind: 'surge'; readonly population: string; readonly perSecond: number }
  /** A share of what a rule forwards goes to one group; of the rest every group has its usual share. */
  | {
      readonly kind: 'shift'
      readonly rule: string
      readonly group: string
      readonly ratio: number
    }
  /** The nodes answer what a rule matches by themselves. */
  | { readonly kind: 'answer'; readonly rule: string; readonly status: number }
  /** Registered nowhere: nodes that have heard of it send it nothing new. */
  | { readonly kind: 'unregistered'; readonly target: string }
  /** What is called works at `factor` of its speed; at 0 it refuses every call. */
  | {
      readonly kind: 'dependency'
      readonly called: 'behind' | 'identity'
      readonly factor: number
    }
  /** The targets of a group are replaced, so many at a time; when each is done shows while it goes on. */
  | {
      readonly kind: 'deploy'
      readonly group: string
      readonly unavailable: number
      readonly pauseMs: number
      readonly graceMs: number
      readonly startMs: number
    }

/**
 * How bad an effect is for what it touches, the worst first: of a slow target that has crashed one
 * says that it has crashed. `down`: nothing works there. `errors`: it answers, wrongly. `slow`: it
 * works, late. `traffic`: around it.
 */
export const FAULT_TONES = ['down', 'errors', 'slow', 'traffic'] as const
export type FaultTone = (typeof FAULT_TONES)[number]

export function toneOf(effect: Effect): FaultTone {
  switch (effect.kind) {
    case 'down':
    case 'zone-out':
    case 'host-out':
      return 'down'
    case 'speed':
      return isStandstill(effect) ? 'down' : 'slow'
    case 'dependency':
      return effect.factor === 0 ? 'down' : 'slow'
    case 'errors':
      return 'errors'
    case 'answer':
      return effect.status < 500 ? 'traffic' : 'errors'
    case 'loss':
    case 'surge':
    case 'shift':
    case 'unregistered':
    case 'deploy':
    case 'unnamed':
      return 'traffic'
    default:
      return unreachable(effect)
  }
}

/** Whether it stops a target that goes on accepting requests, beyond its limits: it cannot even refuse. */
export const isStandstill = (
  effect: Effect,
): effect is Extract<Effect, { readonly kind: 'speed' }> =>
  effect.kind === 'speed' && effect.factor === 0

/** Whether it takes registrations away, or gives them back. */
export const changesRegistrations = ({ kind }: Effect): boolean =>
  kind === 'unregistered' || kind === 'deploy'

/**
 * Whether it brings requests of its own. They come from a population that is there from the start
 * of the run on, so that such an effect reaches back to before its fault begins.
 */
export const isTraffic = (effect: Effect): effect is Extract<Effect, { readonly kind: 'surge' }> =>
  effect.kind === 'surge'

export interface Fault<Id extends string = string, Ks extends Knobs = Knobs>
  extends Member<Id, Ks> {
  readonly effects: (knobs: KnobValues<Ks>) => readonly Effect[]
  /** What one calls it as something to do to a target, where that is not its label: `Kill`. */
  readonly verb?: string
  /** A few words beside the thing that it touches: `2.8× slow`. */
  readonly words: (knobs: KnobValues<Ks>) => string
  /** The same with the name of the thing, for the timeline: `web-2 2.8× slow`. */
  readonly caption: (knobs: KnobValues<Ks>) => string
}

/** When and for how long: the knobs that every fault has. */
export const WHEN = {
  atMs: duration({
    label: 'Start',
    help: 'When it begins, from the start of the run.',
    min: 0,
    max: DURATION_MAX_MS,
    default: 0,
  }),
  forMs: duration({
    label: 'Length',
    help: 'How long it lasts.',
    min: 0.001,
    max: DURATION_MAX_MS,
    default: 10_000,
  }),
} as const

export const defineFault = <const Id extends string, const Ks extends Knobs>(
  definition: Fault<Id, Ks>,
): Fault<Id, Ks> => definition
