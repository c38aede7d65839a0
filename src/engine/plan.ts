/**
 * The plan of a run: one lane's scenario, with names turned into numbers and members of families prepared. Each room
 * plans its own things; here they are put together. A plan never changes while the run goes on; what changes is in
 * `World`.
 */
import seedrandom from 'seedrandom'
import { deriveKey, type Key } from '../base/draws.ts'
import type { Recordings } from '../model/recording.ts'
import { usFromMs } from '../model/time.ts'
import { hasDependency } from '../scenario/things/dependency.ts'
import { hasLogin } from '../scenario/things/login.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { Names } from '../trace/schema.ts'
import { type PlannedBalancers, planBalancers } from './balancer/plan.ts'
import { askedIn, type PathName, type PlannedPopulation, planPopulations } from './client/plan.ts'
import { planSurges } from './client/surges.ts'
import { type Column, int32From } from './columns.ts'
import { type Delay, delayOf } from './delay.ts'
import { type PlannedStation, planStations } from './dependency/plan.ts'
import { type PlannedDeploy, planDeploys } from './deploy/plan.ts'
import { type PlannedDns, planDns } from './dns/plan.ts'
import { type PlannedFault, planFaults } from './fault/plan.ts'
import type { Pair, Region, Route, Site } from './indices.ts'
import { type PlannedNetwork, RoutePlanner } from './network/plan.ts'
import { type PlannedScaling, planScaling } from './scaling/plan.ts'
import { type PlannedHost, planHosts } from './targets/hostPlan.ts'
import { type PlannedTargets, planTargets } from './targets/plan.ts'

export interface Plan extends PlannedTargets, PlannedBalancers {
  readonly run: {
    readonly durationUs: number
    readonly warmUpUs: number
    readonly attemptsMax: number
    readonly inFlightMax: number
  }
  readonly populations: readonly PlannedPopulation[]
  readonly hosts: readonly PlannedHost[]
  /** Whether any target shares the cores of a host. */
  readonly sharesHosts: boolean
  readonly dns: PlannedDns
  /** What is called, by its number; null where nobody calls it. */
  readonly stations: readonly (PlannedStation | null)[]
  /** Whether any target calls what stands behind it. */
  readonly calls: boolean
  /** Where clients log in: there and back, and how long a node waits for it; null where nobody does. */
  readonly provider: { readonly way: Delay; readonly timeoutUs: number } | null
  readonly network: PlannedNetwork
  /** In which region a zone is; NONE for a place of clients. */
  readonly regionOfSite: Column<Site, Region>
  /** From each node to each registration. */
  readonly routeOfPair: Column<Pair, Route>
  /** Whether any algorithm hears what targets say besides their answers. */
  readonly hearsTargets: boolean
  /** Whether any algorithm asks targets, which then remember how long requests took. */
  readonly tellsLatency: boolean
  /** Whether anybody waits for a target to have less: an algorithm that hears that, a deploy, a metric of requests. */
  readonly watchesTargets: boolean
  /** Whether clients learn from how attempts end: a cookie, tokens of a bucket. */
  readonly hearsEndings: boolean
  /** Whether any target admits only some. */
  readonly admits: boolean
  /** Whether nodes limit what they have under way in a group. */
  readonly breaks: boolean
  /** Whether any node takes time for what it does itself. */
  readonly nodesWork: boolean
  /** Whether any workers go by the same counts, but decide each by itself. */
  readonly sharesCounts: boolean
  /** Whether nodes count errors, to eject whoever answers with too many. */
  readonly countsErrors: boolean
  /** Whether clients keep cookies that name targets. */
  readonly hasCookies: boolean
  /** Whether any target closes idle connections. */
  readonly targetsClose: boolean
  /** How long nodes keep idle connections to targets, and wait for an answer: the same for all of them. */
  readonly nodeIdleUs: number
  readonly faults: readonly PlannedFault[]
  readonly deploys: readonly PlannedDeploy[]
  /** By group; null for one that is not scaled. */
  readonly scaling: readonly (PlannedScaling | null)[]
  /** Whether any group is scaled by its requests. */
  readonly countsLeaving: boolean
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
  'message',
  'group',
  'slowStart',
  'flow',
  'sticky',
  'age',
  'init',
  'call',
  'login',
  'account',
  'worker',
  'part',
  'subset',
  'work',
] as const
type Purpose = (typeof PURPOSES)[number]

