/**
 * A lane in which everything goes on at once: three zones, queues of all orders, retries, health checks, faults of
 * all kinds. Three seconds, some 900 requests.
 */
import type { LaneScenario } from '../../src/scenario/types.ts'
import { type Changes, laneOf } from './scenarios.ts'

const exponential = (meanMs: number) => ({ kind: 'exponential', meanMs })

/** Every kind of fault, none after the other has ended. */
export const FAULTS = {
  slow: { kind: 'slowdown', target: 's1', factor: 2.8, atMs: 400, forMs: 1200 },
  dead: { kind: 'crash', target: 's0', atMs: 800, forMs: 500 },
  stuck: { kind: 'hang', target: 's2', atMs: 900, forMs: 400 },
  bad: { kind: 'errors', target: 's3', ratio: 0.5, atMs: 1000, forMs: 1000 },
  dark: { kind: 'zone-outage', zone: 'c', atMs: 1500, forMs: 500 },
  lossy: { kind: 'packet-loss', between: 'a', and: 'b', ratio: 0.3, atMs: 300, forMs: 2000 },
  crowd: { kind: 'surge', population: 'users', perSecond: 200, atMs: 1200, forMs: 600 },
} as const

/** Those that change rules: apart from the others, because they take traffic away from them. */
export const RULE_FAULTS = {
  closed: { kind: 'rule-answer', rule: 'otherwise', status: 503, atMs: 900, forMs: 300 },
  shifted: {
    kind: 'traffic-shift',
    rule: 'otherwise',
    group: 'web',
    ratio: 0.5,
    atMs: 700,
    forMs: 900,
  },
} as const

/** Those that change registrations: apart for the same reason. */
export const REGISTRATION_FAULTS = {
  away: { kind: 'deregistration', target: 's3', atMs: 600, forMs: 700 },
  newer: {
    kind: 'rolling-deploy',
    group: 'web',
    unavailable: 2,
    pauseMs: 100,
    graceMs: 150,
    startMs: 100,
    atMs: 500,
    forMs: 2000,
  },
} as const

/** Those that change what DNS names: apart, so that nodes of all zones are busy elsewhere. */
export const DNS_FAULTS = {
  left: { kind: 'zonal-shift', zone: 'a', atMs: 600, forMs: 900 },
} as const

/** They are felt where targets call. */
export const DEPENDENCY_FAULTS = {
  slowBehind: { kind: 'slow-dependency', factor: 5, atMs: 500, forMs: 900 },
  awayBehind: { kind: 'dependency-outage', atMs: 1700, forMs: 400 },
} as const

/** All but one of the targets on two hosts with fewer cores than slots, and a host that goes out. */
export const ON_HOSTS: Changes = {
  hosts: { left: { zone: 'a', cores: 2 }, right: { zone: 'b', cores: 3 } },
  ...Object.fromEntries(
    Object.entries({ s0: 'left', s1: 'left', s2: 'right', s3: 'right' }).flatMap(([id, host]) => [
      [`targetGroups.web.targets.${id}.kind`, 'container'],
      [`targetGroups.web.targets.${id}.host`, host],
    ]),
  ),
}

export const HOST_FAULTS = {
  gone: { kind: 'host-outage', host: 'right', atMs: 600, forMs: 700 },
} as const

export const busyLane = (...changes: readonly Changes[]): LaneScenario =>
  laneOf(
    {
      seed: 'busy',
      durationMs: 3000,
      'regions.home.zones': { a: {}, b: {}, c: {} },
      'network.sameZone': exponential(1),
      'network.crossZone': exponential(2),
      'network.fromClients.eu.home': { kind: 'lognormal', meanMs: 8, cv: 0.5 },
      'clients.users': {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 300 },
        requests: {
          page: { weight: 3, demand: { kind: 'lognormal', meanMs: 20, cv: 1.5 } },
          search: { weight: 1, path: '/search', demand: exponential(40) },
        },
        addresses: 60,
        connections: { keepAliveMs: 200, perAddress: 2 },
        timeoutMs: 250,
        retry: { attemptsMax: 3, backoffMs: 20, jitter: 1, budgetRatio: 0.5 },
      },
      'dns.resolvers': {
        isp: { place: 'eu', share: 2, startsCold: true },
        phone: { place: 'eu', share: 1, startsCold: true },
      },
      'dns.records.shop.ttlMs': 400,
      'balancers.web.zones': ['a', 'b', 'c'],
      'balancers.web.listeners.http.protocol': 'https',
      'targetGroups.web': {
        algorithm: { id: 'least-outstanding' },
        health: {
          intervalMs: 150,
          timeoutMs: 60,
          healthyAfter: 2,
          unhealthyAfter: 2,
          queued: true,
        },
        targets: {
          s0: { zone: 'a', slots: 2, weight: 2 },
          s1: { zone: 'a', slots: 3, queue: { order: 'lifo', limit: 20 } },
          s2: { zone: 'b', slots: 2, queue: { order: 'sharing', limit: 20 } },
          s3: { zone: 'b', slots: 4, queue: { limit: 5 }, slowdownAtFull: 1.5 },
          s4: { zone: 'c', slots: 3, speed: 1.5, initial: true },
        },
      },
      faults: FAULTS,
    },
    ...changes,
  )
