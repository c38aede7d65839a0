/** Scenarios at the edges of the schema, for `cost.mjs`. */
import { constant, exponential, LARGE, poisson } from './costLarge.mjs'

/** @typedef {Record<string, unknown>} Json */

const MANY_ATTEMPTS = { attempts: 1_000_000_000, inFlight: 1_000_000 }

/** @param {number} users @param {number} ms */
const loop = (users, ms) => ({ kind: 'closed-loop', users, think: constant(ms) })

/**
 * So many things under numbered names.
 * @param {number} length @param {(i: number) => Json} of
 */
const many = (length, of) => Object.fromEntries(Array.from({ length }, (_, i) => [`n${i}`, of(i)]))

/** @param {Json} [own] */
const clients = (own) => ({
  place: 'eu',
  arrivals: poisson(20_000),
  requests: { page: { demand: exponential(1) } },
  timeoutMs: 600_000,
  connections: { keepAliveMs: 60_000, perAddress: 100 },
  ...own,
})

/** @param {number} length @param {Json} [own] */
const targets = (length, own) =>
  many(length, () => ({ zone: 'a', slots: 100, queue: { limit: 1_000_000 }, ...own }))

/** @param {string} id @param {number} size @param {Json} [health] */
const pool = (id, size, health = { isActive: false }) => ({
  targetGroups: { pool: { algorithm: { id }, health, targets: targets(size) } },
})

const DIRECT = {
  balancers: {},
  dns: {
    resolvers: { isp: { place: 'eu' } },
    records: { shop: { answers: { n0: { target: 'n0' } } } },
  },
}

/** @param {number} count @param {(i: number) => Json} of */
const faults = (count, of) => ({ faults: many(count, of) })
const crash = (/** @type {number} */ i) => ({ kind: 'crash', target: 'n0', atMs: 10 * i, forMs: 5 })

const HOUR = { durationMs: 3_600_000, clients: { n0: clients({ arrivals: poisson(1) }) } }

/** 5,000 places that a policy looks at every 100 ms. @param {Json} scaling @param {Json} [group] */
const scaled = (scaling, group) => ({
  targetGroups: {
    pool: {
      algorithm: { id: 'random' },
      health: { isActive: false },
      targets: targets(5000),
      scaling: { periodMs: 100, ...scaling },
      ...group,
    },
  },
})

const BALANCER = {
  region: 'home',
  zones: ['a'],
  listeners: { http: { protocol: 'http', otherwise: { groups: { pool: {} } } } },
}

/** @param {number} length */
const zones = (length) => many(length, () => ({}))

/** Targets in a zone beside that of the node. */
const BESIDE = {
  regions: { home: { zones: { a: {}, b: {} } } },
  targetGroups: {
    pool: {
      algorithm: { id: 'random' },
      health: { intervalMs: 1000, timeoutMs: 500, unhealthyAfter: 1 },
      targets: targets(5000, { zone: 'b' }),
    },
  },
}

