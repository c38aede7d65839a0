/**
 * Edits of regions and balancers, with all that they bring: a region has zones, ways to it, a balancer and targets, and is
 * an answer of the DNS. So one click makes a second region that serves, and another takes it away.
 */
import { asJson, own } from '../document/json.ts'
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
    dns: { ...scenario.dns, records: answersLike(scenario.dns.records, balancers) },
    targetGroups: targetsLike(scenario, zones),
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
    dns: { ...scenario.dns, records: answersLike(scenario.dns.records, names) },
  }
  const edited = validateScenario(asJson(added))
  return edited.ok ? { ...edited, id } : edited
}

/** A region with its zones, what stands in them and what leads there. */
export function removeRegion(scenario: Scenario, id: string): Edited {
  const zones = Object.keys(own(scenario.regions, id)?.zones ?? {})
  let without = scenario
  for (const [name, { region }] of Object.entries(scenario.balancers)) {
    if (region === id) without = withoutAnswersOf(without, name)
  }
  for (const zone of zones) without = withoutFaultsOf(without, zone, 'zones')
  for (const zone of zones) without = withoutFaultsOf(without, zone, 'places')
  const groups = Object.entries(without.targetGroups).map(([group, of]) => {
    const gone = Object.entries(of.targets).filter(([, { zone }]) => zones.includes(zone))
    for (const [target] of gone) without = withoutFaultsOf(without, target)
    return [
      group,
      { ...of, targets: withoutKeys(of.targets, (_, one) => zones.includes(one.zone)) },
    ]
  })
  const ways = Object.entries(without.network.fromClients).map(([place, to]) => [
    place,
    withoutKeys(to, (region) => region === id),
  ])
  return validateScenario(
    asJson({
      ...without,
      regions: withoutKeys(without.regions, (region) => region === id),
      balancers: withoutKeys(without.balancers, (_, { region }) => region === id),
      network: { ...without.network, fromClients: Object.fromEntries(ways) },
      targetGroups: Object.fromEntries(groups),
    }),
  )
}

/** Without the answers that are a balancer. */
export function withoutAnswersOf(scenario: Scenario, id: string): Scenario {
  const isIt = (answer: DnsAnswer): boolean => 'balancer' in answer && answer.balancer === id
  const records = Object.entries(scenario.dns.records).map(([name, record]) => [
    name,
    { ...record, answers: withoutKeys(record.answers, (_, answer) => isIt(answer)) },
  ])
  const named = Object.fromEntries(records) as Keyed<DnsRecord>
  return { ...scenario, dns: { ...scenario.dns, records: named } }
}

/** For each of some names one that is not taken. */
function newNames(taken: readonly string[], names: readonly string[]): ReadonlyMap<string, string> {
  const all = [...taken]
  return new Map(
    names.map((name) => {
      const fresh = nextId(all, all.at(-1) ?? name)
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

/** Where one of the old balancers is an answer, the new one becomes one like it. */
const answersLike = (
  records: Keyed<DnsRecord>,
  balancers: ReadonlyMap<string, string>,
): Keyed<DnsRecord> =>
  Object.fromEntries(
    Object.entries(records).map(([name, record]) => {
      const more = Object.values(record.answers).flatMap((answer) => {
        const balancer = 'balancer' in answer ? balancers.get(answer.balancer) : undefined
        if (balancer === undefined) return []
        return [[freshId(Object.keys(record.answers), balancer), { ...answer, balancer }] as const]
      })
      return [name, { ...record, answers: { ...record.answers, ...Object.fromEntries(more) } }]
    }),
  )

/** In every new zone what stands in the old one, under names of its own. */
function targetsLike(
  scenario: Scenario,
  zones: ReadonlyMap<string, string>,
): Scenario['targetGroups'] {
  const taken = [...namesOf(scenario, 'targets').among]
  const groups = Object.entries(scenario.targetGroups).map(([group, of]) => {
    const more = Object.entries(of.targets).flatMap(([id, target]): [string, Target][] => {
      const zone = zones.get(target.zone)
      if (zone === undefined) return []
      const name = nextId(taken, id)
      taken.push(name)
      return [[name, { ...target, zone }]]
    })
    return [group, { ...of, targets: { ...of.targets, ...Object.fromEntries(more) } }]
  })
  return Object.fromEntries(groups) as Scenario['targetGroups']
}

const withoutKeys = <T>(things: Keyed<T>, isGone: (id: string, thing: T) => boolean): Keyed<T> =>
  Object.fromEntries(Object.entries(things).filter(([id, thing]) => !isGone(id, thing)))
