import { NAMED_WEB, NEAR_EUROPE, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * The database can do 1000 calls/s and is asked for 500. For ten seconds it is eight times slower; clients give up after a
 * second and try again, twice. When it is fast again it has a queue of calls that nobody waits for any more, and every
 * request that it is too late for comes back as two more: it stays overloaded for good, by its own retries (a metastable
 * failure). Few enough calls that may wait, or a budget for retries, and it is over with the cause.
 */
export const slowDatabase = definePreset({
  id: 'slow-database',
  topic: 'overload',
  question: 'Why does it not recover?',
  summary: 'A database slow for ten seconds, and a site that never recovers: retries keep it down.',
  opensAtMs: 30_000,
  document: {
    format: 1,
    title: PRESET_TITLES.slowDatabase,
    baseTitle: 'Long queue, retries',
    seed: '21',
    durationMs: 60_000,
    warmUpMs: 5000,
    ...NEAR_EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 500 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 5, cv: 1 } } },
        addresses: 2000,
        timeoutMs: 1000,
        retry: { attemptsMax: 3, backoffMs: 50, budget: 'none' },
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        health: { isActive: false },
        calls: { ratio: 1 },
        targets: targets(6, { slots: 500 }),
      },
    },
    dependency: { slots: 10, limit: 5000, demand: { kind: 'exponential', meanMs: 10 } },
    faults: { slow: { kind: 'slow-dependency', factor: 8, atMs: 10_000, forMs: 10_000 } },
    lanes: {
      short: { title: 'A queue of 200', patch: { dependency: { limit: 200 } } },
      budget: {
        title: 'Retry budget',
        patch: { clients: { browsers: { retry: { budget: 'ratio', budgetRatio: 0.1 } } } },
      },
    },
  },
})
