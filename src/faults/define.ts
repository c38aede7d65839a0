/**
 * What a fault is: something that goes wrong at a moment and for a length of time. A fault knows no
 * engine: it says which effects it has, from a closed list, and the engine knows how to have them.
 * Effects of one kind on one thing combine: speeds multiply, the worst loss and the worst error
 * share hold.
 */
import type { Knobs, KnobValues, Member } from '../base/knobs.ts'
import { duration } from '../base/knobs.ts'
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
  /** A share of the packets between two places (zones, or places of clients) is lost, both ways. */
  | {
      readonly kind: 'loss'
      readonly between: string
      readonly and: string
      readonly ratio: number
    }
  /** A Poisson stream of requests beside the population's own. */
  | { readonly kind: 'surge'; readonly population: string; readonly perSecond: number }

export interface Fault<Id extends string = string, Ks extends Knobs = Knobs>
  extends Member<Id, Ks> {
  readonly effects: (knobs: KnobValues<Ks>) => readonly Effect[]
  /** A few words for the timeline: `web-2 2.8× slow`. */
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
