/**
 * Edits of regions and balancers, with all that they bring: a region has zones, ways to it, a balancer and targets, and is
 * an answer of the DNS. So one click makes a second region that serves, and another takes it away.
 */
import { hostOf } from '../../targets/index.ts'
import { asJson, isObject, type Json, own } from '../document/json.ts'
import type { Keyed } from '../document/keyed.ts'
import { problemAt, refuse } from '../document/problem.ts'
import { validateScenario } from '../document/validate.ts'
import { freshId } from '../lanes.ts'
import { namesOf } from '../names.ts'
import type { DnsAnswer, DnsRecord } from '../things/dns.ts'
import type { Target } from '../things/targets.ts'
import type { Scenario } from '../types.ts'
import { withoutFaultsOf } from './faults.ts'
import { nextId } from './nextId.ts'
import { withoutInPatches } from './patches.ts'
import type { Edited, EditedWithId } from './set.ts'

/** A region like the last one. */
export function addRegion(scenario: Scenario): EditedWithId {
  const [last, region] = Object.entries(scenario.regions).at(-1) ?? ['', { zones: {} }]
  const id = nextId(Object.keys(scenario.regions), last)
  const zones = newNames(namesOf(scenario, 'zones').among, Object.keys(region.zones))
  const mine = Object.entries(scenario.balancers).filter(([, one]) => one.region === last)
  const balancers = newNames(
    Object.keys(scenario.balancers),
    mine.map(([name]) => name),
  )
  const hosts = hostsLike(scenario, zones)
  const { targetGroups, names } = targetsLike(scenario, { zones, hosts: hosts.names })
  const added = {
    ...scenario,
    regions: { ...scenario.regions, [id]: { zones: emptyAt([...zones.values()]) } },
    network: { ...scenario.network, fromClients: waysLike(scenario, last, id) },
    balancers: {
      ...scenario.balancers,
      ...Object.fromEntries(
        mine.map(([name, one]) => [
          balancers.get(name),
          { ...one, region: id, zones: one.zones.map((zone) => zones.get(zone)) },
        ]),
      ),
    },
    dns: {
      ...scenario.dns,
      records: answersLike(scenario.dns.records, { balancers, targets: names }),
    },
    hosts: hosts.hosts,
    targetGroups,
  }
  const edited = validateScenario(asJson(added))
  return edited.ok ? { ...edited, id } : edited
}

/** A balancer like the last one, which DNS answers with too. */
export function addBalancer(scenario: Scenario): EditedWithId {
  const last = Object.keys(scenario.balancers).at(-1)
  if (last === undefined) {
    return refuse([problemAt('balancers', 'has nothing to copy. Add it in the file.')])
  }
  const names = newNames(Object.keys(scenario.balancers), [last])
  const id = names.get(last) as string
  const added = {
    ...scenario,
    balancers: { ...scenario.balancers, [id]: own(scenario.balancers, last) },
    dns: { ...scenario.dns, records: answersLike(scenario.dns.records, { balancers: names }) },
  }
  const edited = validateScenario(asJson(added))
  return edited.ok ? { ...edited, id } : edited
}

/** A region with its zones, what stands in them and what leads there, in every lane. */
export function removeRegion(scenario: Scenario, id: string): Edited {
  const zones = Object.keys(own(scenario.regions, id)?.zones ?? {})
  const targets = Object.entries(scenario.targetGroups).flatMap(([group, { targets: all }]) =>
    Object.entries(all).flatMap(([target, { zone }]) =>
      zones.includes(zone) ? [[group, target] as const] : [],
    ),
  )
  const hosts = Object.keys(scenario.hosts).filter((host) =>
    zones.includes(scenario.hosts[host]?.zone ?? ''),
  )
  let left = scenario
  // Faults first, as long as all that lanes say is still about something.
  for (const zone of zones) left = withoutFaultsOf(left, zone, 'zones')
  for (const zone of zones) left = withoutFaultsOf(left, zone, 'places')
  for (const [, target] of targets) left = withoutFaultsOf(left, target)
  for (const host of hosts) left = withoutFaultsOf(left, host, 'hosts')
  for (const [name, { region }] of Object.entries(scenario.balancers)) {
    if (region === id) left = without(withoutAnswersOf(left, name), ['balancers', name])
  }
  for (const [group, target] of targets) {
    left = without(withoutAnswersOf(left, target, 'target'), [
      'targetGroups',
      group,
      'targets',
      target,
    ])
  }
  for (const host of hosts) left = without(left, ['hosts', host])
  for (const place of Object.keys(scenario.network.fromClients)) {
    left = without(left, ['network', 'fromClients', place, id])
  }
  return validateScenario(asJson(without(left, ['regions', id])))
}

