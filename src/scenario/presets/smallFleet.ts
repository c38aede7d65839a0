import { EUROPE, NAMED_WEB, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * `web-3` of five answers everything with a 500, at once, which no health check sees: there is none. Nodes eject whoever
 * fails five times in a row, but at most 10 % of the targets at one time. One of five is 20 %, so that they eject nobody,
 * unless they may always eject one. Then each node asks it again at a sweep, after 10 s and then after 20 s more.
 */
export const smallFleet = definePreset({
  id: 'ejection-in-a-small-fleet',
  topic: 'failing',
  question: 'Why is it not ejected?',
  summary: 'A failing target is ejected, or not: 10 % of five targets is none.',
  opensAtMs: 26_000,
  document: {
    format: 1,
    title: PRESET_TITLES.smallFleet,
    seed: '6',
    durationMs: 60_000,
    warmUpMs: 5000,
    ...EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 240 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 40, cv: 1 } } },
        addresses: 2000,
        timeoutMs: 3000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        health: { isActive: false },
        ejection: { errorsInARow: 5, baseMs: 10_000 },
        targets: targets(5, { slots: 4 }),
      },
    },
    faults: { broken: { kind: 'errors', target: 'web-3', ratio: 1, atMs: 15_000, forMs: 30_000 } },
    lanes: {
      one: {
        title: 'One in any case',
        patch: { targetGroups: { web: { ejection: { atLeastOne: true } } } },
      },
    },
  },
})
