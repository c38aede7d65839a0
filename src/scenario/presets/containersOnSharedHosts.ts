import { NAMED_WEB, NEAR_EUROPE, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/** When reports are asked for much more often, and when host-1 is out. */
export const BUSY_MS = [10_000, 25_000] as const
export const OUT_MS = [45_000, 57_000] as const

const container = (host: string, zone: string) => ({ kind: 'container', host, zone, slots: 8 })
const PLACES = [
  ['host-1', 'a'],
  ['host-2', 'b'],
  ['host-3', 'c'],
] as const

const HEALTH = { intervalMs: 2000, timeoutMs: 1000 }

/**
 * Three hosts of eight cores. The shop takes half of them: 240 pages a second of 50 ms, on two containers a host. Reports of
 * 400 ms are few at first (0.8 cores), and then 14 a second (5.6 cores). Where all three containers for them are on host-1,
 * that has 4 + 5.6 cores of work on 8: all on it is slowed, the shop's containers there too, which do nothing else than before.
 * Who counts requests in flight sends the shop's elsewhere; spread over the hosts the same work takes 5.9 cores of each.
 * At 45 s host-1 goes out: packed on it, all reports go with it.
 */
export const containersOnSharedHosts = definePreset({
  id: 'containers-on-shared-hosts',
  topic: 'failing',
  question: 'Can an algorithm see a noisy neighbour?',
  summary:
    'Containers for reports become busy, and the shop beside them on the same host slow: a noisy neighbour. Then that host goes out.',
  opensAtMs: 16_000,
  document: {
    format: 1,
    title: PRESET_TITLES.containersOnSharedHosts,
    baseTitle: 'Packed on one host',
    seed: '1',
    durationMs: 65_000,
    warmUpMs: 2000,
    ...NEAR_EUROPE,
    clients: {
      shoppers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 240 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 50, cv: 1 } } },
        addresses: 500,
      },
      analysts: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 2 },
        requests: {
          report: { path: '/reports', demand: { kind: 'lognormal', meanMs: 400, cv: 1 } },
        },
        addresses: 50,
        timeoutMs: 30_000,
      },
    },
    dns: NAMED_WEB,
    balancers: {
      web: {
        ...WEB.web,
        listeners: {
          https: {
            rules: {
              reports: {
                priority: 10,
                when: { path: { kind: 'path-pattern', values: ['/reports*'] } },
                action: { groups: { reports: {} } },
              },
            },
            otherwise: { groups: { shop: {} } },
          },
        },
      },
    },
    hosts: Object.fromEntries(PLACES.map(([id, zone]) => [id, { zone, cores: 8 }])),
    targetGroups: {
      shop: {
        health: HEALTH,
        targets: Object.fromEntries(
          [...PLACES, ...PLACES].map(([host, zone], i) => [`shop-${i + 1}`, container(host, zone)]),
        ),
      },
      reports: {
        health: HEALTH,
        targets: Object.fromEntries(
          PLACES.map((_, i) => [`reports-${i + 1}`, container(...PLACES[0])]),
        ),
      },
    },
    faults: {
      busy: {
        kind: 'surge',
        population: 'analysts',
        perSecond: 12,
        atMs: BUSY_MS[0],
        forMs: BUSY_MS[1] - BUSY_MS[0],
      },
      out: {
        kind: 'host-outage',
        host: PLACES[0][0],
        atMs: OUT_MS[0],
        forMs: OUT_MS[1] - OUT_MS[0],
      },
    },
    lanes: {
      counting: {
        title: 'Packed, least outstanding',
        patch: { targetGroups: { shop: { algorithm: { id: 'least-outstanding' } } } },
      },
      spread: {
        title: 'Spread over the hosts',
        patch: {
          targetGroups: {
            reports: {
              targets: {
                'reports-2': { host: 'host-2', zone: 'b' },
                'reports-3': { host: 'host-3', zone: 'c' },
              },
            },
          },
        },
      },
    },
  },
})
