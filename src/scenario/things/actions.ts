/** Actions as a listener writes them: what is done with the requests of a rule, or with the rest. */
import type { Login } from '../../actions/define.ts'
import { type ActionSpec, misfitWith } from '../../actions/index.ts'
import { type KnobValues, number } from '../../base/knobs.ts'
import { keyed, some, struct } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { thingOf } from '../document/kinds.ts'
import { entriesOf } from '../document/knobSchema.ts'
import { listed } from '../document/problem.ts'
import type { Report } from '../document/report.ts'
import { groupsOfAction } from '../forwarding.ts'

/** To how many groups an action forwards at most. */
const GROUPS_MAX = 5

export const FORWARD = {
  weight: number({
    label: 'Weight',
    help: 'Its share of the requests, relative to the other groups; 0 gets none.',
    unit: '',
    min: 0,
    max: 999,
    default: 1,
  }),
} as const

export interface Forward extends Login {
  readonly kind: 'forward'
  readonly groups: Keyed<KnobValues<typeof FORWARD>>
}

export type RuleAction = Forward | Exclude<ActionSpec, { readonly kind: 'forward' }>

/** @internal */
export const actionSchema = (label: string) =>
  thingOf({
    family: 'actions',
    label,
    kind: 'Action',
    own: {
      forward: {
        groups: keyed('Groups', 'Group', some(GROUPS_MAX), struct('Group', entriesOf(FORWARD))),
      },
    },
  })

/** It forwards to groups that exist, with some weight, and leads where its listener may send. */
export function checkAction(
  action: RuleAction,
  around: { readonly groups: readonly string[]; readonly protocol: 'http' | 'https' },
  keys: readonly string[],
  report: Report,
): void {
  for (const group of groupsOfAction(action)) {
    if (around.groups.includes(group)) continue
    report(
      [...keys, 'groups', group],
      `is no target group; there are ${listed(around.groups)}. Rename it.`,
    )
  }
  if ('groups' in action) {
    const weights = Object.values(action.groups).map(({ weight }) => weight)
    // The only group gets everything, whatever its weight.
    if (weights.length > 1 && weights.every((weight) => weight === 0)) {
      report([...keys, 'groups'], 'have only weights of 0; one must be above 0. Raise one.')
    }
  }
  const misfit = misfitWith(action, around.protocol)
  if (misfit !== null) report([...keys, 'protocol'], misfit)
}
