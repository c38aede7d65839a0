/** To which target groups actions and listeners lead, whatever else they are: what names and things both ask. */
import { own } from './document/json.ts'
import type { Keyed } from './document/keyed.ts'

/** What the rule for all that no other matches is called, wherever a rule is named. */
export const DEFAULT_RULE = 'otherwise'

/** An action forwards when it has groups. */
type Forwarding =
  | { readonly groups: Keyed<unknown>; readonly login?: string }
  | { readonly kind: string }

interface RulesOf<Action extends Forwarding> {
  readonly rules: Keyed<{ readonly action: Action }>
  /** What is done with a request that no rule matches. */
  readonly otherwise: Action
}
type Rules = RulesOf<Forwarding>

/** The parts of a scenario in which rules are written. */
export interface WithRules {
  readonly balancers: Keyed<{ readonly listeners: Keyed<Rules> }>
}

/** The target groups to which it forwards; none when the node answers. */
export const groupsOfAction = (action: Forwarding): readonly string[] =>
  'groups' in action ? Object.keys(action.groups) : []

/** The target groups to which it forwards, each once: by its rules, then otherwise. */
export const groupsOf = ({ rules, otherwise }: Rules): readonly string[] => [
  ...new Set(
    [...Object.values(rules).map(({ action }) => action), otherwise].flatMap(groupsOfAction),
  ),
]

/** All actions of all balancers. */
export const actionsIn = (lane: WithRules): readonly Forwarding[] =>
  listenersOf(lane).flatMap(({ rules, otherwise }) => [
    ...Object.values(rules).map(({ action }) => action),
    otherwise,
  ])

/** The listeners of all balancers. */
export const listenersOf = ({ balancers }: WithRules): readonly Rules[] =>
  Object.values(balancers).flatMap(({ listeners }) => Object.values(listeners))

/** What a rule does, or the default rule, at each balancer that has it, by the id of that. */
export function actionsOf<Action extends Forwarding>(
  { balancers }: { readonly balancers: Keyed<{ readonly listeners: Keyed<RulesOf<Action>> }> },
  rule: string,
): Keyed<Action> {
  const found = Object.entries(balancers).flatMap(([id, { listeners }]) => {
    const [listener] = Object.values(listeners)
    const action =
      rule === DEFAULT_RULE ? listener?.otherwise : own(listener?.rules ?? {}, rule)?.action
    return action === undefined ? [] : [[id, action] as const]
  })
  return Object.fromEntries(found)
}
