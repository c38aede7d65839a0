import { NAMED_WEB, NEAR_EUROPE, targets, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * Two targets in zone a, eight in zone b. DNS spreads clients over the two nodes evenly. With cross-zone each target
 * gets a tenth; without it the two in zone a get a quarter each, and drown, while the eight get a sixteenth each and
 * idle. Source of the shares: Elastic Load Balancing user guide, "How Elastic Load Balancing works".
 */
export const crossZone = definePreset({
  id: 'cross-zone',
  topic: 'zones',
  question: 'Why do equal zones make unequal targets?',
  summary: 'Two targets in one zone, eight in the other: without cross-zone the two drown.',
  opensAtMs: 20_000,
  document: {
    format: 1,
    title: PRESET_TITLES.crossZone,
    seed: '8',
    durationMs: 60_000,
    warmUpMs: 5000,
    ...NEAR_EUROPE,
    regions: { 'eu-west': { zones: { a: {}, b: {} } } },
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 380 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 40, cv: 1 } } },
        addresses: 4000,
        connections: { keepAliveMs: 2000 },
      },
    },
    dns: NAMED_WEB,
    balancers: { web: { ...WEB.web, zones: ['a', 'b'], crossZone: false } },
    targetGroups: {
      web: {
        targets: Object.fromEntries(
          Object.entries(targets(10, { slots: 4 })).map(([id, target], i) => [
            id,
            { ...(target as object), zone: i < 2 ? 'a' : 'b' },
          ]),
        ),
      },
    },
    lanes: {
      across: {
        title: 'With cross-zone',
        patch: { balancers: { web: { crossZone: true } } },
      },
    },
    baseTitle: 'Without cross-zone',
  },
})
