import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/** When the burst begins, and how long it lasts. */
export const BURST_MS = { atMs: 10_000, forMs: 5000 } as const

/**
 * 48 slots and a mean of 40 ms serve 1200 requests a second. They are asked for 600, and in the burst for 1700. Three
 * nodes with 60 requests each let 180 in, which is 150 ms of work: the rest fails at once, and nobody else is slow.
 * Envoy's 1024 a node would let 3072 in, more than the burst brings: nothing fails, and it takes seconds to work off.
 */
export const breakerBurst = definePreset({
  id: 'breaker-burst',
  topic: 'overload',
  question: 'Fail fast, or let them wait?',
  summary: 'A burst is failed fast by a circuit breaker, or let in and worked off for seconds.',
  opensAtMs: 12_500,
  document: {
    format: 1,
    title: PRESET_TITLES.breakerBurst,
    seed: '6',
    durationMs: 30_000,
    warmUpMs: 2000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 600 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 40, cv: 1 } } },
        addresses: 3000,
        timeoutMs: 10_000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        targets: targets(6, { queue: { limit: 1000 } }),
        breaker: { isOn: true, requestsMax: 60 },
      },
    },
    faults: {
      burst: { kind: 'surge', population: 'browsers', perSecond: 1100, ...BURST_MS },
    },
    lanes: {
      defaults: {
        title: "Envoy's limit, 1024",
        patch: { targetGroups: { web: { breaker: { requestsMax: 1024 } } } },
      },
    },
  },
})
