/**
 * What a DNS policy is: which of its entries a record answers with. A policy knows no engine: it is told which entries
 * are good and says which of them a resolver gets. The resolver keeps that answer for its TTL.
 */
import type { Draw } from '../base/draws.ts'
import type { Knobs, Member } from '../base/knobs.ts'

export interface Asked {
  /** By entry of the record: 1 where DNS holds it to be good. */
  readonly good: Uint8Array
  /** Addressed by the resolver and the number of its question. */
  readonly draw: Draw
}

export interface Policy<Id extends string = string, Ks extends Knobs = Knobs>
  extends Member<Id, Ks> {
  /** Sets `into`, which holds zeros, to 1 for each entry of the answer; at least for one. */
  readonly answer: (asked: Asked, into: Uint8Array) => void
}

export const definePolicy = <const Id extends string, const Ks extends Knobs>(
  definition: Policy<Id, Ks>,
): Policy<Id, Ks> => definition
