/**
 * What a narrowing is: who may be considered, before an algorithm chooses. A node runs the narrowings of its balancer
 * and of the group one after the other; each takes some registrations away, or deals requests out among parts of them.
 * They run when health, membership or weights change, not for every request.
 */

import type { Knobs, KnobValues, Member } from '../base/knobs.ts'

/** What a node knows of the registrations of a group, by their place in it, when it asks who may be considered. */
export interface Considered {
  readonly size: number
  /** Of a registration, as `HEALTHS` numbers it. */
  health(place: number): number
  /** Whether it gets anything: it has a weight above 0, or the algorithm reads none. */
  serves(place: number): boolean
  /** Number of the zone where it is; the node's own is `ownZone`. */
  zone(place: number): number
  readonly ownZone: number
  /** Whether it is in the region of the node. */
  isInOwnRegion(place: number): boolean
  /** Whether the group fails open, and below which share of healthy registrations it does. */
  readonly failsOpen: boolean
  readonly panicBelow: number
  /** 0 for those that are used first. */
  priority(place: number): number
  /** The zone of each node that forwards to the group, of whatever balancer. */
  readonly nodeZones: readonly number[]
  /** Which of all that decide for the group it is that looks, from 0 on: a node, or a worker of one. */
  readonly decider: number
  /** The lot of a registration, uniform in (0, 1): another one in each round, the same whoever looks. */
  lot(place: number, round: number): number
}

/** Takes registrations away, for all requests alike. */
export interface Narrowing<Id extends string = string, Ks extends Knobs = Knobs>
  extends Member<Id, Ks> {
  readonly kind: 'narrows'
  /** Why a registration was taken away, after its name: `web-2 is unhealthy for this node`. */
  readonly because: string
  /**
   * Puts into `into`, which is empty, those of `from` that may be considered, ascending. Returns whether it gave in:
   * none or too few would have been left, so it kept them all (fail-open).
   */
  readonly narrow: (
    seen: Considered,
    from: readonly number[],
    into: number[],
    knobs: KnobValues<Ks>,
  ) => boolean
}

/** Who is considered for a share of the requests. */
export interface Part {
  /** Which of its parts it is, from 0 on: an algorithm has a memory for each. */
  readonly nth: number
  /** Ascending. */
  readonly places: readonly number[]
  /** Of the requests: those of all parts make 1. */
  readonly share: number
  /** Whether too few are healthy in it, so that it has the others, too. */
  readonly isOpen: boolean
}

/** What things are called, for words about them. */
export interface PartNames {
  readonly zone: (zone: number) => string
}

/** Deals requests out among parts of the registrations: a draw for each request says which part it falls to. */
export interface Division<Id extends string = string, Ks extends Knobs = Knobs>
  extends Member<Id, Ks> {
  readonly kind: 'divides'
  /** How many parts there can be. */
  readonly parts: (seen: Considered) => number
  /** Those that get a share of the requests, one at least. It is not asked where a narrowing before it gave in. */
  readonly divide: (
    seen: Considered,
    from: readonly number[],
    knobs: KnobValues<Ks>,
  ) => readonly Part[]
  /** What a part is called: `zone b`. */
  readonly called: (seen: Considered, nth: number, names: PartNames) => string
  /** Why they are divided so, or are not, in a sentence with the figures that decide. */
  readonly tell: (
    seen: Considered,
    from: readonly number[],
    knobs: KnobValues<Ks>,
    names: PartNames,
  ) => string
}

export const defineNarrowing = <const Id extends string, const Ks extends Knobs>(
  definition: Narrowing<Id, Ks>,
): Narrowing<Id, Ks> => definition

export const defineDivision = <const Id extends string, const Ks extends Knobs>(
  definition: Division<Id, Ks>,
): Division<Id, Ks> => definition

/**
 * Those that get anything, all if none does: a zone or a priority of targets without a weight gets no requests (model: in
 * Envoy the least weight is 1).
 */
export function servingOf(
  seen: Pick<Considered, 'serves'>,
  from: readonly number[],
): readonly number[] {
  const serving = from.filter((place) => seen.serves(place))
  return serving.length === 0 ? from : serving
}
