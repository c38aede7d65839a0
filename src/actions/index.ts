/** The actions of a listener, in the order of the menu. A new one is a file beside this one and a line here. */
import type { SpecOf } from '../base/knobs.ts'
import type { Action, Verdict } from './define.ts'
import { forward } from './forward.ts'

export const actions = [forward] as const

/** An action as a scenario writes it, but for what is no knob of it. */
export type ActionSpec = SpecOf<'kind', (typeof actions)[number]>

/** What an action, as a scenario writes it, does with every request. */
export function verdictOf(spec: ActionSpec): Verdict {
  const action = actions.find((member) => member.id === spec.kind) as unknown as Action
  return action.verdict(spec)
}
