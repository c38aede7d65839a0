/** What stands before the targets of any scenario: regions, names, balancers and how these deal with targets. */
import fc from 'fast-check'
import { constant } from './scenarios.ts'

type Json = Record<string, unknown>

export const ZONES = ['a', 'b', 'c'] as const
/** The zone of the second region, where there is one. */
export const AWAY = 'd'

/** What makes a function of the one target of a group. */
const functionOf = fc.record({
  kind: fc.constant('function'),
  init: fc.constantFrom(constant(0), constant(20), { kind: 'exponential', meanMs: 30 }),
  keptMs: fc.constantFrom(0, 50, 300_000),
  provisioned: fc.constantFrom(0, 1),
  burst: fc.constantFrom(1, 20, 1000),
})

/** A second group with a rule that leads to it, at layer 7. */
const second = fc.record({
  /** What the rule forwards stays in part with the first group. */
  isShared: fc.boolean(),
  stickiness: fc.constantFrom('none', 'cookie', 'source-ip'),
  isScaled: fc.boolean(),
  unnamedBelow: fc.constantFrom(0, 0.6, 1),
  breaker: fc.constantFrom({ isOn: false }, { isOn: true, requestsMax: 2, pendingMax: 2 }),
  deregistrationMs: fc.constantFrom(0, 20),
})

export const front = fc.record({
  hasBalancer: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
  zones: fc.subarray([...ZONES], { minLength: 1 }),
  kind: fc.constantFrom('application', 'application', 'network'),
  crossZone: fc.boolean(),
  resetsUnhealthy: fc.boolean(),
  cancelAbandoned: fc.boolean(),
  idleMs: fc.constantFrom(1000, 60_000),
  resends: fc.boolean(),
  protocol: fc.constantFrom('http', 'https'),
  ttlMs: fc.constantFrom(0, 10, 200, 60_000),
  resolvers: fc.constantFrom(1, 2),
  startsCold: fc.boolean(),
  policy: fc.constantFrom('simple', 'weighted', 'failover', 'latency', 'geolocation', 'multivalue'),
  second: fc.option(second, { nil: undefined }),
  isDnsChecked: fc.boolean(),
  holdsMs: fc.constantFrom(0, 0, 300),
  dnsCache: fc.constantFrom('none', 'none', 'ttl', 'forever'),
  // A second region, with a balancer of its own before the last target.
  isWide: fc.boolean(),
  slowStartMs: fc.constantFrom(0, 0, 500),
  stickiness: fc.constantFrom('none', 'none', 'cookie', 'source-ip'),
  deregistrationMs: fc.constantFrom(10, 300_000),
  propagationMs: fc.constantFrom(0, 40),
  propagationSpread: fc.constantFrom(0, 1),
  workers: fc.constantFrom(1, 1, 2, 3),
  workersShare: fc.constantFrom('nothing', 'nothing', 'counts', 'all'),
  /** What its nodes do themselves takes time; many requests come to one worker at the same moment. */
  work: fc.option(
    fc.record({
      request: fc.constantFrom(constant(0), constant(1), constant(10), {
        kind: 'exponential',
        meanMs: 3,
      }),
      connection: fc.constantFrom(constant(0), constant(5), {
        kind: 'bimodal',
        fastMs: 0,
        slowMs: 20,
        slowRatio: 0.2,
      }),
    }),
    { nil: undefined, freq: 2 },
  ),
  errorsInARow: fc.constantFrom(0, 1, 3),
  /** Who is considered, where that goes together with the rest. */
  considers: fc.constantFrom('all', 'all', 'by zone', 'by priority', 'by both', 'a subset'),
  ejection: fc.record({
    dialect: fc.constantFrom('envoy', 'envoy', 'nginx'),
    maxFails: fc.constantFrom(1, 1, 3),
    counts5xx: fc.boolean(),
  }),
  /** What the targets of the first group call; their timeout may fall on the moment of an answer. */
  calls: fc.option(
    fc.record({
      ratio: fc.constantFrom(0.5, 1),
      timeoutMs: fc.constantFrom(1, 20, 5000),
      deep: fc.boolean(),
      slots: fc.constantFrom(1, 2),
      limit: fc.constantFrom(0, 1, 100),
      demand: fc.constantFrom(constant(0), constant(5), { kind: 'exponential', meanMs: 10 }),
    }),
    { nil: undefined, freq: 2 },
  ),
  /** At layer 7: whom its default rule asks to log in, and how many can. */
  login: fc.option(
    fc.record({
      login: fc.constantFrom('session', 'session', 'token'),
      unauthenticated: fc.constantFrom('authenticate', 'allow', 'deny'),
      sessionMs: fc.constantFrom(1000, 604_800_000),
      knownRatio: fc.constantFrom(0, 0.5, 1),
      role: fc.constantFrom('', 'staff'),
      slots: fc.constantFrom(1, 20),
      limit: fc.constantFrom(0, 100),
      timeoutMs: fc.constantFrom(5, 5000),
      way: fc.constantFrom(constant(0), constant(10), { kind: 'exponential', meanMs: 5 }),
    }),
    { nil: undefined, freq: 2 },
  ),
  /** Cores of the hosts of each zone, where targets are containers: on all, or on every second one. */
  hosts: fc.option(
    fc.record({
      cores: fc.constantFrom(1, 1, 2, 3, 1024),
      every: fc.constantFrom(1, 1, 2),
      /** Hosts of each zone: containers go to them in turn, and a third one may have none. */
      each: fc.constantFrom(1, 1, 2, 3),
      /** Whether those of the second group stand there too. */
      isForAll: fc.boolean(),
    }),
    { nil: undefined, freq: 2 },
  ),
  asFunction: fc.option(functionOf, { nil: undefined }),
  scaling: fc.constantFrom<Json>(
    ...[{ kind: 'unscaled' }, { kind: 'unscaled' }, { kind: 'unscaled' }],
    { kind: 'target-tracking', target: 60, warmUpMs: 100, inAfter: 2 },
    { kind: 'step-scaling', metric: 'requests', threshold: 10, firstBy: 2, warmUpMs: 0 },
    { kind: 'step-scaling', outAfter: 1, inAfter: 1, warmUpMs: 0, launchMs: 0 },
    { kind: 'simple-scaling', cooldownMs: 100, replacesUnhealthy: true, outAfter: 1 },
    { kind: 'simple-scaling', cooldownMs: 0, outAfter: 1, inAfter: 1, change: 2, launchMs: 0 },
    { kind: 'fixed', replacesUnhealthy: true },
  ),
  breaker: fc.constantFrom(
    { isOn: false },
    { isOn: false },
    { isOn: true, requestsMax: 3, pendingMax: 1 },
  ),
})

