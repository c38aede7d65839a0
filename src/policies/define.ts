/**
 * What a DNS policy is: which of its answers a record gives to a resolver. A policy knows no engine: it is told what
 * there is to know of the answers and says which of them are given. The resolver keeps them for its TTL. An answer is a
 * balancer, all of whose good nodes are then named, or one target.
 */
import type { Draw } from '../base/draws.ts'
import type { Knobs, Member } from '../base/knobs.ts'

/** Of each answer of a record, in the order of the scenario. */
export interface Asked {
  /** 1 where DNS holds it to be good. */
  readonly good: Uint8Array
  readonly weights: readonly number[]
  readonly isSecondary: readonly boolean[]
  /** Microseconds from where the resolver is, one way, on average. */
  readonly latenciesUs: readonly number[]
  /** How well it fits the place of the resolver: `FITS_PLACE`, `FITS_ANY` or `FITS_NOT`. */
  readonly fits: readonly number[]
  /** Addressed by the resolver and the number of its question. */
  readonly draw: Draw
}

/** It is for another place; it is for whoever has none of its own; it is for this very place. */
export const FITS_NOT = 0
export const FITS_ANY = 1
export const FITS_PLACE = 2

export interface Policy<Id extends string = string, Ks extends Knobs = Knobs>
  extends Member<Id, Ks> {
  /** Sets `into`, which holds zeros, to 1 for each answer that is given; at least for one. */
  readonly answer: (asked: Asked, into: Uint8Array) => void
  /** What it looks at beside their health; nobody need set what it does not look at. */
  readonly looksAt?: 'weight' | 'role' | 'place' | 'latency'
  /** Why it cannot answer with balancers, after `is multivalue`. */
  readonly withoutBalancers?: string
}

/** What the page has no use for: it shows policies and never asks one. */
export const ENGINE_ONLY = ['answer', 'source'] as const

/** A policy outside of the engine. */
export type PolicyFacts = Omit<Policy, (typeof ENGINE_ONLY)[number]>

export const definePolicy = <const Id extends string, const Ks extends Knobs>(
  definition: Policy<Id, Ks>,
): Policy<Id, Ks> => definition
