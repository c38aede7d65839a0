/**
 * Random valid scenarios for fast-check, small and full of corners: legs and services of no length, queues without
 * room, one connection a client, timeouts that fall on the moment of an answer, faults that overlap or share a moment.
 * Times stand on a coarse grid on purpose, so that many things happen at the same instant.
 */
import fc from 'fast-check'
import { type AlgorithmId, algorithmById, algorithms } from '../../src/algorithms/index.ts'
import { baseOf } from '../../src/scenario/lanes.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import {
  AWAY,
  balancersOf,
  containerIn,
  dnsOf,
  type Front,
  front,
  hostIn,
  hostsOf,
  narrowingsOf,
  otherGroupsOf,
  priorityIn,
  regionsOf,
  secondOf,
  stickinessIn,
  ZONES,
} from './anyFront.ts'
import { constant, valid } from './scenarios.ts'
import { settingsOf } from './settingsOf.ts'

type Json = Record<string, unknown>

const leg = fc.oneof(
  fc.constantFrom(0, 1, 5, 20).map(constant),
  fc.constant({ kind: 'lognormal', meanMs: 5, cv: 1 }),
  fc.constant({ kind: 'exponential', meanMs: 3 }),
)

const demand = fc.oneof(
  fc.constantFrom(0, 5, 10, 40).map(constant),
  fc.constant({ kind: 'exponential', meanMs: 10 }),
  fc.constant({ kind: 'lognormal', meanMs: 10, cv: 2 }),
  fc.constant({ kind: 'bimodal', fastMs: 0, slowMs: 50, slowRatio: 0.1 }),
  fc.constant({ kind: 'pareto', minMs: 1, maxMs: 2000, alpha: 1.1 }),
)

/** How long a run is, and how many requests a second it can afford. */
interface Scale {
  readonly durationMs: number
  readonly perSecond: number
}
/** Short and dense, for queues; long and thin, for the timeouts of 10 and 60 seconds. */
const scale = fc.constantFrom<Scale>(
  { durationMs: 400, perSecond: 400 },
  { durationMs: 2000, perSecond: 100 },
  { durationMs: 16_000, perSecond: 15 },
  { durationMs: 140_000, perSecond: 2 },
)

const arrivals = ({ durationMs, perSecond }: Scale) =>
  fc.oneof(
    fc.constant({ kind: 'poisson', perSecond }),
    fc.constant({ kind: 'periodic', perSecond }),
    fc.constantFrom('exponential', 'constant').map((phases) => ({
      kind: 'bursts',
      perSecond: perSecond * 2,
      onMs: durationMs / 8,
      offMs: durationMs / 8,
      phases,
    })),
    fc.constant({
      kind: 'profile',
      corners: [
        [0, 0],
        [durationMs / 2, perSecond * 2],
        [durationMs, 0],
      ],
    }),
    fc.tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom(10, 50, 1000)).map(([users, ms]) => ({
      kind: 'closed-loop',
      users,
      think: constant(Math.round((ms * 100) / perSecond)),
    })),
  )

const population = (size: Scale, place: string) =>
  fc.record({
    place: fc.constant(place),
    arrivals: arrivals(size),
    requests: fc.oneof(
      demand.map((one) => ({ page: { demand: one } })),
      fc.tuple(demand, demand).map(([one, two]) => ({
        page: { weight: 3, demand: one },
        search: { weight: 1, path: '/search', demand: two },
      })),
    ),
    addresses: fc.constantFrom(1, 2, 50),
    connections: fc.record({
      keepAliveMs: fc.constantFrom(0, 1, 50, 60_000),
      perAddress: fc.constantFrom(1, 2, 6),
      maxAgeMs: fc.constantFrom(0, 0, 30, 400),
      ageJitter: fc.constantFrom(0, 0.5, 1),
    }),
    timeoutMs: fc.constantFrom(1, 10, 20, 50, 300, 10_000, 12_000, 130_000),
    retry: fc.record({
      attemptsMax: fc.integer({ min: 1, max: 4 }),
      backoffMs: fc.constantFrom(0, 5, 50),
      jitter: fc.constantFrom(0, 1),
      budget: fc.constantFrom('ratio', 'bucket', 'none'),
      budgetRatio: fc.constantFrom(0, 0.2, 1),
    }),
  })

