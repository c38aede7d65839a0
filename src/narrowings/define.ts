/**
 * What a narrowing is: who may be considered, before an algorithm chooses. A node runs the narrowings of its balancer
 * one after the other, in the order that the balancer documents; each takes some registrations away. They run when
 * health, membership or weights change, not for every request.
 */

import type { Knobs, Member } from '../base/knobs.ts'

/** What a node knows of the registrations of a group, by their place in it, when it asks who may be considered. */
export interface Considered {
  readonly size: number
  /** Of a registration, as `HEALTHS` numbers it. */
  health(place: number): number
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
}

export interface Narrowing<Id extends string = string, Ks extends Knobs = Knobs>
  extends Member<Id, Ks> {
  /** Why a registration was taken away, after its name: `web-2 is unhealthy for this node`. */
  readonly because: string
  /**
   * Puts into `into`, which is empty, those of `from` that may be considered, ascending. Returns whether it gave in:
   * none or too few would have been left, so it kept them all (fail-open).
   */
  readonly narrow: (seen: Considered, from: readonly number[], into: number[]) => boolean
}

export const defineNarrowing = <const Id extends string, const Ks extends Knobs>(
  definition: Narrowing<Id, Ks>,
): Narrowing<Id, Ks> => definition
