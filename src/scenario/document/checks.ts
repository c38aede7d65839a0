/**
 * What the parts of a scenario have to do with each other: names that must exist, times that must
 * fit. Takes one lane that has the right shape; its ranges are settled.
 */
import { algorithms } from '../../algorithms/index.ts'
import { arrivalProcesses } from '../../arrivals/index.ts'
import type { Knobs } from '../../base/knobs.ts'
import { distributions } from '../../distributions/index.ts'
import { faults } from '../../faults/index.ts'
import type { LaneScenario, Target } from '../types.ts'
import { formatPath, listed, type Problem, problemAt, show } from './problem.ts'
import { MOST } from './schema.ts'

type Say = (keys: readonly (string | number)[], rest: string) => void

/** Everything that does not fit together; empty when the lane can be simulated. */
export function brokenRules(lane: LaneScenario): readonly Problem[] {
  const problems: Problem[] = []
  const say: Say = (keys, rest) => problems.push(problemAt(formatPath(keys), rest))
  const names = namesOf(lane)
  checkTimes(lane, say)
  checkNetwork(lane, names, say)
  checkClients(lane, say)
  checkDns(lane, names, say)
  checkBalancers(lane, names, say)
  checkTargets(lane, names, say)
  checkFaults(lane, names, say)
  checkMembers(lane, say)
  return problems
}

/** What can be referred to, by kind. */
interface Names {
  readonly regions: readonly string[]
  readonly zones: readonly string[]
  readonly placesOfClients: readonly string[]
  readonly targets: readonly string[]
  readonly populations: readonly string[]
  readonly balancers: readonly string[]
  readonly groups: readonly string[]
}

function namesOf(lane: LaneScenario): Names {
  return {
    regions: Object.keys(lane.regions),
    zones: Object.values(lane.regions).flatMap((region) => Object.keys(region.zones)),
    placesOfClients: [...new Set(Object.values(lane.clients).map(({ place }) => place))],
    targets: Object.values(lane.targetGroups).flatMap((group) => Object.keys(group.targets)),
    populations: Object.keys(lane.clients),
    balancers: Object.keys(lane.balancers),
    groups: Object.keys(lane.targetGroups),
  }
}

/** `x is "y"; it must be a target: a, b and c. Choose one of them.` when it is none. */
function mustExist(
  name: string,
  among: readonly string[],
  what: string,
  keys: readonly (string | number)[],
  say: Say,
): void {
  if (among.includes(name)) return
  const choice =
    among.length === 0 ? 'there is none. Add it first.' : `${listed(among)}. Choose one.`
  say(keys, `is ${show(name)}; it must be ${what}: ${choice}`)
}

function checkTimes(lane: LaneScenario, say: Say): void {
  const { warmUpMs, durationMs } = lane
  if (warmUpMs < durationMs) return
  say(
    ['warmUpMs'],
    `is ${warmUpMs}; it must be below durationMs, which is ${durationMs}. Lower it or lengthen the run.`,
  )
}

function checkNetwork(lane: LaneScenario, names: Names, say: Say): void {
  for (const [place, routes] of Object.entries(lane.network.fromClients)) {
    for (const region of Object.keys(routes)) {
      if (names.regions.includes(region)) continue
      say(
        ['network', 'fromClients', place, region],
        `leads to an unknown region; the region is ${listed(names.regions)}. Rename it.`,
      )
    }
  }
}

function checkClients(lane: LaneScenario, say: Say): void {
  const { fromClients } = lane.network
  const resolvers = Object.values(lane.dns.resolvers)
  for (const [id, { place, requests }] of Object.entries(lane.clients)) {
    if (!Object.hasOwn(fromClients, place)) {
      say(
        ['clients', id, 'place'],
        `is ${show(place)}; it must be a place in network.fromClients: ${listed(Object.keys(fromClients)) || 'there is none'}. Add the latency from there.`,
      )
    }
    if (!resolvers.some((resolver) => resolver.place === place && resolver.share > 0)) {
      say(
        ['clients', id, 'place'],
        `is ${show(place)}; it must have a resolver with a share above 0. Add one to dns.resolvers with this place.`,
      )
    }
    if (Object.values(requests).every(({ weight }) => weight === 0)) {
      say(['clients', id, 'requests'], 'have only weights of 0; one must be above 0. Raise one.')
    }
  }
}

