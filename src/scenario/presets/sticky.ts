import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

const ADDED_MS = 30_000
const END_MS = 90_000

/**
 * Five targets, and half of the requests from two offices, each a single client to the balancer. `web-6` is added at 30 s.
 * Sticky clients stay where they are: the offices' targets get a quarter of 240 requests a second each and a share of the
 * browsers', 60 + 24, where six fair shares are 40, so max / mean is 2 or more; and the new target, for which everybody
 * waited, gets nobody. Without stickiness it has its sixth at once. A cookie of the application that lasts 20 s from its
 * first answer lets clients go now and then, so that the new target gets its turn, and an office sits on it like on any other.
 */
export const sticky = definePreset({
  id: 'sticky-gone-wrong',
  topic: 'connections',
  question: 'How uneven does stickiness make it?',
  summary: 'Sticky clients pile up on some targets, and a target that is added gets none of them.',
  opensAtMs: 60_000,
  document: {
    format: 1,
    title: PRESET_TITLES.sticky,
    baseTitle: 'Sticky for a day',
    seed: '2',
    durationMs: END_MS,
    warmUpMs: 40_000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 120 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 40, cv: 1 } } },
        addresses: 400,
      },
      offices: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 120 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 40, cv: 1 } } },
        addresses: 2,
        connections: { perAddress: 40 },
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        health: { intervalMs: 2000, timeoutMs: 1000 },
        stickiness: { kind: 'balancer-cookie' },
        targets: {
          ...targets(5, { slots: 4 }),
          'web-6': { zone: 'c', slots: 4, initial: true },
        },
      },
    },
    faults: { 'not-there-yet': { kind: 'crash', target: 'web-6', atMs: 0, forMs: ADDED_MS } },
    lanes: {
      free: {
        title: 'Not sticky',
        patch: { targetGroups: { web: { stickiness: { kind: 'none' } } } },
      },
      application: {
        title: 'Sticky for 20 s',
        patch: {
          targetGroups: { web: { stickiness: { kind: 'application-cookie', durationMs: 20_000 } } },
        },
      },
    },
  },
})
