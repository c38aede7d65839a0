import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * 120 requests/s of 100 ms keep four instances of eight slots 37 % busy; a surge to 400/s asks for ten at the target of
 * 50 %. What is launched is up after 20 s and then cold for a minute, its services four times as long. Where it counts for the metric
 * from its first moment on, it looks like load: the group grows to all of its 16 places. Where it is left out while it warms up,
 * 11 are enough, a little later. Ten that are there all the time have no bad minute, and stand idle for another.
 */
export const autoscalingSurge = definePreset({
  id: 'autoscaling-surge',
  topic: 'scaling',
  question: 'When does a new instance count?',
  summary:
    'Load triples, and what is launched is cold: it counts for the metric at once, or once it is warm.',
  opensAtMs: 112_000,
  document: {
    format: 1,
    title: PRESET_TITLES.autoscalingSurge,
    baseTitle: 'No warm-up',
    seed: '3',
    durationMs: 360_000,
    warmUpMs: 5000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 120 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 100, cv: 1 } } },
        addresses: 2000,
        timeoutMs: 10_000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        health: { intervalMs: 2000, timeoutMs: 1000 },
        deregistrationMs: 10_000,
        scaling: {
          kind: 'target-tracking',
          target: 50,
          minimum: 3,
          desired: 4,
          periodMs: 10_000,
          launchMs: 20_000,
          warmUpMs: 0,
        },
        targets: targets(16, { slots: 8, queue: { limit: 50 }, coldFactor: 4, warmMs: 60_000 }),
      },
    },
    faults: {
      surge: {
        kind: 'surge',
        population: 'browsers',
        perSecond: 280,
        atMs: 60_000,
        forMs: 300_000,
      },
    },
    lanes: {
      warm: {
        title: 'Warm-up of 60 s',
        patch: { targetGroups: { web: { scaling: { warmUpMs: 60_000 } } } },
      },
      fixed: {
        title: 'Ten from the start',
        patch: { targetGroups: { web: { scaling: { kind: 'fixed', desired: 10 } } } },
      },
    },
  },
})