/** Settings of a group that say who is considered; "by priority" is what its targets say. */
export function narrowingsOf(
  { considers, kind, crossZone, workers }: Front,
  { isByKey, isByAddress }: { readonly isByKey: boolean; readonly isByAddress: boolean },
): Json {
  if (kind === 'network' || isByAddress) return {}
  const isByZone = considers === 'by zone' || considers === 'by both'
  return {
    zoneAware: {
      isOn: isByZone && crossZone && !isByKey,
      ratio: workers === 1 ? 1 : 0.5,
      healthyMin: 2,
    },
    subset: {
      kind: considers !== 'a subset' ? 'all' : workers === 1 ? 'random' : 'deterministic',
      size: 2,
    },
  }
}

/** The nth of its targets is of this priority. */
export const priorityIn = ({ considers, kind, stickiness }: Front, n: number): number =>
  considers.endsWith('priority') || considers.endsWith('both')
    ? kind === 'network' || stickiness === 'source-ip'
      ? 0
      : n % 2
    : 0

export type Front = typeof front extends fc.Arbitrary<infer Of> ? Of : never

export const regionsOf = ({ isWide }: Front): Readonly<Record<string, unknown>> => ({
  home: { zones: Object.fromEntries(ZONES.map((zone) => [zone, {}])) },
  ...(isWide ? { away: { zones: { [AWAY]: {} } } } : {}),
})

/** As many in each zone, where targets are containers. */
export function hostsOf(of: Front): Readonly<Record<string, unknown>> {
  const { hosts, isWide } = of
  if (hosts === undefined) return {}
  return Object.fromEntries(
    [...ZONES, ...(isWide ? [AWAY] : [])].flatMap((zone) =>
      Array.from({ length: hosts.each }, (_, n) => [hostIn(zone, n), { zone, cores: hosts.cores }]),
    ),
  )
}

/** The name of the `n`-th host of a zone. */
export const hostIn = (zone: unknown, n: number): string => `h-${zone}${n === 0 ? '' : n}`

/** What makes a container of the `n`-th target of a zone, in turn on the first two hosts there. */
export const containerIn = ({ hosts }: Front, zone: unknown, n: number) =>
  hosts === undefined ? {} : { kind: 'container', host: hostIn(zone, n % Math.min(2, hosts.each)) }

