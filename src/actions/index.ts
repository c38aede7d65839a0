/** The actions of a listener, in the order of the menu. A new one is a file beside this one and a line here. */
import type { Knobs, SpecOf } from '../base/knobs.ts'
import type { Action, Verdict } from './define.ts'
import { fixedResponse } from './fixedResponse.ts'
import { forward } from './forward.ts'
import { redirect } from './redirect.ts'

export const actions = [forward, redirect, fixedResponse] as const

/** An action as a scenario writes it, but for what is no knob of it. */
export type ActionSpec = SpecOf<'kind', (typeof actions)[number]>

const actionOf = (spec: Pick<ActionSpec, 'kind'>): Action =>
  actions.find((member) => member.id === spec.kind) as unknown as Action

/** What an action, as a scenario writes it, does with every request. */
export const verdictOf = (spec: ActionSpec): Verdict => actionOf(spec).verdict(spec)

/** The same in a few words. */
export const actionWords = (spec: ActionSpec): string => actionOf(spec).words(spec)

/** Its knobs that mean something as it is written. */
export function shownKnobs(spec: ActionSpec): Knobs {
  const { knobs, shown } = actionOf(spec)
  const names = shown?.(spec)
  if (names === undefined) return knobs
  return Object.fromEntries(Object.entries(knobs).filter(([name]) => names.includes(name)))
}

/** With what an action begins when somebody chooses it. */
export const startOf = (kind: ActionSpec['kind'], group: string) =>
  actionOf({ kind }).start?.(group) ?? {}

/** What a listener of that protocol cannot do of it, as the end of a sentence about `protocol`; null when it can. */
export const misfitWith = (spec: ActionSpec, protocol: 'http' | 'https'): string | null =>
  actionOf(spec).misfit?.(spec as never, protocol) ?? null
