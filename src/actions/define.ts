/**
 * What an action is: what a listener does with a request. An action knows no engine: it says its verdict, from a
 * closed list, and the engine knows how to carry it out.
 */
import type { Knobs, KnobValues, Member } from '../base/knobs.ts'
import type { Cause } from '../model/outcome.ts'

export type Verdict =
  /** Send it to a target of one of these groups, by id, chosen by weight for each request. */
  | {
      readonly kind: 'to-groups'
      readonly groups: Readonly<Record<string, { weight: number }>>
      readonly login: Login
    }
  /** The node answers it itself, with this status and for this reason. */
  | { readonly kind: 'answer'; readonly status: number; readonly cause: Cause }

/** Who may pass: see the knobs of `forward`. */
export interface Login {
  readonly login: 'none' | 'session' | 'token'
  readonly unauthenticated: 'authenticate' | 'allow' | 'deny'
  readonly sessionMs: number
}

type Start = string | Readonly<Record<string, Readonly<Record<string, number>>>>

export interface Action<
  Id extends string = string,
  Ks extends Knobs = Knobs,
  Spec extends object = object,
> extends Member<Id, Ks> {
  /** What the action, as the scenario writes it, does with every request. */
  readonly verdict: (spec: Spec) => Verdict
  /** The same in a few words: `redirect 301 to https`. */
  readonly words: (spec: Spec) => string
  /** Which of its knobs mean something as it is written; all of them, if it says nothing. */
  readonly shown?: (spec: Spec) => readonly string[]
  /** With what it begins when somebody chooses it, where its defaults are not enough: `group` is one that there is. */
  start?(group: string): Readonly<Record<string, Start>>
  /** What a listener of that protocol cannot do, as a sentence with what to do; null when it can. */
  misfit?(knobs: KnobValues<Ks>, protocol: 'http' | 'https'): string | null
}

export const defineAction = <const Id extends string, const Ks extends Knobs, Spec extends object>(
  definition: Action<Id, Ks, Spec>,
): Action<Id, Ks, Spec> => definition