function checkDns(lane: LaneScenario, names: Names, say: Say): void {
  for (const [id, { answers }] of Object.entries(lane.dns.records)) {
    const keys = ['dns', 'records', id, 'answers']
    const named = new Set<string>()
    for (const [answerId, answer] of Object.entries(answers)) {
      const [field, name] =
        'balancer' in answer ? ['balancer', answer.balancer] : ['target', answer.target]
      const among = field === 'balancer' ? names.balancers : names.targets
      mustExist(name, among, `a ${field}`, [...keys, answerId, field], say)
      if (named.has(name)) {
        say(
          [...keys, answerId, field],
          `is ${show(name)} a second time; each answer must differ. Remove one.`,
        )
      }
      named.add(name)
    }
    const balancers = Object.values(answers).filter((answer) => 'balancer' in answer).length
    if (balancers > 0 && balancers < Object.keys(answers).length) {
      say(keys, 'name a balancer and targets; they must name one kind of thing. Remove the others.')
    }
  }
}

function checkBalancers(lane: LaneScenario, names: Names, say: Say): void {
  for (const [id, balancer] of Object.entries(lane.balancers)) {
    const keys = ['balancers', id]
    mustExist(balancer.region, names.regions, 'a region', [...keys, 'region'], say)
    const zones = Object.keys(lane.regions[balancer.region]?.zones ?? {})
    balancer.zones.forEach((zone, i) => {
      mustExist(zone, zones, 'a zone of its region', [...keys, 'zones', i], say)
      if (balancer.zones.indexOf(zone) < i) {
        say(
          [...keys, 'zones', i],
          `is ${show(zone)} a second time; each zone has one node. Remove it.`,
        )
      }
    })
    for (const [listenerId, { otherwise }] of Object.entries(balancer.listeners)) {
      for (const group of Object.keys(otherwise.groups)) {
        if (names.groups.includes(group)) continue
        say(
          [...keys, 'listeners', listenerId, 'otherwise', 'groups', group],
          `is no target group; there are ${listed(names.groups)}. Rename it.`,
        )
      }
    }
  }
}

function checkTargets(lane: LaneScenario, names: Names, say: Say): void {
  if (names.targets.length > MOST.targets) {
    say(
      ['targetGroups'],
      `have ${names.targets.length} targets; ${MOST.targets} are allowed in all. Remove some.`,
    )
  }
  const seen = new Set<string>()
  for (const [groupId, group] of Object.entries(lane.targetGroups)) {
    const { timeoutMs, intervalMs } = group.health
    if (timeoutMs > intervalMs) {
      say(
        ['targetGroups', groupId, 'health', 'timeoutMs'],
        `is ${timeoutMs}; it must be at most intervalMs, which is ${intervalMs}. Lower it or raise the interval.`,
      )
    }
    for (const [id, target] of Object.entries(group.targets)) {
      checkTarget(['targetGroups', groupId, 'targets', id], target, names, say)
      if (seen.has(id)) {
        say(
          ['targetGroups', groupId, 'targets', id],
          'has the name of a target in another group; names of targets must differ. Rename one.',
        )
      }
      seen.add(id)
    }
  }
}

const checkTarget = (keys: readonly string[], target: Target, names: Names, say: Say): void =>
  mustExist(target.zone, names.zones, 'a zone', [...keys, 'zone'], say)

