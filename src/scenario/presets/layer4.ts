import { COLD_ISP, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

const USERS = 4

/**
 * Four services ask twelve targets, each on one connection that it keeps. A node of layer 4 pins each connection, so at
 * most four targets ever work: the busiest has at least a quarter of the load, and the mean is a twelfth, which makes
 * max / mean 3 or more whatever the hash does. A node of layer 7 picks for each request, and all twelve work alike. At
 * layer 4 again, clients that open a new connection every 4 to 5 s are pinned some fifty times in the run: that
 * evens out over time, but at each moment four targets work as before.
 */
export const layer4 = definePreset({
  id: 'layer-4-long-lived',
  topic: 'connections',
  question: 'Why do most targets get nothing?',
  summary:
    'A few connections that last: layer 4 pins each to one target, and most targets get nothing.',
  opensAtMs: 20_000,
  document: {
    format: 1,
    title: PRESET_TITLES.layer4,
    baseTitle: 'Layer 4',
    seed: '4',
    durationMs: 60_000,
    warmUpMs: 5000,
    regions: { 'eu-west': { zones: { a: {}, b: {}, c: {} } } },
    network: {
      sameZone: { kind: 'constant', ms: 2 },
      crossZone: { kind: 'constant', ms: 3 },
      fromClients: { eu: { 'eu-west': { kind: 'constant', ms: 5 } } },
    },
    clients: {
      services: {
        place: 'eu',
        arrivals: {
          kind: 'closed-loop',
          users: USERS,
          think: { kind: 'exponential', meanMs: 10 },
        },
        requests: { call: { path: '/call', demand: { kind: 'lognormal', meanMs: 20, cv: 0.5 } } },
        connections: { keepAliveMs: 300_000, perAddress: 1 },
      },
    },
    dns: {
      resolvers: COLD_ISP,
      records: { shop: { answers: { web: { balancer: 'web' } } } },
    },
    balancers: { web: { ...WEB.web, kind: 'network' } },
    targetGroups: { web: { targets: targets(12, { slots: 1 }) } },
    lanes: {
      application: {
        title: 'Layer 7',
        patch: { balancers: { web: { kind: 'application' } } },
      },
      aging: {
        title: 'Layer 4, renewed in 5 s',
        patch: { clients: { services: { connections: { maxAgeMs: 5000, ageJitter: 0.2 } } } },
      },
    },
  },
})
