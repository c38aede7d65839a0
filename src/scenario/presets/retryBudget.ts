import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/** When the blip begins, and how long it lasts. */
export const BLIP_MS = { atMs: 10_000, forMs: 4000 } as const

/** What the targets can do in a second: 4 × 8 slots, 40 ms a request. */
export const CAPACITY_PER_SECOND = 800

const hang = (target: string) => ({ kind: 'hang', target, ...BLIP_MS })

/**
 * Two of four targets hang for four seconds. Clients wait a second and try up to four times. Without a budget the load
 * that these retries are keeps the queues longer than a client waits, so that everything goes on failing and being
 * retried: 560 requests a second become up to 2240, and the targets can do 800. With a share of 20 % they become 672 at
 * most, and the queues drain; a bucket of tokens stops retries as soon as too many attempts fail.
 */
export const retryBudget = definePreset({
  id: 'retry-budget',
  topic: 'overload',
  question: 'How many retries are too many?',
  summary: 'A blip of four seconds becomes an outage by retries, unless they have a budget.',
  opensAtMs: 30_000,
  document: {
    format: 1,
    title: PRESET_TITLES.retryBudget,
    seed: '8',
    durationMs: 60_000,
    warmUpMs: 5000,
    ...EUROPE,
    clients: {
      apps: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 560 },
        requests: { order: { path: '/order', demand: { kind: 'exponential', meanMs: 40 } } },
        addresses: 3000,
        timeoutMs: 1000,
        retry: { attemptsMax: 4, backoffMs: 50, budget: 'none' },
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
    faults: { 'blip-1': hang('web-1'), 'blip-2': hang('web-2') },
    lanes: {
      share: {
        title: 'A share of 20 %',
        patch: { clients: { apps: { retry: { budget: 'ratio', budgetRatio: 0.2 } } } },
      },
      bucket: {
        title: 'A bucket of ten tokens',
        patch: { clients: { apps: { retry: { budget: 'bucket' } } } },
      },
    },
  },
})
