/** Listeners: what a balancer's nodes accept, and what they do with it. */
import { choice, count, type KnobValues } from '../../base/knobs.ts'
import { keyed, struct } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { entriesOf } from '../document/knobSchema.ts'
import type { Report } from '../document/report.ts'
import { actionSchema, checkAction, type RuleAction } from './actions.ts'
import { checkRules, type Rule, rules } from './rules.ts'

const ONE = { min: 1, max: 1 }

const LISTENER = {
  protocol: choice({
    label: 'Protocol',
    help: 'What clients speak to the node.',
    options: [
      { id: 'http', label: 'HTTP' },
      { id: 'https', label: 'HTTPS' },
    ],
    default: 'https',
  }),
  port: count({
    label: 'Port',
    help: 'Where the node listens.',
    unit: '',
    min: 1,
    max: 65_535,
    default: 443,
  }),
} as const

export interface Listener extends KnobValues<typeof LISTENER> {
  readonly rules: Keyed<Rule>
  /** What is done with a request that no rule matches. */
  readonly otherwise: RuleAction
}

const listenerSchema = struct('Listener', {
  ...entriesOf(LISTENER),
  rules,
  otherwise: actionSchema('Otherwise'),
})

/** @internal */
export const listeners = keyed('Listeners', 'Listener', ONE, listenerSchema)

/** `keys` is where the listeners stand. */
export function checkListeners(
  all: Keyed<Listener>,
  { targetGroups }: { readonly targetGroups: Keyed<unknown> },
  keys: readonly string[],
  report: Report,
): void {
  for (const [id, { protocol, rules: ofListener, otherwise }] of Object.entries(all)) {
    const around = { groups: Object.keys(targetGroups), protocol }
    checkRules(ofListener, [...keys, id, 'rules'], report)
    for (const [rule, { action }] of Object.entries(ofListener)) {
      checkAction(action, around, [...keys, id, 'rules', rule, 'action'], report)
    }
    checkAction(otherwise, around, [...keys, id, 'otherwise'], report)
  }
}
