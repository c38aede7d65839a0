import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * Zone b falls silent for half a minute: its node and its two targets. How long requests are lost
 * depends on how soon the other nodes notice the targets, and how long clients believe the old DNS
 * answer.
 */
export const zoneOutage = definePreset({
  id: 'zone-outage',
  topic: 'zones',
  question: 'How long does it hurt?',
  summary: 'A whole zone falls silent; health checks and the TTL decide how long it hurts.',
  opensAtMs: 26_000,
  document: {
    format: 1,
    title: PRESET_TITLES.zoneOutage,
    seed: '5',
    durationMs: 90_000,
    warmUpMs: 5000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 300 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 40, cv: 1 } } },
        addresses: 2000,
        timeoutMs: 3000,
        retry: { attemptsMax: 2, backoffMs: 100 },
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        algorithm: { id: 'least-outstanding' },
        health: { intervalMs: 10_000, timeoutMs: 5000 },
        targets: targets(6),
      },
    },
    faults: { dark: { kind: 'zone-outage', zone: 'b', atMs: 20_000, forMs: 30_000 } },
    lanes: {
      watchful: {
        title: 'Checks each second, TTL 5 s',
        patch: {
          dns: { records: { shop: { ttlMs: 5000 } } },
          targetGroups: { web: { health: { intervalMs: 1000, timeoutMs: 500 } } },
        },
      },
      zonal: {
        title: 'Without cross-zone',
        patch: { balancers: { web: { crossZone: false } } },
      },
    },
  },
})
