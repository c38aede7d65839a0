/** Listeners: what a balancer's nodes accept, and what they do with it. */
import type { ActionSpec } from '../../actions/index.ts'
import { choice, count, type KnobValues, number } from '../../base/knobs.ts'
import { keyed, struct } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { thingOf } from '../document/kinds.ts'
import { entriesOf } from '../document/knobSchema.ts'
import { listed } from '../document/problem.ts'
import type { Report } from '../document/report.ts'
import type { Named } from '../names.ts'

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

const FORWARD = {
  weight: number({
    label: 'Weight',
    help: 'Its share of the requests, relative to the other groups.',
    unit: '',
    min: 0,
    max: 999,
    default: 1,
  }),
} as const

export interface Listener extends KnobValues<typeof LISTENER> {
  readonly otherwise: Forward | Exclude<ActionSpec, { readonly kind: 'forward' }>
}

interface Forward {
  readonly kind: 'forward'
  readonly groups: Keyed<KnobValues<typeof FORWARD>>
}

/** The target groups to which it forwards. */
export const groupsOf = ({ otherwise }: Listener): readonly string[] =>
  'groups' in otherwise ? Object.keys(otherwise.groups) : []

const listenerSchema = struct('Listener', {
  ...entriesOf(LISTENER),
  otherwise: thingOf({
    family: 'actions',
    label: 'Otherwise',
    kind: 'Action',
    own: {
      forward: { groups: keyed('Groups', 'Group', ONE, struct('Group', entriesOf(FORWARD))) },
    },
  }),
})

/** @internal */
export const listeners = keyed('Listeners', 'Listener', ONE, listenerSchema)

/** `keys` is where the listeners stand. */
export function checkListeners(
  all: Keyed<Listener>,
  { targetGroups }: Named,
  keys: readonly string[],
  report: Report,
): void {
  const known = Object.keys(targetGroups)
  for (const [id, listener] of Object.entries(all)) {
    for (const group of groupsOf(listener)) {
      if (known.includes(group)) continue
      report(
        [...keys, id, 'otherwise', 'groups', group],
        `is no target group; there are ${listed(known)}. Rename it.`,
      )
    }
  }
}
