import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * The scenario that the page opens on. While `web-2` is slow it can serve 4 / (36 ms × 2.8) = 40
 * requests a second (4 slots, a mean demand of 36 ms). Round robin goes on giving it 360 / 6 = 60,
 * so it queues, fills up within two seconds and rejects; the other five have a load of 0.54 all the
 * while, and room for what it cannot do.
 */
export const oneSlowTarget = definePreset({
  id: 'one-slow-target',
  topic: 'start',
  question: 'What does taking turns cost?',
  summary: 'One of six targets becomes slow. Round robin goes on feeding it.',
  opensAtMs: 20_000,
  document: {
    format: 1,
    title: PRESET_TITLES.oneSlowTarget,
    seed: '7',
    durationMs: 90_000,
    warmUpMs: 10_000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 360 },
        requests: {
          checkout: { path: '/checkout', demand: { kind: 'lognormal', meanMs: 36, cv: 1.2 } },
        },
        addresses: 2000,
        timeoutMs: 2000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        algorithm: { id: 'round-robin' },
        health: { intervalMs: 5000, timeoutMs: 2000 },
        targets: targets(6, { slots: 4, queue: { limit: 40 } }),
      },
    },
    faults: {
      slow: { kind: 'slowdown', target: 'web-2', factor: 2.8, atMs: 12_000, forMs: 34_000 },
    },
    lanes: {
      least: {
        title: 'Least outstanding requests',
        patch: { targetGroups: { web: { algorithm: { id: 'least-outstanding' } } } },
      },
    },
  },
})