/** What each `to` of a reference knob means. */
function referable(
  to: string,
  names: Names,
): { readonly what: string; readonly among: readonly string[] } | null {
  switch (to) {
    case 'targets':
      return { what: 'a target', among: names.targets }
    case 'zones':
      return { what: 'a zone', among: names.zones }
    case 'populations':
      return { what: 'a client population', among: names.populations }
    case 'places':
      return {
        what: 'a zone or a place of clients',
        among: [...names.zones, ...names.placesOfClients],
      }
    default:
      return null
  }
}

function checkFaults(lane: LaneScenario, names: Names, say: Say): void {
  for (const [id, spec] of Object.entries(lane.faults)) {
    const knobs: Knobs = faults.find((fault) => fault.id === spec.kind)?.knobs ?? {}
    const values: Readonly<Record<string, unknown>> = { ...spec }
    const places: string[] = []
    for (const [name, knob] of Object.entries(knobs)) {
      if (knob.type !== 'reference') continue
      const found = referable(knob.to, names)
      const value = String(values[name])
      if (found === null) continue
      mustExist(value, found.among, found.what, ['faults', id, name], say)
      if (knob.to !== 'places') continue
      checkPlace(['faults', id, name], value, names, say)
      if (places.includes(value)) {
        say(
          ['faults', id, name],
          `is ${show(value)} like the other end; they must differ. Change one.`,
        )
      }
      places.push(value)
    }
  }
}

function checkPlace(keys: readonly string[], name: string, names: Names, say: Say): void {
  if (!(names.zones.includes(name) && names.placesOfClients.includes(name))) return
  say(
    keys,
    `is ${show(name)}, a zone and also a place of clients; it must be one of them. Rename the place.`,
  )
}

interface Checked {
  readonly id: string
  readonly knobs: Knobs
  readonly check?: (knobs: never) => string | null
}

/** The rules that a member of a family has for its own knobs. */
function checkMembers(lane: LaneScenario, say: Say): void {
  const check = (family: readonly Checked[], id: string, spec: object, keys: readonly string[]) => {
    const member = family.find((candidate) => candidate.id === id)
    for (const [name, knob] of Object.entries(member?.knobs ?? {})) {
      const inner: unknown = (spec as Readonly<Record<string, unknown>>)[name]
      if (knob.type === 'member')
        checkDistribution(inner as { readonly kind: string }, [...keys, name])
    }
    const sentence = member?.check?.(spec as never) ?? null
    if (sentence === null) return
    const subject = /^[A-Za-z]+/.exec(sentence)?.[0] ?? ''
    if (Object.hasOwn(member?.knobs ?? {}, subject)) {
      say([...keys, subject], sentence.slice(subject.length + 1))
    } else say(keys, `does not fit together. ${sentence}`)
  }
  const checkDistribution = (spec: { readonly kind: string }, keys: readonly string[]): void =>
    check(distributions, spec.kind, spec, keys)

  checkDistribution(lane.network.sameZone, ['network', 'sameZone'])
  checkDistribution(lane.network.crossZone, ['network', 'crossZone'])
  for (const [place, routes] of Object.entries(lane.network.fromClients)) {
    for (const [region, spec] of Object.entries(routes)) {
      checkDistribution(spec, ['network', 'fromClients', place, region])
    }
  }
  for (const [id, { arrivals, requests }] of Object.entries(lane.clients)) {
    check(arrivalProcesses, arrivals.kind, arrivals, ['clients', id, 'arrivals'])
    for (const [name, { demand }] of Object.entries(requests)) {
      checkDistribution(demand, ['clients', id, 'requests', name, 'demand'])
    }
  }
  for (const [id, { algorithm }] of Object.entries(lane.targetGroups)) {
    check(algorithms, algorithm.id, algorithm, ['targetGroups', id, 'algorithm'])
  }
  for (const [id, fault] of Object.entries(lane.faults)) {
    check(faults, fault.kind, fault, ['faults', id])
  }
}
