/** Who is considered for a request, before an algorithm chooses: settings of a group, and what does not go together. */

import { type AlgorithmSpec, algorithmById } from '../../algorithms/index.ts'
import type { KnobValues } from '../../base/knobs.ts'
import { NARROWING_SETTINGS } from '../../narrowings/index.ts'
import { own } from '../document/json.ts'
import type { Keyed } from '../document/keyed.ts'
import type { Report } from '../document/report.ts'
import { groupsOf, type WithRules } from '../forwarding.ts'

export const { subset: SUBSET, priorities: PRIORITIES, zoneAware: ZONE_AWARE } = NARROWING_SETTINGS

/** What a balancer asks of a group. */
interface Narrowed {
  readonly algorithm: AlgorithmSpec
  readonly stickiness: { readonly kind: string }
  readonly subset: KnobValues<typeof SUBSET>
  readonly zoneAware: KnobValues<typeof ZONE_AWARE>
  readonly targets: Keyed<{ readonly priority: number }>
}

/** Whether its targets are not all used alike. */
export const hasPriorities = ({ targets }: Pick<Narrowed, 'targets'>): boolean =>
  Object.values(targets).some(({ priority }) => priority > 0)

/**
 * Among how many parts its requests may be dealt out, in each of which an algorithm remembers something of its own; 1
 * where they are not.
 */
export function partsOf({
  targets,
  zoneAware,
}: {
  readonly targets: Keyed<{ readonly priority: number; readonly zone: string }>
  readonly zoneAware: Narrowed['zoneAware']
}): number {
  const all = Object.values(targets)
  const levels = 1 + Math.max(0, ...all.map(({ priority }) => priority))
  return levels * (zoneAware.isOn ? 1 + new Set(all.map(({ zone }) => zone)).size : 1)
}

/** What the settings of a group make its nodes do before an algorithm chooses, as sentences say it. */
const namesOf = (group: Narrowed): readonly (readonly [string, string])[] => [
  ...(group.zoneAware.isOn ? ([['zoneAware.isOn', 'zone-aware routing']] as const) : []),
  ...(hasPriorities(group) ? ([['targets', 'priorities']] as const) : []),
  ...(group.subset.kind === 'all' ? [] : ([['subset.kind', 'a subset']] as const)),
]

/** What no balancer combines is refused. */
export function checkNarrowings(group: Narrowed, keys: readonly string[], report: Report): void {
  checkLevels(group, keys, report)
  const { algorithm, stickiness, zoneAware } = group
  const { group: sort, label } = algorithmById(algorithm.id)
  if (zoneAware.isOn && sort === 'By key') {
    report(
      [...keys, 'zoneAware', 'isOn'],
      `is on, but ${label} chooses by a key, which has one target wherever it comes in (Envoy: ring hash and Maglev have no zone-aware routing). Turn it off, or choose another algorithm.`,
    )
  }
  const used = namesOf(group)
  const [first] = used
  if (first === undefined) return
  if (stickiness.kind === 'source-ip') {
    report(
      [...keys, 'stickiness', 'kind'],
      `is source-ip beside ${first[1]}; an address would lead past it, to any healthy target. Use a cookie, or turn one of them off.`,
    )
  }
  if (group.subset.kind !== 'all' && used.length > 1) {
    report(
      [...keys, 'subset', 'kind'],
      `is ${group.subset.kind} beside ${first[1]}; that reckons with all targets, and no balancer reckons with some of them. Set it to all, or turn the other off.`,
    )
  }
}

type Balancers = WithRules & {
  readonly balancers: Keyed<{ readonly kind: string; readonly crossZone: boolean }>
  readonly targetGroups: Keyed<Narrowed>
}

/** At layer 4 nobody asks an algorithm, and a node that never leaves its zone has none to choose from. */
export function checkNarrowedBalancers(lane: Balancers, report: Report): void {
  for (const [id, { kind, crossZone, listeners }] of Object.entries(lane.balancers)) {
    for (const groupId of new Set(Object.values(listeners).flatMap(groupsOf))) {
      const group = own(lane.targetGroups, groupId)
      if (group === undefined) continue
      const [first] = namesOf(group)
      if (kind === 'network' && first !== undefined) {
        report(
          ['balancers', id, 'kind'],
          `is network, and ${groupId} has ${first[1]}; a network balancer (NLB) knows targets of its zone or of all, and nothing else. Make it an application, or turn that off.`,
        )
      } else if (!crossZone && group.zoneAware.isOn) {
        report(
          ['balancers', id, 'crossZone'],
          `is off, and ${groupId} has zone-aware routing, which sends to other zones what the own one cannot take. Turn it on, or zone-aware routing off.`,
        )
      }
    }
  }
}

/** Envoy refuses a gap: who is to take what the level before cannot? */
function checkLevels({ targets }: Narrowed, keys: readonly string[], report: Report): void {
  const levels = new Set(Object.values(targets).map(({ priority }) => priority))
  for (const [id, { priority }] of Object.entries(targets)) {
    if (priority === 0 || levels.has(priority - 1)) continue
    report(
      [...keys, 'targets', id, 'priority'],
      `is ${priority}, but no target has ${priority - 1}; priorities begin at 0 and have no gaps. Lower it to ${priority - 1}, or give another target that.`,
    )
    return
  }
}