/** Turns a validated scenario of one lane into a plan. */
export function planOf(lane: LaneScenario, recordings: Recordings): Plan {
  const seed = rootKey(lane.seed)
  const sites = sitesOf(lane)
  const siteOf = (name: string): Site => sites.indexOf(name) as Site
  const targets = planTargets(lane, seed, siteOf)
  const { paths, asked } = askedIn(lane, recordings)
  const balancers = planBalancers(lane, seed, { groups: targets.groups, siteOf, asked })
  const regionAt = (site: Site): string => regionOf(lane, site)
  const dns = planDns(lane, seed, {
    nodes: balancers.nodes,
    targets: targets.targets,
    regionAt,
  })
  const deploys = planDeploys(lane, targets.groups)
  const scaling = planScaling(lane, balancers.nodes)
  const countsLeaving = scaling.some((planned) => planned?.isByRequests === true)
  const hasCookies = targets.groups.some(({ stickiness }) => stickiness?.isByAddress === false)
  const hearsTargets = targets.groups.some(({ algorithm }) => (algorithm.hears?.length ?? 0) > 0)
  const hosts = planHosts(lane, targets.targets)
  const faults = planFaults(lane, { sites, hosts, ...targets, rules: balancers.rules, deploys })
  const routes = new RoutePlanner()
  const routeOfPair = routesOfPairs(lane, routes, { ...targets, ...balancers })
  const populations = planPopulations(lane, {
    seed,
    recordings,
    surges: planSurges(lane),
    siteOf,
    routesFrom: (place, record) => routesFrom(lane, routes, { dns, siteOf }, place, record),
  })
  const things = { ...targets, ...balancers, hosts, populations, dns, faults }
  return {
    ...things,
    run: {
      durationUs: usFromMs(lane.durationMs),
      warmUpUs: usFromMs(lane.warmUpMs),
      attemptsMax: lane.limits.attempts,
      inFlightMax: lane.limits.inFlight,
    },
    network: routes.plan(sites),
    regionOfSite: int32From<Site, Region>(sites.map((_, site) => regionNumber(lane, site))),
    routeOfPair,
    stations: planStations(lane, seed),
    calls: hasDependency(lane),
    provider: hasLogin(lane)
      ? {
          way: delayOf(lane.identityProvider.way),
          timeoutUs: usFromMs(lane.identityProvider.timeoutMs),
        }
      : null,
    sharesHosts: hosts.some(({ containers }) => containers.length > 0),
    deploys,
    scaling,
    countsLeaving,
    hearsEndings: hasCookies || populations.some(({ retry }) => retry.budget === 'bucket'),
    admits: targets.groups.some(({ role }) => role !== ''),
    breaks: targets.groups.some(({ breaker }) => breaker !== null),
    nodesWork: balancers.nodes.some(({ work }) => work !== null),
    sharesCounts: balancers.workers.some(({ countsOf }, worker) => countsOf !== worker),
    countsErrors: targets.groups.some(({ ejection }) => ejection !== null),
    hasCookies,
    targetsClose: targets.targets.some(({ keepAliveUs }) => keepAliveUs < Number.POSITIVE_INFINITY),
    nodeIdleUs: usFromMs(Object.values(lane.balancers)[0]?.idleMs ?? 0),
    hearsTargets,
    tellsLatency: targets.groups.some(({ algorithm }) => algorithm.hears?.includes('probe')),
    watchesTargets: hearsTargets || countsLeaving || deploys.length > 0,
    keys: keysOf(seed),
    names: namesOf(things, paths),
  }
}

/** The user's seed, any text, becomes 64 bits: the one place where a generator with a history is used. */
function rootKey(seed: string): Key {
  const generator = seedrandom.alea(seed)
  return { k0: generator.int32(), k1: generator.int32() }
}

