import { NAMED_WEB, NEAR_EUROPE, targets, WEB_ALONE } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * `web-5` of twelve is taken out at 20 s and given back at 40 s. A ring (ketama, 160 points a target) moves its clients and
 * no others, but the arcs of a ring are unlike: the busiest target has 15 % more clients than the mean. Maglev gives every
 * target as many slots, and fills its table anew: of 65,537 slots 8.6 % change owner where 8.3 % must, of 251 it is 15 %. So
 * "about twice as many keys as a ring" (envoyproxy/envoy 2574) holds for few slots a target, and not for many.
 */
export const maglevBesideRing = definePreset({
  id: 'maglev-beside-ring',
  summary:
    'Maglev shares evenly and moves more clients than it must; a ring moves fewest, and shares roughly.',
  opensAtMs: 20_500,
  document: {
    format: 1,
    title: PRESET_TITLES.maglevBesideRing,
    baseTitle: 'Ring',
    seed: '1',
    durationMs: 60_000,
    warmUpMs: 5000,
    ...NEAR_EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 600 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 30, cv: 1 } } },
        addresses: 6000,
        addressRange: '10.20.0.0/16',
      },
    },
    dns: NAMED_WEB,
    balancers: WEB_ALONE,
    targetGroups: {
      web: {
        algorithm: { id: 'hash-ring' },
        health: { intervalMs: 1000, timeoutMs: 500 },
        targets: targets(12, { slots: 3 }),
      },
    },
    faults: { out: { kind: 'deregistration', target: 'web-5', atMs: 20_000, forMs: 20_000 } },
    lanes: {
      maglev: {
        title: 'Maglev',
        patch: { targetGroups: { web: { algorithm: { id: 'maglev' } } } },
      },
      small: {
        title: 'Maglev, 251 slots',
        patch: { targetGroups: { web: { algorithm: { id: 'maglev', slots: '251' } } } },
      },
    },
  },
})
