import { EUROPE, NAMED_WEB, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

export const SURGE_MS = 60_000

/**
 * 20 requests/s of 100 ms need two or three environments; for 20 s there are 320/s, which need 32. Each that finds none
 * free starts one of its own and waits 0.8 s for it, so that in the first second far more are started than are needed: a
 * fifth of the requests of two seconds and more waits. With 60 provisioned nobody waits. Where only 20 may start in 10 s, a function
 * of a new account say, a third and more is throttled: the balancer answers 502.
 */
export const functionColdStarts = definePreset({
  id: 'function-cold-starts',
  topic: 'scaling',
  question: 'Who waits for a cold start?',
  summary: 'Load goes up at once, and a function has to start environments for it.',
  opensAtMs: SURGE_MS + 500,
  document: {
    format: 1,
    title: PRESET_TITLES.functionColdStarts,
    baseTitle: 'On demand',
    seed: '2',
    durationMs: 120_000,
    warmUpMs: 5000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 20 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 100, cv: 0.5 } } },
        addresses: 2000,
        timeoutMs: 10_000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        health: { isActive: false },
        targets: {
          render: {
            kind: 'function',
            zone: 'a',
            slots: 1000,
            init: { kind: 'lognormal', meanMs: 800, cv: 0.3 },
            keptMs: 10_000,
          },
        },
      },
    },
    faults: {
      surge: {
        kind: 'surge',
        population: 'browsers',
        perSecond: 300,
        atMs: SURGE_MS,
        forMs: 20_000,
      },
    },
    lanes: {
      provisioned: {
        title: '60 provisioned',
        patch: { targetGroups: { web: { targets: { render: { provisioned: 60 } } } } },
      },
      slow: {
        title: '20 starts in 10 s',
        patch: { targetGroups: { web: { targets: { render: { burst: 20 } } } } },
      },
    },
  },
})