/** @type {Readonly<Record<string, Json>>} */
export const SCENARIOS = {
  'processor sharing, 100,000 in service': {
    durationMs: 10_000,
    clients: {
      n0: clients({
        arrivals: poisson(10_000),
        requests: { page: { demand: exponential(10_000) } },
      }),
    },
    targetGroups: {
      pool: {
        health: { isActive: false },
        targets: targets(1, { queue: { limit: 1_000_000, order: 'sharing' } }),
      },
    },
  },
  'crowd: 2 x 50,000 users in step': {
    clients: many(2, (i) =>
      clients({ arrivals: loop(50_000, 1 + i), requests: { page: { demand: constant(1 + i) } } }),
    ),
    ...pool('round-robin', 10),
    durationMs: 1000,
  },
  'smooth weights, 5,000 targets, 2 million': { ...pool('weighted-round-robin', 5000) },
  'least response time, 1,000 targets, 2 million': { ...pool('least-response-time', 1000) },
  'health: 5,000 targets, every 100 ms': {
    ...pool('random', 5000, { intervalMs: 100, timeoutMs: 50 }),
    durationMs: 60_000,
  },
  'addresses: a million, 256 surges': {
    clients: { n0: clients({ addresses: 1_000_000, arrivals: poisson(10) }) },
    ...faults(256, (i) => ({ kind: 'surge', population: 'n0', perSecond: 1, atMs: i, forMs: 10 })),
    durationMs: 10_000,
  },
  'addresses: 32 million, 256 crashes': {
    clients: many(32, () => clients({ addresses: 1_000_000, arrivals: poisson(10) })),
    ...faults(256, crash),
    ...DIRECT,
    durationMs: 10_000,
  },
  'addresses: 32 million': {
    clients: many(32, () => clients({ addresses: 1_000_000, arrivals: poisson(10) })),
  },
  'plain: 2 million attempts': {},
  'plain: 20 million attempts': {
    limits: MANY_ATTEMPTS,
    clients: { n0: clients({ arrivals: poisson(200_000) }) },
    ...pool('random', 100),
  },
  'plain: 1,000 targets': { ...pool('random', 1000) },
  'plain: 5,000 targets': { ...pool('random', 5000) },
  'least outstanding, 5,000 targets': { ...pool('least-outstanding', 5000) },
  'two choices, 5,000 targets': { ...pool('power-of-choices', 5000) },
  'crowd: 100,000 users who think an hour': {
    clients: { n0: clients({ arrivals: loop(100_000, 3_600_000) }) },
  },
  'crowd: 32 x 100,000 users': {
    clients: many(32, () => clients({ arrivals: loop(100_000, 10_000) })),
  },
  'crowd: users who never think': { clients: { n0: clients({ arrivals: loop(10_000, 0) }) } },
  'queue: a million wait, first come': {
    limits: MANY_ATTEMPTS,
    clients: {
      n0: clients({
        arrivals: poisson(10_000),
        requests: { page: { demand: exponential(100_000) } },
      }),
    },
    ...pool('random', 1),
  },
  'queue: all give up at once': {
    clients: {
      n0: clients({ timeoutMs: 1000, requests: { page: { demand: constant(600_000) } } }),
    },
  },
  'retries: twenty of each': {
    clients: {
      n0: clients({
        timeoutMs: 10,
        requests: { page: { demand: constant(600_000) } },
        retry: { attemptsMax: 20, backoffMs: 0, budgetRatio: 1 },
      }),
    },
  },
  'connections: one for each request': {
    clients: { n0: clients({ connections: { keepAliveMs: 0, perAddress: 10_000 } }) },
  },
  'connections: all wait for one': {
    clients: { n0: clients({ addresses: 1, connections: { keepAliveMs: 60_000, perAddress: 1 } }) },
  },
  'loss: every second packet': {
    ...faults(1, () => ({
      kind: 'packet-loss',
      between: 'eu',
      and: 'a',
      ratio: 0.5,
      atMs: 0,
      forMs: 100_000,
    })),
  },
  'faults: 256 crashes': { ...faults(256, crash) },
  'network: all delays drawn': {
    network: {
      sameZone: exponential(1),
      crossZone: exponential(1),
      fromClients: { eu: { home: exponential(20) } },
    },
  },
  'sharing, 100 targets, busy': {
    targetGroups: {
      pool: {
        health: { isActive: false },
        targets: targets(100, { queue: { limit: 1_000_000, order: 'sharing' } }),
      },
    },
  },
  'scaling: 5,000 places, every 100 ms': {
    ...HOUR,
    ...scaled({ kind: 'fixed', desired: 5000, replacesUnhealthy: true }),
  },
  'scaling: a thousand to and fro, every 100 ms': {
    ...HOUR,
    ...scaled(
      {
        ...{ kind: 'simple-scaling', metric: 'requests', above: 0.0001, below: 0.00001 },
        ...{ change: 1000, outAfter: 1, inAfter: 1, cooldownMs: 0, launchMs: 0, desired: 1 },
      },
      { deregistrationMs: 0 },
    ),
  },
  'deploy: 5,000 targets, all at once': {
    ...pool('random', 5000, { intervalMs: 10_000, timeoutMs: 50 }),
    ...faults(1, () => ({
      ...{ kind: 'rolling-deploy', group: 'pool', unavailable: 1000, pauseMs: 0 },
      ...{ graceMs: 0, startMs: 0, atMs: 0, forMs: 100_000 },
    })),
    clients: { n0: clients({ arrivals: poisson(10) }) },
  },
  'ejection: 5,000 targets, a sweep every 10 ms': {
    ...HOUR,
    targetGroups: {
      pool: {
        health: { isActive: false },
        targets: targets(5000),
        ejection: { errorsInARow: 1, sweepMs: 10 },
      },
    },
  },
  'ejection: every answer an error': {
    targetGroups: {
      pool: {
        algorithm: { id: 'random' },
        health: { isActive: false },
        targets: targets(5000, { errorRatio: 1 }),
        ejection: { errorsInARow: 1, sweepMs: 10, baseMs: 1, ratioMax: 1 },
      },
    },
  },
  'DNS: 64 checkers look at 32 answers every second': {
    ...HOUR,
    balancers: {},
    dns: {
      resolvers: { isp: { place: 'eu' } },
      records: {
        shop: {
          check: { isOn: true, intervalMs: 1000, checkers: 64 },
          answers: many(32, (i) => ({ target: `n${i}` })),
        },
      },
    },
    targetGroups: { pool: { health: { isActive: false }, targets: targets(32) } },
  },
  'DNS: a question for each request': {
    dns: {
      resolvers: { isp: { place: 'eu' } },
      records: { shop: { ttlMs: 0, answers: { web: { balancer: 'web' } } } },
    },
    regions: { home: { zones: zones(32) } },
    balancers: { web: { ...BALANCER, zones: Object.keys(zones(32)) } },
    targetGroups: { pool: { health: { isActive: false }, targets: targets(10, { zone: 'n0' }) } },
  },
  'layer 4: 200,000 connections, 5,000 targets fail': {
    ...BESIDE,
    balancers: { web: { ...BALANCER, kind: 'network', layer4: { crossZone: true } } },
    clients: { n0: clients({ addresses: 1_000_000, arrivals: poisson(20_000) }) },
    ...faults(1, () => ({ kind: 'zone-outage', zone: 'b', atMs: 10_000, forMs: 5000 })),
    durationMs: 20_000,
  },
  'layer 4: 256 crashes': {
    balancers: { web: { ...BALANCER, kind: 'network' } },
    clients: { n0: clients({ addresses: 1_000_000, arrivals: poisson(20_000) }) },
    ...faults(256, crash),
  },
  'layer 4: 5,000 targets are deployed': {
    ...pool('random', 5000, { intervalMs: 1000, timeoutMs: 50 }),
    balancers: { web: { ...BALANCER, kind: 'network' } },
    clients: { n0: clients({ addresses: 1_000_000, arrivals: poisson(5000) }) },
    ...faults(1, () => ({
      ...{ kind: 'rolling-deploy', group: 'pool', unavailable: 1000, pauseMs: 0 },
      ...{ graceMs: 0, startMs: 0, atMs: 10_000, forMs: 90_000 },
    })),
  },
  'nodes: 8 x 32, 5,000 targets': {
    clients: { n0: clients({ arrivals: poisson(10) }) },
    regions: { home: { zones: zones(32) } },
    balancers: many(8, () => ({ ...BALANCER, zones: Object.keys(zones(32)) })),
    dns: {
      resolvers: { isp: { place: 'eu' } },
      records: { shop: { answers: many(8, (i) => ({ balancer: `n${i}` })) } },
    },
    targetGroups: {
      pool: { health: { isActive: false }, targets: targets(5000, { zone: 'n0' }) },
    },
  },
  'clients: a million who keep an address': {
    clients: { n0: clients({ addresses: 1_000_000, dnsCache: 'ttl' }) },
  },
  'large: 2 regions of 3 zones, 8 groups, 60 targets': {
    ...LARGE,
    durationMs: 60_000,
  },
  'long: an hour of one request a second': {
    durationMs: 3_600_000,
    clients: { n0: clients({ arrivals: poisson(1) }) },
  },
}

/** @param {string} name */
export const documentOf = (name) => ({
  format: 0,
  seed: 'cost',
  durationMs: 100_000,
  regions: { home: { zones: { a: {} } } },
  network: {
    sameZone: constant(0.5),
    crossZone: constant(1),
    fromClients: { eu: { home: constant(2) } },
  },
  clients: { n0: clients() },
  dns: {
    resolvers: { isp: { place: 'eu' } },
    records: { shop: { answers: { web: { balancer: 'web' } } } },
  },
  balancers: { web: BALANCER },
  targetGroups: { pool: { health: { isActive: false }, targets: targets(10) } },
  ...SCENARIOS[name],
})
