import { A_BALANCER_EACH, resolversAt, TWO_IN_EACH_ZONE, TWO_REGIONS } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

const dark = (zone: string) => ({ kind: 'zone-outage', zone, atMs: 30_000, forMs: 150_000 })

/**
 * Two regions; DNS sends each resolver to the nearer one. eu-west goes dark at 30 s. Checkers need three looks, 10 s
 * apart, until DNS answers with us-east; then every resolver moves when its answer runs out. With a TTL of 20 s all have
 * moved 20 s later; with 300 s most still hold the dead answer when the run ends.
 */
export const dnsFailover = definePreset({
  id: 'dns-failover',
  topic: 'zones',
  question: 'Who still comes after the failover?',
  summary: 'A region goes dark: detection, then the TTL, decide how long its clients are without.',
  opensAtMs: 62_000,
  speedMs: 200,
  document: {
    format: 1,
    title: PRESET_TITLES.dnsFailover,
    seed: '4',
    durationMs: 180_000,
    warmUpMs: 5000,
    ...TWO_REGIONS,
    clients: Object.fromEntries(
      ['eu', 'us'].map((place) => [
        place === 'eu' ? 'europe' : 'america',
        {
          place,
          arrivals: { kind: 'poisson', perSecond: 90 },
          requests: { page: { demand: { kind: 'lognormal', meanMs: 30, cv: 1 } } },
          addresses: 4000,
          timeoutMs: 2000,
          connections: { keepAliveMs: 1000 },
        },
      ]),
    ),
    dns: {
      resolvers: { ...resolversAt('eu', 12), ...resolversAt('us', 4) },
      records: {
        shop: {
          ttlMs: 20_000,
          policy: { kind: 'latency' },
          check: { isOn: true, intervalMs: 10_000, threshold: 3 },
          answers: { 'eu-west': { balancer: 'eu-west' }, 'us-east': { balancer: 'us-east' } },
        },
      },
    },
    balancers: A_BALANCER_EACH,
    targetGroups: {
      web: {
        algorithm: { id: 'least-outstanding' },
        targets: TWO_IN_EACH_ZONE,
      },
    },
    faults: { 'dark-a': dark('a'), 'dark-b': dark('b') },
    baseTitle: 'TTL 20 s',
    lanes: {
      long: {
        title: 'TTL 300 s',
        patch: { dns: { records: { shop: { ttlMs: 300_000 } } } },
      },
    },
  },
})
