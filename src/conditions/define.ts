/**
 * What a condition is: something that a rule looks at in a request. A condition knows no engine: it is told what is
 * asked for, and says whether that is met. It is met by any one of its values.
 */
import type { Knobs, KnobValues, Member } from '../base/knobs.ts'

/** What a balancer can see of a request. */
export interface Asked {
  readonly method: string
  readonly host: string
  /** Without the query. */
  readonly path: string
  /** Without its question mark: `v=3&lang=en`; '' for none. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  /** The address that the connection comes from, or the range of a population, as a CIDR block. */
  readonly from: string
}

export interface Condition<Id extends string = string, Ks extends Knobs = Knobs>
  extends Member<Id, Ks> {
  /** Whether a rule may have several of it. */
  readonly isRepeatable: boolean
  readonly matches: (knobs: KnobValues<Ks>, asked: Asked) => boolean
  /** Whether a population meets it with some of its addresses and not with others. */
  isVague?(knobs: KnobValues<Ks>, asked: Asked): boolean
  /** What it asks for, in a few words: `path /api/*`. */
  readonly words: (knobs: KnobValues<Ks>) => string
  /** Why a request does not meet it: `/API/a is not /api/*: case counts`. */
  readonly whyNot: (knobs: KnobValues<Ks>, asked: Asked) => string
  /** Patterns in it, whose wildcards count against what a rule may have. */
  readonly patterns: (knobs: KnobValues<Ks>) => readonly string[]
}

export const defineCondition = <const Id extends string, const Ks extends Knobs>(
  definition: Condition<Id, Ks>,
): Condition<Id, Ks> => definition

/** How many values a condition has at most. */
export const VALUES_MAX = 3
