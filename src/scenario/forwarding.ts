/** To which target groups actions and listeners lead, whatever else they are: what names and things both ask. */
import { own } from './document/json.ts'
import type { Keyed } from './document/keyed.ts'

/** What the rule for all that no other matches is called, wherever a rule is named. */
export const DEFAULT_RULE = 'otherwise'

/** An action forwards when it has groups. */
type Forwarding = { readonly groups: Keyed<unknown> } | { readonly kind: string }

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

/** The listeners of all balancers. */
export const listenersOf = ({ balancers }: WithRules): readonly Rules[] =>
  Object.values(balancers).flatMap(({ listeners }) => Object.values(listeners))

/** What a rule does, or the default rule; undefined when there is no such rule. */
export function actionOf<Action extends Forwarding>(
  { balancers }: { readonly balancers: Keyed<{ readonly listeners: Keyed<RulesOf<Action>> }> },
  id: string,
): Action | undefined {
  const [listener] = Object.values(balancers).flatMap(({ listeners }) => Object.values(listeners))
  if (listener === undefined) return undefined
  return id === DEFAULT_RULE ? listener.otherwise : own(listener.rules, id)?.action
}
