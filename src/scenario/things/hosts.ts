/** Hosts: machines whose cores are shared by the containers on them. */
import * as v from 'valibot'
import { count, type KnobValues } from '../../base/knobs.ts'
import { hostOf } from '../../targets/index.ts'
import { keyed, struct, upTo } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { entriesOf, idOf } from '../document/knobSchema.ts'
import { show } from '../document/problem.ts'
import { mustExist, type Report } from '../document/report.ts'
import { type Named, namesOf } from '../names.ts'
import type { Target } from './targets.ts'

export const HOSTS_MAX = 500

export const HOST = {
  cores: count({
    label: 'Cores',
    help: 'How many slots at work it carries at full speed, those of all its containers together.',
    unit: 'cores',
    min: 1,
    max: 1024,
    default: 8,
    isLog: true,
  }),
} as const

export interface Host extends KnobValues<typeof HOST> {
  readonly zone: string
}

/** @internal */
export const hosts = v.optional(
  keyed(
    'Hosts',
    'Host',
    upTo(HOSTS_MAX),
    struct('Host', { zone: idOf('Zone', 'Where it stands.', 'zones'), ...entriesOf(HOST) }),
  ),
  {},
)

interface Around extends Named {
  readonly hosts: Keyed<Host>
  readonly targetGroups: Keyed<{ readonly targets: Keyed<Target> }>
}

/** Hosts stand in zones that exist, and a container on a host of its own zone. */
export function checkHosts(lane: Around, report: Report): void {
  const zones = namesOf(lane, 'zones')
  for (const [id, { zone }] of Object.entries(lane.hosts)) {
    mustExist(zone, zones, ['hosts', id, 'zone'], report)
  }
  const hosts = namesOf(lane, 'hosts')
  for (const [group, { targets }] of Object.entries(lane.targetGroups)) {
    for (const [id, target] of Object.entries(targets)) {
      const name = hostOf(target)
      if (name === null) continue
      const keys = ['targetGroups', group, 'targets', id]
      mustExist(name, hosts, [...keys, 'host'], report)
      const host = Object.hasOwn(lane.hosts, name) ? lane.hosts[name] : undefined
      if (host === undefined || host.zone === target.zone) continue
      report(
        [...keys, 'zone'],
        `is ${show(target.zone)}, but its host ${name} stands in ${host.zone}. Set it to that, or choose another host.`,
      )
    }
  }
}

/** Who runs on which host: targets of all groups, in the order of the scenario; a host without any has none. */
export function containersByHost(lane: {
  readonly hosts: Keyed<Host>
  readonly targetGroups: Keyed<{ readonly targets: Keyed<Target> }>
}): ReadonlyMap<string, readonly string[]> {
  const on = new Map(Object.keys(lane.hosts).map((id) => [id, [] as string[]]))
  for (const { targets } of Object.values(lane.targetGroups)) {
    for (const [id, target] of Object.entries(targets)) on.get(hostOf(target) ?? '')?.push(id)
  }
  return on
}
