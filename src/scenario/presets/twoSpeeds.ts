import { EUROPE, NAMED_WEB, WEB_ALONE } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * Two targets with room for everybody, one twice as fast: 100 and 200 ms a request. Least connections keeps the same
 * number at both, some 12; so the fast one, which is through with its own in half the time, serves twice as many. Who
 * expects equal rates wants round robin, and gets twice as many waiting answers at the slow one.
 */
export const twoSpeeds = definePreset({
  id: 'two-speeds',
  topic: 'choosing',
  question: 'Do equal connections mean equal load?',
  summary: 'Least connections makes connections equal, so a fast target gets the higher rate.',
  opensAtMs: 20_000,
  document: {
    format: 1,
    title: PRESET_TITLES.twoSpeeds,
    seed: '1',
    durationMs: 40_000,
    warmUpMs: 14_000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 170 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 200, cv: 0.5 } } },
        addresses: 1000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB_ALONE,
    targetGroups: {
      web: {
        algorithm: { id: 'least-connections', dialect: 'haproxy' },
        targets: {
          fast: { zone: 'a', slots: 64, speed: 2 },
          slow: { zone: 'a', slots: 64 },
        },
      },
    },
    lanes: {
      turns: {
        title: 'Round robin',
        patch: { targetGroups: { web: { algorithm: { id: 'round-robin' } } } },
      },
    },
  },
})
