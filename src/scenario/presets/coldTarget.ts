import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/** When the target that crashed is up again. */
export const RETURNS_MS = 20_000

/**
 * `web-3` comes back cold: its services take 36 ms × 5, so its 4 slots can do 22 requests a second and not 111. Its turn
 * in round robin brings it 60 at once: it queues and fills up, for a quarter of a minute. With slow start its turns come
 * as fast as it warms.
 */
export const coldTarget = definePreset({
  id: 'cold-target',
  topic: 'failing',
  question: 'How long should slow start be?',
  summary: 'A target comes back cold, and gets its whole share at once, or slowly.',
  opensAtMs: 30_000,
  document: {
    format: 1,
    title: PRESET_TITLES.coldTarget,
    seed: '4',
    durationMs: 60_000,
    warmUpMs: 5000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 360 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 36, cv: 1 } } },
        addresses: 2000,
        timeoutMs: 10_000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        health: { intervalMs: 1000, timeoutMs: 500, healthyAfter: 2 },
        targets: targets(6, {
          slots: 4,
          queue: { limit: 100 },
          coldFactor: 5,
          warmMs: 20_000,
        }),
      },
    },
    faults: {
      restart: { kind: 'crash', target: 'web-3', atMs: 12_000, forMs: RETURNS_MS - 12_000 },
    },
    lanes: {
      slowly: {
        title: 'Slow start',
        patch: { targetGroups: { web: { slowStartMs: 30_000 } } },
      },
    },
  },
})
