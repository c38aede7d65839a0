import { targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

const EVERY_ARRIVAL = {
  browsers: {
    place: 'eu',
    arrivals: { kind: 'poisson', perSecond: 60 },
    requests: {
      page: { weight: 5, demand: { kind: 'exponential', meanMs: 20 } },
      search: { weight: 2, path: '/search', demand: { kind: 'erlang', meanMs: 30, phases: 3 } },
      image: { weight: 3, path: '/image', demand: { kind: 'constant', ms: 4 } },
    },
    retry: { attemptsMax: 3, backoffMs: 80, jitter: 0.5, budgetRatio: 0.3 },
  },
  probes: {
    place: 'eu',
    arrivals: { kind: 'periodic', perSecond: 10 },
    requests: { ping: { method: 'HEAD', path: '/ping', demand: { kind: 'uniform' } } },
    connections: { keepAliveMs: 0, perAddress: 2 },
    addresses: 5,
  },
  crawler: {
    place: 'us',
    arrivals: { kind: 'bursts', perSecond: 80, onMs: 700, offMs: 2500 },
    requests: { crawl: { path: '/all', demand: { kind: 'pareto', minMs: 4, maxMs: 900 } } },
    addresses: 20,
    timeoutMs: 1500,
  },
  newsletter: {
    place: 'us',
    arrivals: {
      kind: 'profile',
      corners: [
        [0, 5],
        [8000, 60],
        [15_000, 60],
        [25_000, 5],
      ],
    },
    requests: {
      offer: { path: '/offer', demand: { kind: 'bimodal', fastMs: 6, slowMs: 120 } },
      order: { weight: 0.2, method: 'POST', path: '/order', demand: { kind: 'empirical' } },
    },
    retry: { attemptsMax: 2 },
  },
  staff: {
    place: 'eu',
    arrivals: {
      kind: 'closed-loop',
      users: 25,
      think: { kind: 'lognormal', meanMs: 900, cv: 1.5 },
    },
    requests: { report: { path: '/report', demand: { kind: 'gamma', meanMs: 45, shape: 0.7 } } },
    timeoutMs: 4000,
    retry: { attemptsMax: 2, backoffMs: 200 },
  },
} as const

const EVERY_FAULT = {
  crash: { kind: 'crash', target: 'web-1', atMs: 4000, forMs: 5000 },
  hang: { kind: 'hang', target: 'web-3', atMs: 7000, forMs: 4000 },
  slow: { kind: 'slowdown', target: 'web-2', factor: 3, atMs: 10_000, forMs: 9000 },
  broken: { kind: 'errors', target: 'web-5', ratio: 0.3, atMs: 6000, forMs: 12_000 },
  dark: { kind: 'zone-outage', zone: 'b', atMs: 17_000, forMs: 5000 },
  lossy: { kind: 'packet-loss', between: 'us', and: 'a', ratio: 0.05, atMs: 2000, forMs: 20_000 },
  rush: { kind: 'surge', population: 'browsers', perSecond: 120, atMs: 13_000, forMs: 4000 },
} as const

const withAlgorithm = (algorithm: Readonly<Record<string, unknown>>) => ({
  patch: { targetGroups: { web: { algorithm } } },
})

/**
 * One of everything that this format has: every distribution, every arrival process that needs no
 * recording, every fault of a thing, every order of a queue, retries, and every algorithm in a lane of its
 * own; rules, what they look at and their faults are in path routing. Small enough to run in a test.
 */
export const everything = definePreset({
  id: 'everything',
  topic: 'machines',
  question: 'Does this machine give the same, and how fast?',
  summary: 'Every distribution, arrival process, fault and algorithm at once, to compare machines.',
  opensAtMs: 8_000,
  document: {
    format: 1,
    title: PRESET_TITLES.everything,
    seed: 'everything',
    durationMs: 30_000,
    warmUpMs: 2000,
    regions: { 'eu-west': { zones: { a: {}, b: {}, c: {} } } },
    network: {
      sameZone: { kind: 'gamma', meanMs: 0.8, shape: 4 },
      crossZone: { kind: 'uniform', minMs: 1.2, maxMs: 2.4 },
      fromClients: {
        eu: { 'eu-west': { kind: 'lognormal', meanMs: 25, cv: 0.3 } },
        us: { 'eu-west': { kind: 'erlang', meanMs: 90, phases: 20 } },
      },
    },
    clients: EVERY_ARRIVAL,
    dns: {
      resolvers: {
        isp: { place: 'eu', share: 3, startsCold: true },
        open: { place: 'eu', startsCold: true },
        us: { place: 'us', startsCold: true },
      },
      records: { shop: { ttlMs: 10_000, answers: { web: { balancer: 'web' } } } },
    },
    balancers: WEB,
    targetGroups: {
      web: {
        health: { intervalMs: 2000, timeoutMs: 800, healthyAfter: 2 },
        targets: {
          ...targets(4, { slots: 6, queue: { limit: 30 } }),
          'web-5': { zone: 'c', slots: 4, speed: 2, weight: 3, queue: { order: 'sharing' } },
          'web-6': {
            zone: 'c',
            errorRatio: 0.01,
            slowdownAtFull: 2,
            initial: true,
            queue: { limit: 15, order: 'lifo' },
          },
        },
      },
    },
    faults: EVERY_FAULT,
    lanes: {
      weighted: withAlgorithm({ id: 'weighted-round-robin' }),
      least: withAlgorithm({ id: 'least-outstanding' }),
      random: withAlgorithm({ id: 'random' }),
      choices: withAlgorithm({ id: 'power-of-choices' }),
      response: withAlgorithm({ id: 'least-response-time' }),
    },
  },
})
