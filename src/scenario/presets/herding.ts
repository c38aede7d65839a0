import { EUROPE, NAMED_WEB, targets, WEB_ALONE } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/** How often the lengths of the queues are looked at: 50 requests come in between. */
const LOOKS_EVERY_MS = 500

/**
 * Ten servers of one slot at 80 %: 100 requests a second of 80 ms on average. Between two looks all requests go to where
 * the queue was shortest at the last one, 50 of them to a server that can serve 6 in that time. Of two drawn at random
 * the shorter is old news too, but everybody draws two others.
 * Mitzenmacher, "How useful is old information?", IEEE TPDS 11(1), 2000; M. Brooker, blog, 2012-01-17.
 */
export const herding = definePreset({
  id: 'herding',
  topic: 'choosing',
  question: 'When is knowing worse than guessing?',
  summary: 'Old knowledge of who is least busy is worse than none; two choices forgive it.',
  opensAtMs: 30_000,
  document: {
    format: 1,
    title: PRESET_TITLES.herding,
    seed: '1',
    durationMs: 60_000,
    warmUpMs: 10_000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 100 },
        requests: { page: { demand: { kind: 'exponential', meanMs: 80 } } },
        addresses: 500,
        timeoutMs: 60_000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB_ALONE,
    targetGroups: {
      web: {
        algorithm: { id: 'shortest-queue', refreshMs: LOOKS_EVERY_MS },
        targets: targets(10, { zone: 'a', slots: 1, queue: { limit: 1000 } }),
      },
    },
    lanes: {
      two: {
        title: 'Shorter of two',
        patch: { targetGroups: { web: { algorithm: { choices: 2 } } } },
      },
      random: {
        title: 'Random',
        patch: { targetGroups: { web: { algorithm: { id: 'random' } } } },
      },
    },
  },
})
