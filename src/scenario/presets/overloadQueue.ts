import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/** The same queue for all six, as a lane says it. */
const queued = (queue: Readonly<Record<string, unknown>>) => ({
  targetGroups: {
    web: {
      targets: Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`web-${i + 1}`, { queue }])),
    },
  },
})

/**
 * Six targets of four slots can do 240 requests/s of 100 ms; for half a minute there come 320. Clients wait for a second. A
 * queue of 200 is five seconds of work: first in, first out, each request is served when its client has long gone, and
 * that goes on for as long after the surge as it takes to work it off. Last first while the queue stands, and dropping what
 * has waited for too long, gives nearly all that the slots can do. Dropping what nobody waits for any more is worse: what
 * is served is just about to be given up. A queue of four does as well as anything.
 */
export const overloadQueue = definePreset({
  id: 'overload-queue',
  topic: 'overload',
  question: 'Which queue keeps goodput?',
  summary: 'A third too much, and a long queue: who is served, and who still waits for it.',
  opensAtMs: 35_000,
  document: {
    format: 1,
    title: PRESET_TITLES.overloadQueue,
    baseTitle: 'First in, first out',
    seed: '13',
    durationMs: 60_000,
    warmUpMs: 5000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 200 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 100, cv: 1 } } },
        addresses: 2000,
        timeoutMs: 1000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        health: { intervalMs: 2000, timeoutMs: 1000 },
        targets: targets(6, { slots: 4, queue: { limit: 200 } }),
      },
    },
    faults: {
      surge: {
        kind: 'surge',
        population: 'browsers',
        perSecond: 120,
        atMs: 10_000,
        forMs: 30_000,
      },
    },
    lanes: {
      protecting: {
        title: 'Adaptive, drops late ones',
        patch: queued({ order: 'adaptive', drops: 'late', targetMs: 50, intervalMs: 300 }),
      },
      abandoned: {
        title: 'Drops abandoned ones',
        patch: queued({ drops: 'abandoned' }),
      },
      short: { title: 'A queue of 4', patch: queued({ limit: 4 }) },
    },
  },
})