/** Resolvers only where somebody is: losses are named by a place. */
export function dnsOf(of: Front, places: readonly string[], targets: readonly string[]) {
  const resolvers = places.flatMap((place) =>
    Array.from({ length: of.resolvers }, (_, n) => [
      `${place}${n}`,
      { place, share: n + 1, startsCold: of.startsCold, holdsMs: of.holdsMs },
    ]),
  )
  const away = { balancer: 'away', weight: 2, isSecondary: true, places: { eu: {} } }
  return {
    resolvers: Object.fromEntries(resolvers),
    records: {
      shop: {
        ttlMs: of.ttlMs,
        // What names addresses names no balancer.
        policy: { kind: of.hasBalancer && of.policy === 'multivalue' ? 'simple' : of.policy },
        check: { isOn: of.isDnsChecked, intervalMs: 1000, threshold: 1, checkers: 3 },
        answers: of.hasBalancer
          ? { web: { balancer: 'web' }, ...(of.isWide ? { away } : {}) }
          : Object.fromEntries(targets.map((id) => [id, { target: id }])),
      },
    },
  }
}

/** The second group, where a balancer reads requests. */
export const secondOf = ({ hasBalancer, kind, second: group }: Front) =>
  hasBalancer && kind === 'application' ? group : undefined

/** The groups beside the first one. */
export function otherGroupsOf(of: Front): Readonly<Record<string, unknown>> {
  const group = secondOf(of)
  if (group === undefined) return {}
  const { stickiness, isScaled, unnamedBelow, breaker, deregistrationMs } = group
  const isCookie = stickiness === 'cookie'
  const third = of.isWide ? AWAY : 'a'
  const here = (zone: string, n: number) => (of.hosts?.isForAll ? containerIn(of, zone, n) : {})
  const sticks = isCookie ? (of.crossZone ? 'balancer-cookie' : 'none') : stickiness
  return {
    api: {
      health: { intervalMs: 100, timeoutMs: 50, unhealthyAfter: 1, unnamedBelow },
      stickiness: { kind: sticks },
      scaling: isScaled
        ? {
            ...{ kind: 'target-tracking', desired: 1, launchMs: 20, periodMs: 100, warmUpMs: 0 },
            ...{ outAfter: 1, inAfter: 2, replacesUnhealthy: true },
          }
        : { kind: 'unscaled' },
      ...{ breaker, deregistrationMs },
      targets: {
        p0: { zone: 'a', slots: 2, queue: { limit: 3 }, ...here('a', 0) },
        p1: { zone: 'b', slots: 2, ...here('b', 1) },
        p2: { zone: third, slots: 1, initial: true, ...here(third, 2) },
      },
    },
  }
}

function rulesOf(of: Front): Readonly<Record<string, unknown>> {
  const group = secondOf(of)
  if (group === undefined) return {}
  const groups = group.isShared ? { api: { weight: 2 }, web: { weight: 1 } } : { api: {} }
  const when = { path: { kind: 'path-pattern', values: ['/search'] } }
  return { search: { priority: 1, when, action: { groups } } }
}

export function balancersOf(of: Front): Readonly<Record<string, unknown>> {
  if (!of.hasBalancer) return {}
  const balancer = {
    kind: of.kind,
    crossZone: of.crossZone,
    layer4: { crossZone: of.crossZone, resetsUnhealthy: of.resetsUnhealthy },
    cancelAbandoned: of.cancelAbandoned,
    idleMs: of.idleMs,
    resends: of.resends,
    propagationMs: of.propagationMs,
    propagationSpread: of.propagationSpread,
    workers: of.workers,
    workersShare: of.workersShare,
    work: of.work ?? {},
  }
  const { login, unauthenticated, sessionMs } = of.login ?? {}
  const asks = of.login !== undefined && of.kind === 'application' && of.protocol === 'https'
  const otherwise = {
    groups: { web: {} },
    ...(asks ? { login, unauthenticated, sessionMs } : {}),
  }
  const main = { protocol: of.protocol, otherwise, rules: rulesOf(of) }
  return {
    web: { ...balancer, region: 'home', zones: of.zones, listeners: { main } },
    ...(of.isWide
      ? {
          // The other one has no rules.
          away: {
            ...{ ...balancer, region: 'away', zones: [AWAY] },
            listeners: { main: { ...main, rules: {} } },
          },
        }
      : {}),
  }
}

/** Cookies only where a node reads them and reaches whom they name. */
export const stickinessIn = (front: Front): string =>
  front.stickiness !== 'cookie'
    ? front.stickiness
    : front.kind === 'network' || !front.crossZone
      ? 'none'
      : front.resends
        ? 'balancer-cookie'
        : 'application-cookie'