/** Without the answers that are a balancer, or a target. */
export function withoutAnswersOf(
  scenario: Scenario,
  id: string,
  field: 'balancer' | 'target' = 'balancer',
): Scenario {
  let left = scenario
  for (const [record, { answers }] of Object.entries(scenario.dns.records)) {
    for (const [name, answer] of Object.entries(answers)) {
      const isIt = own(answer as Readonly<Record<string, unknown>>, field) === id
      if (isIt) left = without(left, ['dns', 'records', record, 'answers', name])
    }
  }
  return left
}

/** Without the thing at `keys`, in the base and in what lanes say of it. */
const without = (scenario: Scenario, keys: readonly string[]): Scenario =>
  withoutAt(asJson(withoutInPatches(scenario, keys)), keys) as unknown as Scenario

/** New names by old ones. */
type Names = ReadonlyMap<string, string>

/** For each of some names one that is not taken. */
function newNames(taken: readonly string[], names: readonly string[]): Names {
  const all = [...taken]
  return new Map(
    names.map((name) => {
      const fresh = nextId(all, name)
      all.push(fresh)
      return [name, fresh]
    }),
  )
}

const emptyAt = (names: readonly string[]): Keyed<Readonly<Record<string, never>>> =>
  Object.fromEntries(names.map((name) => [name, {}]))

const waysLike = (
  { network }: Scenario,
  last: string,
  id: string,
): Scenario['network']['fromClients'] =>
  Object.fromEntries(
    Object.entries(network.fromClients).map(([place, to]) => {
      const way = own(to, last)
      return [place, way === undefined ? to : { ...to, [id]: way }]
    }),
  )

/** Where an old balancer or target is an answer, the new one becomes one like it. */
const answersLike = (
  records: Keyed<DnsRecord>,
  { balancers, targets = new Map() }: Readonly<Record<'balancers', Names>> & { targets?: Names },
): Keyed<DnsRecord> =>
  Object.fromEntries(
    Object.entries(records).map(([name, record]) => {
      const answers: Record<string, DnsAnswer> = { ...record.answers }
      for (const answer of Object.values(record.answers)) {
        const [field, like] =
          'balancer' in answer
            ? (['balancer', balancers.get(answer.balancer)] as const)
            : (['target', targets.get(answer.target)] as const)
        if (like === undefined) continue
        answers[freshId(Object.keys(answers), like)] = { ...answer, [field]: like } as DnsAnswer
      }
      return [name, { ...record, answers }]
    }),
  )

/** In every new zone the hosts of the old one, under names of their own. */
function hostsLike({ hosts }: Scenario, zones: Names) {
  const old = Object.entries(hosts).filter(([, { zone }]) => zones.has(zone))
  const names = newNames(
    Object.keys(hosts),
    old.map(([id]) => id),
  )
  const made = old.map(([id, host]) => [names.get(id), { ...host, zone: zones.get(host.zone) }])
  return { names, hosts: { ...hosts, ...Object.fromEntries(made) } as Scenario['hosts'] }
}

/** In every new zone what stands in the old one, under names of its own: which, by those of the old ones. */
function targetsLike(
  scenario: Scenario,
  { zones, hosts }: Readonly<Record<'zones' | 'hosts', Names>>,
): { readonly targetGroups: Scenario['targetGroups']; readonly names: Names } {
  const names = new Map<string, string>()
  const taken = [...namesOf(scenario, 'targets').among]
  const groups = Object.entries(scenario.targetGroups).map(([group, of]) => {
    const more = Object.entries(of.targets).flatMap(([id, target]): [string, Target][] => {
      const zone = zones.get(target.zone)
      if (zone === undefined) return []
      const name = nextId(taken, id)
      taken.push(name)
      names.set(id, name)
      const host = hosts.get(hostOf(target) ?? '')
      return [[name, { ...target, zone, ...(host === undefined ? {} : { host }) }]]
    })
    return [group, { ...of, targets: { ...of.targets, ...Object.fromEntries(more) } }]
  })
  return { targetGroups: Object.fromEntries(groups) as Scenario['targetGroups'], names }
}

/** A value without what stands at `keys`; what becomes empty stays. */
function withoutAt(value: Json, [key, ...rest]: readonly string[]): Json {
  if (key === undefined || !isObject(value) || !Object.hasOwn(value, key)) return value
  const { [key]: inner, ...others } = value
  return rest.length === 0 ? others : { ...value, [key]: withoutAt(inner as Json, rest) }
}
