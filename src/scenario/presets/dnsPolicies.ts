import { A_BALANCER_EACH, resolversAt, TWO_IN_EACH_ZONE, TWO_REGIONS } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

const lane = (title: string, policy: string) => ({
  title,
  patch: { dns: { records: { shop: { policy: { kind: policy } } } } },
})

/**
 * One name for two regions, and five policies of what DNS answers with. Who decides is the resolver's answer, for all its
 * clients and for a whole TTL: weights of 3 to 1 are those of answers, not of requests.
 */
export const dnsPolicies = definePreset({
  id: 'dns-policies',
  topic: 'zones',
  question: 'Which policy for two regions?',
  summary: 'Five ways to answer with one of two regions: who goes where, and how far.',
  opensAtMs: 20_000,
  speedMs: 25,
  document: {
    format: 1,
    title: PRESET_TITLES.dnsPolicies,
    seed: '5',
    durationMs: 60_000,
    warmUpMs: 2000,
    ...TWO_REGIONS,
    clients: Object.fromEntries(
      ['eu', 'us'].map((place) => [
        place === 'eu' ? 'europe' : 'america',
        {
          place,
          arrivals: { kind: 'poisson', perSecond: 80 },
          requests: { page: { demand: { kind: 'lognormal', meanMs: 30, cv: 1 } } },
          addresses: 3000,
          connections: { keepAliveMs: 1000 },
        },
      ]),
    ),
    dns: {
      resolvers: { ...resolversAt('eu', 8), ...resolversAt('us', 8) },
      records: {
        shop: {
          ttlMs: 10_000,
          policy: { kind: 'latency' },
          answers: {
            'eu-west': { balancer: 'eu-west', weight: 3, places: { eu: {} } },
            'us-east': { balancer: 'us-east', weight: 1, isSecondary: true },
          },
        },
      },
    },
    balancers: A_BALANCER_EACH,
    targetGroups: {
      web: { algorithm: { id: 'least-outstanding' }, targets: TWO_IN_EACH_ZONE },
    },
    baseTitle: 'By latency',
    lanes: {
      simple: lane('All addresses', 'simple'),
      weighted: lane('By weight, 3 to 1', 'weighted'),
      failover: lane('Primary and secondary', 'failover'),
      geolocation: lane('By place', 'geolocation'),
    },
  },
})
