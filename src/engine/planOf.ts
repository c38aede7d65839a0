/** Turns a validated scenario of one lane into the plan of its run. */
import seedrandom from 'seedrandom'
import { algorithmById } from '../algorithms/index.ts'
import type { PreparedArrivals } from '../arrivals/define.ts'
import { arrivalCells, prepareArrivals } from '../arrivals/index.ts'
import { assert } from '../base/assert.ts'
import type { Key } from '../base/draws.ts'
import { deriveKey } from '../base/draws.ts'
import type { DistributionSpec } from '../distributions/index.ts'
import { prepareDistribution } from '../distributions/index.ts'
import type { Recording, Recordings } from '../model/recording.ts'
import { usFromMs } from '../model/time.ts'
import type { LaneScenario, Population } from '../scenario/types.ts'
import type { Names } from '../trace/schema.ts'
import { planFaults, planSurges, type Surge } from './fault/plan.ts'
import {
  type Leg,
  type Plan,
  type PlannedGroup,
  type PlannedPopulation,
  type PlannedRequest,
  type PlannedTarget,
  PURPOSES,
  type Purpose,
} from './plan.ts'

const MS = 1000

function legOf(spec: DistributionSpec): Leg {
  const prepared = prepareDistribution(spec)
  return {
    isFixed: prepared.variance === 0,
    fixedUs: Math.round(prepared.mean * MS),
    quantileUs: (u) => prepared.quantile(u) * MS,
  }
}

/** Turns a validated scenario of one lane into a plan. */
export function planOf(lane: LaneScenario, recordings: Recordings): Plan {
  const seed = rootKey(lane.seed)
  const [regionId, region] = only(Object.entries(lane.regions), 'region')
  const zones = Object.keys(region.zones)
  const places = [...new Set(Object.values(lane.clients).map((client) => client.place))]
  const sites = [...zones, ...places]
  const groups = planGroups(lane)
  const targets = planTargets(lane, sites, seed)
  const [balancerId, balancer] = Object.entries(lane.balancers)[0] ?? [null, null]
  const nodes = (balancer?.zones ?? []).map((zone) => ({
    id: `${balancerId}-${zone}`,
    balancer: balancerId as string,
    zone,
    site: sites.indexOf(zone),
    key: deriveKey(seed, 'node', balancerId as string, zone),
  }))
  const listener = balancer ? only(Object.values(balancer.listeners), 'listener') : null
  const forwardTo = listener ? only(Object.keys(listener.otherwise.groups), 'group') : null
  const resolvers = Object.entries(lane.dns.resolvers).map(([id, resolver]) => ({
    id,
    place: resolver.place,
    key: deriveKey(seed, 'resolver', id),
  }))
  const [, record] = only(Object.entries(lane.dns.records), 'record')
  const populations = planPopulations(lane, { seed, sites, regionId, recordings })
  const ttlUs = usFromMs(record.ttlMs)
  const faults = planFaults(lane, { sites, targets })
  const named = { populations, nodes, groups, targets, resolvers, ttlUs, faults }
  return {
    durationUs: usFromMs(lane.durationMs),
    warmUpUs: usFromMs(lane.warmUpMs),
    attemptsMax: lane.limits.attempts,
    inFlightMax: lane.limits.inFlight,
    populations,
    nodes,
    groups,
    targets,
    forwardGroup: groups.findIndex((group) => group.id === forwardTo),
    crossZone: balancer?.crossZone ?? true,
    cancelAbandoned: balancer?.cancelAbandoned ?? false,
    handshakes: listener?.protocol === 'http' || listener === null ? 1 : 2,
    resolvers,
    ttlUs,
    entries: Object.values(record.answers).flatMap((answer) =>
      'balancer' in answer
        ? nodes.map((_, node) => ({ node, target: -1 }))
        : [{ node: -1, target: targets.findIndex((target) => target.id === answer.target) }],
    ),
    sameZone: legOf(lane.network.sameZone),
    crossZoneLeg: legOf(lane.network.crossZone),
    sites,
    faults,
    addresses: populations.reduce((sum, population) => sum + population.addresses, 0),
    keys: Object.fromEntries(
      PURPOSES.map((purpose) => [purpose, deriveKey(seed, 'purpose', purpose)]),
    ) as Record<Purpose, Key>,
    names: namesOf(named, pathsOf(lane, recordings)),
  }
}

/** The user's seed, any text, becomes 64 bits: the one place where a generator with a history is used. */
function rootKey(seed: string): Key {
  const generator = seedrandom.alea(seed)
  return { k0: generator.int32(), k1: generator.int32() }
}

function only<T>(things: readonly T[], what: string): T {
  assert(things.length === 1, `a validated scenario has one ${what} here`)
  return things[0] as T
}

function planGroups(lane: LaneScenario): PlannedGroup[] {
  let first = 0
  return Object.entries(lane.targetGroups).map(([id, group]) => {
    const size = Object.keys(group.targets).length
    first += size
    return {
      id,
      first: first - size,
      size,
      algorithm: algorithmById(group.algorithm.id),
      knobs: group.algorithm,
      intervalUs: usFromMs(group.health.intervalMs),
      timeoutUs: usFromMs(group.health.timeoutMs),
      health: group.health,
    }
  })
}