const zone = fc.constantFrom(...ZONES)
const called = fc.constantFrom('behind', 'identity')

const target = fc.record({
  zone,
  slots: fc.constantFrom(1, 1, 2, 3, 1000),
  queue: fc.record({
    limit: fc.constantFrom(0, 1, 5, 100),
    order: fc.constantFrom('fifo', 'lifo', 'adaptive', 'sharing'),
    drops: fc.constantFrom('nothing', 'nothing', 'late', 'abandoned'),
    intervalMs: fc.constantFrom(0, 20, 100),
  }),
  speed: fc.constantFrom(1, 1, 0.5, 2),
  weight: fc.constantFrom(1, 1, 3, 0),
  errorRatio: fc.constantFrom(0, 0, 0.1, 1),
  slowdownAtFull: fc.constantFrom(1, 3),
  coldFactor: fc.constantFrom(1, 1, 4),
  warmMs: fc.constantFrom(200, 5000),
  initial: fc.boolean(),
  keepAliveMs: fc.constantFrom(0, 0, 5, 60),
})

const health = fc.record({
  isActive: fc.boolean(),
  intervalMs: fc.constantFrom(100, 400, 5000),
  timeoutMs: fc.constantFrom(10, 50, 100),
  healthyAfter: fc.constantFrom(1, 2, 5),
  unhealthyAfter: fc.constantFrom(1, 2),
  queued: fc.boolean(),
  panicBelow: fc.constantFrom(0, 0, 0.5, 1),
  unnamedBelow: fc.constantFrom(0, 0, 1),
})

/** One as often as the other, however many settings it has. */
const algorithm = fc.constantFrom(...algorithms).chain(({ id, knobs, withoutSlowStart }) =>
  fc.constantFrom(...settingsOf(knobs)).map((setting) => ({
    spec: { id, ...setting },
    startsSlowly: withoutSlowStart?.(setting as never) === undefined,
  })),
)

/** A fault on a grid of eighths of the run. Surges only where they are wanted: no run resumes across one. */
export function anyFault(
  size: Scale,
  targets: number,
  { withSurges, before }: { readonly withSurges: boolean; readonly before: Front },
): fc.Arbitrary<Json> {
  const when = fc.record({
    atMs: fc.integer({ min: 0, max: 7 }).map((n) => (n * size.durationMs) / 8),
    forMs: fc.integer({ min: 1, max: 9 }).map((n) => (n * size.durationMs) / 8),
  })
  const at = fc.integer({ min: 0, max: targets - 1 }).map((n) => `s${n}`)
  const kinds: fc.Arbitrary<Json>[] = [
    at.map((one) => ({ kind: 'crash', target: one })),
    at.map((one) => ({ kind: 'hang', target: one })),
    fc
      .tuple(at, fc.constantFrom(2, 3.3))
      .map(([one, factor]) => ({ kind: 'slowdown', target: one, factor })),
    fc
      .tuple(at, fc.constantFrom(0.3, 1))
      .map(([one, ratio]) => ({ kind: 'errors', target: one, ratio })),
    zone.map((one) => ({ kind: 'zone-outage', zone: one })),
    zone.map((one) => ({ kind: 'zonal-shift', zone: one })),
    at.map((one) => ({ kind: 'deregistration', target: one })),
    fc
      .tuple(called, fc.constantFrom(2, 10))
      .map(([one, factor]) => ({ kind: 'slow-dependency', called: one, factor })),
    called.map((one) => ({ kind: 'dependency-outage', called: one })),
    fc
      .tuple(
        fc.constantFrom(['a', 'b'], ['b', 'c'], ['a', 'eu'], ['b', 'eu']),
        fc.constantFrom(0.05, 0.5, 1),
      )
      .map(([[between, and], ratio]) => ({ kind: 'packet-loss', between, and, ratio })),
  ]
  if (before.hosts !== undefined) {
    const nth = fc.integer({ min: 0, max: before.hosts.each - 1 })
    kinds.push(
      fc.tuple(zone, nth).map(([one, n]) => ({ kind: 'host-outage', host: hostIn(one, n) })),
    )
  }
  // A group is deployed that some rule uses.
  if (before.hasBalancer) {
    const group = fc.constantFrom('web', secondOf(before) === undefined ? 'web' : 'api')
    kinds.push(
      fc
        .tuple(group, fc.constantFrom(1, 2), fc.constantFrom(0, 30), fc.constantFrom(0, 50))
        .map(([deployed, unavailable, pauseMs, graceMs]) => ({
          ...{ kind: 'rolling-deploy', group: deployed, startMs: 20 },
          ...{ unavailable, pauseMs, graceMs },
        })),
    )
  }
  // Faults of rules need nodes that read requests.
  if (secondOf(before) !== undefined) {
    const rule = fc.constantFrom('search', 'otherwise')
    kinds.push(
      rule.map((one) => ({ kind: 'rule-answer', rule: one, status: 503 })),
      fc
        .tuple(rule, fc.constantFrom('web', 'api'), fc.constantFrom(0.3, 1))
        .map(([one, to, ratio]) => ({ kind: 'traffic-shift', rule: one, group: to, ratio })),
    )
  }
  if (withSurges) {
    kinds.push(fc.constant({ kind: 'surge', population: 'near', perSecond: size.perSecond }))
  }
  return fc.tuple(fc.oneof(...kinds), when).map(([fault, time]) => ({ ...fault, ...time }))
}

