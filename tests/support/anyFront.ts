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
  policy: fc.constantFrom('simple', 'simple', 'weighted', 'failover', 'latency', 'geolocation'),
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
  errorsInARow: fc.constantFrom(0, 1, 3),
  asFunction: fc.option(functionOf, { nil: undefined }),
  scaling: fc.constantFrom<Json>(
    ...[{ kind: 'unscaled' }, { kind: 'unscaled' }, { kind: 'unscaled' }],
    { kind: 'target-tracking', target: 60, warmUpMs: 100, inAfter: 2 },
    { kind: 'step-scaling', metric: 'requests', threshold: 10, firstBy: 2, warmUpMs: 0 },
    { kind: 'simple-scaling', cooldownMs: 100, replacesUnhealthy: true, outAfter: 1 },
    { kind: 'fixed', replacesUnhealthy: true },
  ),
  breaker: fc.constantFrom(
    { isOn: false },
    { isOn: false },
    { isOn: true, requestsMax: 3, pendingMax: 1 },
  ),
})

export type Front = typeof front extends fc.Arbitrary<infer Of> ? Of : never

export const regionsOf = ({ isWide }: Front): Readonly<Record<string, unknown>> => ({
  home: { zones: Object.fromEntries(ZONES.map((zone) => [zone, {}])) },
  ...(isWide ? { away: { zones: { [AWAY]: {} } } } : {}),
})

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
        policy: { kind: of.policy },
        check: { isOn: of.isDnsChecked, intervalMs: 1000, threshold: 1, checkers: 3 },
        answers: of.hasBalancer
          ? { web: { balancer: 'web' }, ...(of.isWide ? { away } : {}) }
          : Object.fromEntries(targets.map((id) => [id, { target: id }])),
      },
    },
  }
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
    listeners: { main: { protocol: of.protocol, otherwise: { groups: { web: {} } } } },
  }
  return {
    web: { ...balancer, region: 'home', zones: of.zones },
    ...(of.isWide ? { away: { ...balancer, region: 'away', zones: [AWAY] } } : {}),
  }
}
