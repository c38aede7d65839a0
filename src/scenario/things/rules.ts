/**
 * Rules of a listener: for which requests which action is taken. The one of the lowest priority whose conditions are
 * all met decides; where none is, what the listener does otherwise. Limits are those of an AWS Application Load
 * Balancer (quotas of 2023, `docs/SEMANTICS.md` A2).
 */

import * as v from 'valibot'
import { count, type KnobValues } from '../../base/knobs.ts'
import { type ConditionSpec, conditionByKind, patternsOf } from '../../conditions/index.ts'
import { wildcardsIn } from '../../conditions/parts/wildcard.ts'
import { keyed, some, struct, upTo } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { entriesOf, oneOf } from '../document/knobSchema.ts'
import type { Report } from '../document/report.ts'
import { DEFAULT_RULE } from '../forwarding.ts'
import { actionSchema, type RuleAction } from './actions.ts'

const RULES_MAX = 100
/** Of a rule: values of all its conditions, wildcards in them, and so its conditions. */
const RULE_VALUES_MAX = 5
const WILDCARDS_MAX = 5

export const RULE = {
  priority: count({
    label: 'Priority',
    help: 'The lowest number is asked first; the first rule that matches decides.',
    unit: '',
    min: 1,
    max: 50_000,
    default: 1,
  }),
} as const

export interface Rule extends KnobValues<typeof RULE> {
  readonly when: Keyed<ConditionSpec>
  readonly action: RuleAction
}

const rule = struct('Rule', {
  ...entriesOf(RULE),
  when: keyed('Conditions', 'Condition', some(RULE_VALUES_MAX), oneOf('conditions', 'Condition')),
  action: actionSchema('Action'),
})

/** @internal */
export const rules = v.optional(keyed('Rules', 'Rule', upTo(RULES_MAX), rule), {})

/** In the order in which they are asked. */
export const rulesInOrder = (all: Keyed<Rule>): readonly (readonly [string, Rule])[] =>
  Object.entries(all).sort(([, a], [, b]) => a.priority - b.priority)

/** Priorities differ, and what is said of conditions keeps to the limits. `keys` is where the rules stand. */
export function checkRules(all: Keyed<Rule>, keys: readonly string[], report: Report): void {
  const byPriority = new Map<number, string>()
  for (const [id, one] of Object.entries(all)) {
    const at = [...keys, id]
    if (id === DEFAULT_RULE) {
      report(at, 'has the name of the default rule. Rename it.')
    }
    const other = byPriority.get(one.priority)
    if (other !== undefined) {
      report(
        [...at, 'priority'],
        `is ${one.priority}, as that of ${other}; each rule has its own. Change one.`,
      )
    }
    byPriority.set(one.priority, id)
    checkConditions(one.when, [...at, 'when'], report)
  }
}

function checkConditions(
  when: Keyed<ConditionSpec>,
  keys: readonly string[],
  report: Report,
): void {
  const all = Object.values(when)
  const values = all.reduce((sum, one) => sum + one.values.length, 0)
  if (values > RULE_VALUES_MAX) {
    report(keys, `have ${values} values; a rule has ${RULE_VALUES_MAX} at most. Remove some.`)
  }
  const wildcards = all.flatMap(patternsOf).reduce((sum, one) => sum + wildcardsIn(one), 0)
  if (wildcards > WILDCARDS_MAX) {
    report(keys, `have ${wildcards} wildcards; a rule has ${WILDCARDS_MAX} at most. Remove some.`)
  }
  const seen = new Set<string>()
  for (const [id, { kind }] of Object.entries(when)) {
    const { isRepeatable, label } = conditionByKind(kind)
    if (seen.has(kind) && !isRepeatable) {
      report(
        [...keys, id],
        `is a second condition on the ${label.toLowerCase()}; a rule has one. Put its values into the first.`,
      )
    }
    seen.add(kind)
  }
}