export interface AnyOptions {
  readonly withSurges?: boolean
  /** Every attempt and every place in flight that a scenario could want; otherwise a run may be cut short. */
  readonly withoutLimits?: boolean
}

/** A whole scenario of one lane. */
export const anyLane = (options: AnyOptions = {}): fc.Arbitrary<LaneScenario> =>
  scale.chain((size) =>
    fc
      .tuple(
        fc.record({
          near: population(size, 'eu'),
          far: fc.option(population(size, 'us'), { nil: undefined }),
        }),
        fc.array(target, { minLength: 1, maxLength: 5 }),
        fc.record({ sameZone: leg, crossZone: leg, eu: leg, us: leg }),
        front,
        health,
        algorithm,
        fc.record({
          seed: fc.nat({ max: 1e6 }),
          attempts: fc.constantFrom(5000, 5000, 5000, 60),
          inFlight: fc.constantFrom(200_000, 200_000, 200_000, 7),
          warmUp: fc.constantFrom(0, 0, 4),
        }),
      )
      .chain((parts) =>
        fc
          .array(
            anyFault(size, parts[1].length, {
              withSurges: options.withSurges ?? true,
              before: parts[3],
            }),
            { maxLength: 5 },
          )
          .map((faults) => assemble(size, parts, faults, options)),
      ),
  )

interface Parts
  extends Readonly<
    [
      { near: Json; far: Json | undefined },
      Json[],
      Json,
      Front,
      Json,
      { spec: Json; startsSlowly: boolean },
      { seed: number; attempts: number; inFlight: number; warmUp: number },
    ]
  > {}