const keysOf = (seed: Key): Plan['keys'] =>
  Object.fromEntries(
    PURPOSES.map((purpose) => [purpose, deriveKey(seed, 'purpose', purpose)]),
  ) as Record<Purpose, Key>

/** Zones, then places of clients. */
function sitesOf(lane: LaneScenario): string[] {
  const zones = Object.values(lane.regions).flatMap(({ zones }) => Object.keys(zones))
  return [...zones, ...new Set(Object.values(lane.clients).map(({ place }) => place))]
}

/** Routes from a place of clients to all entries of a record, one after the other: the first of them. */
function routesFrom(
  lane: LaneScenario,
  routes: RoutePlanner,
  { dns, siteOf }: { readonly dns: PlannedDns; readonly siteOf: (name: string) => Site },
  place: string,
  record: number,
): Route {
  const { first, size } = dns.records[record]
  const near = siteOf(place)
  const made = dns.entries.slice(first, first + size).map(({ site }) => {
    const delay = () => delayOf(lane.network.fromClients[place][regionOf(lane, site)])
    return routes.route(routes.hop(near, site, delay))
  })
  return made[0]
}

/** The region of a zone, which is a site; none of another one. */
function regionNumber({ regions }: LaneScenario, site: number): number {
  let first = 0
  return Object.values(regions).findIndex(({ zones }) => {
    first += Object.keys(zones).length
    return site < first
  })
}

const regionOf = (lane: LaneScenario, zone: Site): string =>
  Object.keys(lane.regions)[regionNumber(lane, zone)]

function routesOfPairs(
  lane: LaneScenario,
  routes: RoutePlanner,
  { nodes, registrations, targets }: PlannedBalancers & PlannedTargets,
): Column<Pair, Route> {
  const { sameZone, crossZone } = lane.network
  return int32From<Pair, Route>(
    nodes.flatMap((node) =>
      registrations.map(({ target }) => {
        const { site } = targets[target]
        const delay = () => delayOf(node.site === site ? sameZone : crossZone)
        return routes.route(routes.hop(node.site, site, delay))
      }),
    ),
  )
}

type Things = Pick<Plan, 'populations' | 'groups' | 'targets' | 'hosts' | 'dns' | 'faults'> &
  PlannedBalancers

function namesOf(plan: Things, paths: readonly PathName[]): Names {
  return {
    populations: plan.populations.map(({ id, place, isSurge }) => ({ id, place, isSurge })),
    paths: paths.map((path, number) => ({ ...path, rules: rulesOf(plan, number) })),
    nodes: plan.nodes.map(({ id, balancerId, zone, workers, work }, node) => ({
      id,
      balancer: balancerId,
      zone,
      workers,
      takesTime: work !== null,
      counting: plan.workers.filter((one, at) => one.node === node && one.countsOf === at).length,
    })),
    targets: plan.targets.map(({ id, group, spec, environments }) => ({
      id,
      group: plan.groups[group].id,
      zone: spec.zone,
      slots: spec.slots,
      // For as many as it may have environments one may be starting.
      queueLimit: environments === null ? spec.queue.limit : spec.slots,
    })),
    hosts: plan.hosts,
    resolvers: plan.dns.resolvers.map(({ id, place, agesUs, keepsUs }) => ({
      id,
      place,
      ageUs: agesUs[0] ?? null,
      ttlUs: keepsUs[0] ?? 0,
    })),
    answers: plan.dns.records.flatMap(({ answers }) =>
      answers.map(({ id, names }) => ({ id, names })),
    ),
    faults: plan.faults.map(({ id, kind, startUs, endUs }) => ({ id, kind, startUs, endUs })),
  }
}

/** By balancer: which of its rules a path matches, where it has more than the default. */
function rulesOf(
  { balancers, rules }: PlannedBalancers,
  path: number,
): Names['paths'][number]['rules'] {
  const named = balancers.filter((balancer) => balancer.rules.length > 1)
  return Object.fromEntries(named.map(({ id, ruleOf }) => [id, rules[ruleOf[path]].id]))
}
