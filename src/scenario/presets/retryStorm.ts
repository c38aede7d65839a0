import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * A surge of six seconds that never ends. Four targets with 8 slots and a mean demand of 40 ms
 * serve 800 requests a second and are asked for 540. The surge fills the queues until answers take
 * longer than clients wait; then every request is sent up to four times, most of the work is for
 * clients who have gone, and the load stays above what can be served long after the surge is over.
 * A budget for retries lets the queues drain.
 */
export const retryStorm = definePreset({
  id: 'retry-storm',
  topic: 'start',
  question: 'Why is it still down when the surge is over?',
  summary: 'A short surge leaves a storm of retries behind that lasts; a retry budget ends it.',
  opensAtMs: 24_000,
  document: {
    format: 1,
    title: PRESET_TITLES.retryStorm,
    seed: '11',
    durationMs: 60_000,
    warmUpMs: 5000,
    ...EUROPE,
    clients: {
      apps: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 540 },
        requests: { order: { path: '/order', demand: { kind: 'exponential', meanMs: 40 } } },
        addresses: 5000,
        timeoutMs: 1000,
        retry: { attemptsMax: 4, backoffMs: 50, budgetRatio: 1 },
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        algorithm: { id: 'least-outstanding' },
        targets: targets(4, { queue: { limit: 1000 } }),
      },
    },
    faults: {
      rush: { kind: 'surge', population: 'apps', perSecond: 700, atMs: 10_000, forMs: 6000 },
    },
    lanes: {
      budget: {
        title: 'A retry budget of 10 %',
        patch: { clients: { apps: { retry: { budgetRatio: 0.1 } } } },
      },
      cancel: {
        title: 'Cancel abandoned work',
        patch: { balancers: { web: { cancelAbandoned: true } } },
      },
    },
  },
})