function assemble(
  size: Scale,
  [populations, targets, legs, front, checks, picks, run]: Parts,
  faults: readonly Json[],
  options: AnyOptions,
): LaneScenario {
  const { near, far } = populations
  const places = far === undefined ? ['eu'] : ['eu', 'us']
  const named = targets.map((one, n) => {
    const isAway = front.isWide && n > 0 && n === targets.length - 1
    const placed: Json = {
      ...{ ...one, priority: priorityIn(front, n) },
      ...(isAway ? { zone: AWAY } : {}),
    }
    return [`s${n}`, { ...placed, ...kindIn(front, targets, { placed, n }) }] as const
  })
  const keepsAddress = (population: Json): Json => ({
    ...(population as object),
    dnsCache: front.dnsCache,
    identity: { knownRatio: front.login?.knownRatio ?? 1, role: 'staff' },
  })
  const regions = regionsOf(front)
  const waysFrom = (leg: unknown) =>
    Object.fromEntries(Object.keys(regions).map((region) => [region, leg]))
  return baseOf(
    valid({
      format: 1,
      seed: `any ${run.seed}`,
      durationMs: size.durationMs,
      warmUpMs: (run.warmUp * size.durationMs) / 8,
      regions,
      network: {
        ...{ sameZone: legs['sameZone'], crossZone: legs['crossZone'] },
        crossing: { pricePerGb: run.seed % 3, requestBytes: run.seed % 5000 },
        fromClients: { eu: waysFrom(legs['eu']), us: waysFrom(legs['us']) },
      },
      clients:
        far === undefined
          ? { near: keepsAddress(near) }
          : { near: keepsAddress(near), far: keepsAddress(far) },
      dns: dnsOf(
        front,
        places,
        named.map(([id]) => id),
      ),
      balancers: balancersOf(front),
      hosts: hostsOf(front),
      targetGroups: { web: groupOf(front, { checks, picks, named }), ...otherGroupsOf(front) },
      dependency: dependencyOf(front),
      identityProvider: providerOf(front),
      faults: Object.fromEntries(faults.map((fault, n) => [`f${n}`, fault])),
      limits: options.withoutLimits
        ? { attempts: 5000, inFlight: 200_000 }
        : { attempts: run.attempts, inFlight: run.inFlight },
    }),
  )
}

/** A function is alone in its group, and not at layer 4. A container runs on a host of its zone. */
function kindIn(
  front: Front,
  targets: readonly Json[],
  { placed, n }: { readonly placed: Json; readonly n: number },
): Json | undefined {
  const { kind, asFunction, hosts } = front
  if (targets.length === 1 && kind === 'application' && asFunction !== undefined) return asFunction
  if (hosts === undefined || n % hosts.every !== 0) return undefined
  return containerIn(front, placed['zone'], n)
}

function providerOf({ login }: Front): Json {
  if (login === undefined) return {}
  const { slots, limit, timeoutMs, way } = login
  return { slots, limit, timeoutMs, way }
}

function dependencyOf({ calls }: Front): Json {
  if (calls === undefined) return {}
  const { slots, limit, demand } = calls
  return { slots, limit, demand }
}

/** Who shares its processor holds no slot while it calls, and so calls nobody. */
function callsIn({ calls }: Front, named: readonly (readonly [string, Json])[]): Json {
  const isShared = named.some(([, one]) => (one['queue'] as Json)['order'] === 'sharing')
  return calls === undefined || isShared ? {} : { ratio: calls.ratio, timeoutMs: calls.timeoutMs }
}

/** Only behind a balancer: DNS answers with targets that are always there. */
const scalingIn = ({ hasBalancer, scaling }: Front, targets: number): Json =>
  hasBalancer && scaling['kind'] !== 'unscaled'
    ? { launchMs: 50, ...scaling, desired: Math.max(1, targets - 1), periodMs: 100 }
    : { kind: 'unscaled' }

/** The one group, with all that it can be set to. */
const groupOf = (
  front: Front,
  {
    checks,
    picks,
    named,
  }: {
    readonly checks: Json
    readonly picks: Parts[5]
    readonly named: readonly (readonly [string, Json])[]
  },
): Json => ({
  algorithm: picks.spec,
  health: { ...checks, deep: front.calls?.deep ?? false },
  calls: callsIn(front, named),
  admits: { role: front.login?.role ?? '' },
  targets: Object.fromEntries(named),
  stickiness: { kind: stickinessIn(front), durationMs: 1000 },
  ejection: {
    ...{ ...front.ejection, failTimeoutMs: 100 },
    ...{ errorsInARow: front.errorsInARow, baseMs: 100, sweepMs: 50, ratioMax: 0.5 },
  },
  slowStartMs: picks.startsSlowly ? front.slowStartMs : 0,
  deregistrationMs: front.deregistrationMs,
  breaker: front.breaker,
  ...narrowingsOf(front, {
    isByKey: algorithmById(picks.spec['id'] as AlgorithmId).group === 'By key',
    isByAddress: stickinessIn(front) === 'source-ip',
  }),
  scaling: scalingIn(front, named.length),
})
