/** The actions of a listener, in the order of the menu. A new one is a file beside this one and a line here. */
import type { Action, Verdict } from './define.ts'
import { forward } from './forward.ts'

export const actions = [forward] as const

export type ActionKind = (typeof actions)[number]['id']

/** What an action, as a scenario writes it, does with every request. */
export function verdictOf(spec: { readonly kind: ActionKind }): Verdict {
  const action = actions.find((member) => member.id === spec.kind) as unknown as Action
  return action.verdict(spec)
}
