import { NEAR_EUROPE, resolversAt, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * Zone b vanishes and stays away. Its node leaves DNS at once, and resolvers hear of it within a TTL of 10 s. Clients
 * that keep the first address that they ever got, as a JVM may, never hear of it: those that got zone b's fail for ever.
 */
export const clientCachesDns = definePreset({
  id: 'client-caches-dns',
  topic: 'zones',
  question: 'Why do some clients never come back?',
  summary: 'Programs that resolve a name once and keep it go on calling an address that is gone.',
  opensAtMs: 32_000,
  speedMs: 50,
  document: {
    format: 1,
    title: PRESET_TITLES.clientCachesDns,
    seed: '6',
    durationMs: 60_000,
    warmUpMs: 5000,
    ...NEAR_EUROPE,
    regions: { 'eu-west': { zones: { a: {}, b: {} } } },
    clients: {
      services: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 120 },
        requests: { call: { demand: { kind: 'lognormal', meanMs: 30, cv: 1 } } },
        addresses: 60,
        timeoutMs: 1000,
        connections: { keepAliveMs: 2000 },
        dnsCache: 'forever',
      },
    },
    dns: {
      resolvers: resolversAt('eu', 6),
      records: { shop: { ttlMs: 10_000, answers: { web: { balancer: 'web' } } } },
    },
    balancers: { web: { ...WEB.web, zones: ['a', 'b'] } },
    targetGroups: {
      web: {
        algorithm: { id: 'least-outstanding' },
        health: { intervalMs: 1000, timeoutMs: 500 },
        targets: targets(4),
      },
    },
    faults: { dark: { kind: 'zone-outage', zone: 'b', atMs: 20_000, forMs: 40_000 } },
    baseTitle: 'One address for ever',
    lanes: {
      obedient: {
        title: 'One address for the TTL',
        patch: { clients: { services: { dnsCache: 'ttl' } } },
      },
    },
  },
})