function planTargets(lane: LaneScenario, sites: readonly string[], seed: Key): PlannedTarget[] {
  return Object.values(lane.targetGroups).flatMap((group, g) =>
    Object.entries(group.targets).map(([id, target]) => ({
      id,
      group: g,
      site: sites.indexOf(target.zone),
      key: deriveKey(seed, 'target', id),
      target,
    })),
  )
}

interface PopulationContext {
  readonly seed: Key
  readonly sites: readonly string[]
  readonly regionId: string
  readonly recordings: Recordings
}

function planPopulations(lane: LaneScenario, context: PopulationContext): PlannedPopulation[] {
  let addressBase = 0
  let pathBase = 0
  const planned: PlannedPopulation[] = []
  const add = (
    id: string,
    population: Population,
    surge: Surge | null,
    pathsFrom: number,
  ): void => {
    const { arrivals, recording } = planArrivals(population, surge, context.recordings)
    const addresses =
      arrivals.loop === 'closed' ? arrivals.users : (recording?.clients ?? population.addresses)
    planned.push({
      id,
      key: deriveKey(context.seed, 'population', id),
      arrivals,
      cells: arrivalCells(surge === null ? population.arrivals.kind : 'poisson'),
      recording,
      requests: planRequests(population, pathsFrom),
      firstPath: pathsFrom,
      addressBase,
      addresses,
      keepAliveUs: usFromMs(population.connections.keepAliveMs),
      perAddress: population.connections.perAddress,
      timeoutUs: usFromMs(population.timeoutMs),
      retry: population.retry,
      site: context.sites.indexOf(population.place),
      place: population.place,
      fromClient: legOf(
        lane.network.fromClients[population.place]?.[context.regionId] as DistributionSpec,
      ),
      resolvers: planResolvers(lane, population.place),
      startUs: surge?.startUs ?? 0,
      endUs: surge?.endUs ?? Number.POSITIVE_INFINITY,
      isSurge: surge !== null,
    })
    addressBase += addresses
  }
  const pathsFrom = new Map<string, number>()
  for (const [id, population] of Object.entries(lane.clients)) {
    pathsFrom.set(id, pathBase)
    add(id, population, null, pathBase)
    const recording = planned[planned.length - 1]?.recording
    pathBase += recording?.paths.length ?? Object.keys(population.requests).length
  }
  for (const surge of planSurges(lane)) {
    const population = lane.clients[surge.population] as Population
    add(surge.id, population, surge, pathsFrom.get(surge.population) as number)
  }
  return planned
}

function planArrivals(
  population: Population,
  surge: Surge | null,
  recordings: Recordings,
): { readonly arrivals: PreparedArrivals; readonly recording: Recording | null } {
  if (surge !== null) {
    return {
      arrivals: prepareArrivals({ kind: 'poisson', perSecond: surge.perSecond }),
      recording: null,
    }
  }
  const arrivals = prepareArrivals(population.arrivals)
  if (arrivals.loop !== 'recorded') return { arrivals, recording: null }
  const recording = recordings[arrivals.recording]
  assert(recording !== undefined, 'the recording that the scenario replays was given')
  return { arrivals, recording }
}

function planRequests(population: Population, pathsFrom: number): PlannedRequest[] {
  const kinds = Object.values(population.requests)
  const total = kinds.reduce((sum, kind) => sum + kind.weight, 0)
  let upTo = 0
  return kinds.map((kind, i) => {
    upTo += kind.weight
    return {
      path: pathsFrom + i,
      upTo: upTo / total,
      demand: legOf(kind.demand),
      bytes: kind.responseBytes,
    }
  })
}

function planResolvers(
  lane: LaneScenario,
  place: string,
): { readonly resolver: number; readonly upTo: number }[] {
  const here = Object.values(lane.dns.resolvers)
    .map((resolver, index) => ({ resolver: index, share: resolver.share, place: resolver.place }))
    .filter((one) => one.place === place)
  const total = here.reduce((sum, one) => sum + one.share, 0)
  let upTo = 0
  return here.map(({ resolver, share }) => {
    upTo += share
    return { resolver, upTo: upTo / total }
  })
}

function pathsOf(lane: LaneScenario, recordings: Recordings): Names['paths'] {
  return Object.values(lane.clients).flatMap((population) => {
    const { arrivals } = population
    if (arrivals.kind === 'replay') {
      return (recordings[arrivals.recording]?.paths ?? []).map((path) => ({
        id: path,
        method: 'GET',
        path,
      }))
    }
    return Object.entries(population.requests).map(([id, kind]) => ({
      id,
      method: kind.method,
      path: kind.path,
    }))
  })
}

type Planned = Pick<
  Plan,
  'populations' | 'nodes' | 'groups' | 'targets' | 'resolvers' | 'ttlUs' | 'faults'
>

function namesOf(plan: Planned, paths: Names['paths']): Names {
  return {
    populations: plan.populations.map(({ id, place, isSurge }) => ({ id, place, isSurge })),
    paths,
    nodes: plan.nodes.map(({ id, balancer, zone }) => ({ id, balancer, zone })),
    targets: plan.targets.map(({ id, group, target }) => ({
      id,
      group: (plan.groups[group] as PlannedGroup).id,
      zone: target.zone,
      slots: target.slots,
      queueLimit: target.queue.limit,
    })),
    resolvers: plan.resolvers.map(({ id, place }) => ({ id, place, ttlUs: plan.ttlUs })),
    faults: plan.faults.map(({ id, kind, startUs, endUs }) => ({ id, kind, startUs, endUs })),
  }
}
