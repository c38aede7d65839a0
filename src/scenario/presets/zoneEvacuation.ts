import { NEAR_EUROPE, resolversAt, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * A grey failure: of the packets between clients and zone b two in five are lost. Nothing is down, so no check notices and DNS
 * goes on naming its node. In A somebody shifts the zone away ten seconds later: within a TTL clients are elsewhere.
 */
export const zoneEvacuation = definePreset({
  id: 'zone-evacuation',
  topic: 'zones',
  question: 'Who notices a zone that is sick and still answers?',
  summary: 'A zone is sick but not dead; nobody notices. A zonal shift takes it out of DNS.',
  opensAtMs: 36_000,
  document: {
    format: 1,
    title: PRESET_TITLES.zoneEvacuation,
    seed: '2',
    durationMs: 70_000,
    warmUpMs: 5000,
    ...NEAR_EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 240 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 40, cv: 1 } } },
        addresses: 3000,
        timeoutMs: 3000,
        connections: { keepAliveMs: 1000 },
      },
    },
    dns: {
      resolvers: resolversAt('eu', 8),
      records: { shop: { ttlMs: 15_000, answers: { web: { balancer: 'web' } } } },
    },
    balancers: WEB,
    targetGroups: {
      web: { algorithm: { id: 'least-outstanding' }, targets: targets(6) },
    },
    faults: {
      shift: { kind: 'zonal-shift', zone: 'b', atMs: 30_000, forMs: 40_000 },
      sick: {
        kind: 'packet-loss',
        between: 'eu',
        and: 'b',
        ratio: 0.4,
        atMs: 20_000,
        forMs: 50_000,
      },
    },
    baseTitle: 'Zone b shifted away',
    lanes: { idle: { title: 'Nobody acts', patch: { faults: { shift: null } } } },
  },
})
