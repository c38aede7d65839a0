/**
 * The plan of a run: one lane's scenario, with names turned into numbers and members of families prepared.
 * It is a function of the scenario and never changes while the run goes on; what changes is in `World`.
 */
import seedrandom from 'seedrandom'
import type { Algorithm } from '../algorithms/define.ts'
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
import type { LaneScenario, Population, Target, TargetGroup } from '../scenario/types.ts'
import type { Names } from '../trace/schema.ts'
import { type PlannedFault, planFaults, planSurges, type Surge } from './plannedFaults.ts'

/** A length of time in microseconds that may vary. `isFixed` saves the draw. */
export interface Leg {
  readonly isFixed: boolean
  /** Rounded. */
  readonly fixedUs: number
  /** Unrounded microseconds. */
  quantileUs(u: number): number
}

const LEG_WORD_MAX = 2_000_000_000

/** A leg as one whole number for tables of legs: its microseconds, or -1 when each passage draws its own. */
export const legWord = ({ isFixed, fixedUs }: Leg): number =>
  isFixed && fixedUs <= LEG_WORD_MAX ? fixedUs : -1

export interface PlannedRequest {
  /** Index into `names.paths`. */
  readonly path: number
  /** Sum of the weights up to and with this one, over all: the mix is drawn from it. */
  readonly upTo: number
  readonly demand: Leg
  readonly bytes: number
}

export interface PlannedPopulation {
  readonly id: string
  readonly key: Key
  readonly arrivals: PreparedArrivals
  readonly cells: number
  readonly recording: Recording | null
  readonly requests: readonly PlannedRequest[]
  /** Index into `names.paths` of the first of its paths. */
  readonly firstPath: number
  /** Where its addresses begin in the global numbering, and how many they are. */
  readonly addressBase: number
  readonly addresses: number
  readonly keepAliveUs: number
  readonly perAddress: number
  readonly timeoutUs: number
  readonly retry: Population['retry']
  /** Place of its clients among the sites. */
  readonly site: number
  readonly place: string
  readonly fromClient: Leg
  /** Resolvers of its place with cumulative shares. */
  readonly resolvers: readonly { readonly resolver: number; readonly upTo: number }[]
  /** When its first request may come and when its last: a surge has a beginning and an end. */
  readonly startUs: number
  readonly endUs: number
  readonly isSurge: boolean
}

export interface PlannedNode {
  readonly id: string
  readonly balancer: string
  readonly site: number
  readonly zone: string
  readonly key: Key
}

export interface PlannedTarget {
  readonly id: string
  readonly group: number
  readonly site: number
  readonly key: Key
  readonly target: Target
}

export interface PlannedGroup {
  readonly id: string
  readonly first: number
  readonly size: number
  readonly algorithm: Algorithm
  readonly knobs: TargetGroup['algorithm']
  readonly intervalUs: number
  readonly timeoutUs: number
  readonly health: TargetGroup['health']
}

/** What a resolver may answer: a node of the balancer, or a target itself. */
export interface Entry {
  readonly node: number
  readonly target: number
}

export interface Plan {
  readonly durationUs: number
  readonly warmUpUs: number
  readonly attemptsMax: number
  readonly inFlightMax: number
  readonly populations: readonly PlannedPopulation[]
  readonly nodes: readonly PlannedNode[]
  readonly groups: readonly PlannedGroup[]
  readonly targets: readonly PlannedTarget[]
  /** The group to which the balancer's listener forwards; -1 without a balancer. */
  readonly forwardGroup: number
  readonly crossZone: boolean
  readonly cancelAbandoned: boolean
  readonly handshakes: number
  readonly resolvers: readonly { readonly id: string; readonly key: Key; readonly place: string }[]
  readonly ttlUs: number
  readonly entries: readonly Entry[]
  readonly sameZone: Leg
  readonly crossZoneLeg: Leg
  /** Zones first, then places of clients. */
  readonly sites: readonly string[]
  readonly faults: readonly PlannedFault[]
  readonly addresses: number
  readonly keys: Readonly<Record<Purpose, Key>>
  readonly names: Names
}

/** What draws are for, where the entity is a request. A node or target that draws adds its own key. */
const PURPOSES = [
  'path',
  'demand',
  'address',
  'think',
  'backoff',
  'entry',
  'leg',
  'pick',
  'error',
] as const
export type Purpose = (typeof PURPOSES)[number]

const MS = 1000

export function legOf(spec: DistributionSpec): Leg {
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
  const paths = pathsOf(lane, recordings)
  const plan = {
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
    ttlUs: usFromMs(record.ttlMs),
    entries: Object.values(record.answers).flatMap((answer) =>
      'balancer' in answer
        ? nodes.map((_, node) => ({ node, target: -1 }))
        : [{ node: -1, target: targets.findIndex((target) => target.id === answer.target) }],
    ),
    sameZone: legOf(lane.network.sameZone),
    crossZoneLeg: legOf(lane.network.crossZone),
    sites,
    faults: planFaults(lane, { sites, targets }),
    addresses: populations.reduce((sum, population) => sum + population.addresses, 0),
    keys: Object.fromEntries(
      PURPOSES.map((purpose) => [purpose, deriveKey(seed, 'purpose', purpose)]),
    ) as Record<Purpose, Key>,
  }
  return { ...plan, names: namesOf(plan, paths) }
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
