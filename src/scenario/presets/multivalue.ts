import { NEAR_EUROPE, resolversAt, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

const COUNT = 9
const ids = Array.from({ length: COUNT }, (_, i) => `web-${i + 1}`)

/**
 * DNS as the balancer: nine addresses, of which each resolver gets eight at random (multivalue answers). It sees no
 * load, its checkers need 30 s until they drop the target that has died, and resolvers keep it for another TTL. In B a
 * balancer notices within seconds, and sends nothing to who is busy.
 */
export const multivalue = definePreset({
  id: 'multivalue-round-robin',
  topic: 'zones',
  question: 'Is DNS with many addresses a balancer?',
  summary:
    'DNS that hands out addresses of targets, beside a balancer: who notices a dead one, and when.',
  opensAtMs: 32_000,
  speedMs: 50,
  document: {
    format: 1,
    title: PRESET_TITLES.multivalue,
    seed: '9',
    durationMs: 90_000,
    warmUpMs: 5000,
    ...NEAR_EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 220 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 60, cv: 1 } } },
        addresses: 2000,
        timeoutMs: 3000,
        connections: { keepAliveMs: 1000 },
      },
    },
    dns: {
      resolvers: resolversAt('eu', 8),
      records: {
        shop: {
          ttlMs: 20_000,
          policy: { kind: 'multivalue' },
          check: { isOn: true, intervalMs: 10_000, threshold: 3 },
          answers: Object.fromEntries(ids.map((id) => [id, { target: id }])),
        },
      },
    },
    balancers: WEB,
    targetGroups: {
      web: {
        algorithm: { id: 'least-outstanding' },
        health: { intervalMs: 2000, timeoutMs: 1000 },
        targets: targets(COUNT, { slots: 3 }),
      },
    },
    faults: { dead: { kind: 'crash', target: 'web-4', atMs: 25_000, forMs: 65_000 } },
    baseTitle: 'Addresses from DNS',
    lanes: {
      balanced: {
        title: 'A balancer in front',
        patch: {
          dns: {
            records: {
              shop: {
                policy: { kind: 'simple' },
                answers: {
                  ...Object.fromEntries(ids.map((id) => [id, null])),
                  web: { balancer: 'web' },
                },
              },
            },
          },
        },
      },
    },
  },
})
