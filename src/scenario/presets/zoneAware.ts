import { NEAR_EUROPE, resolversAt, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

const FROM_MS = 25_000
const FOR_MS = 10_000

/** How many targets are in each zone. */
const TARGETS = { a: 2, b: 4, c: 2 } as const
/** Of them, those that die: five of eight are left. */
const DYING = ['b3', 'b4', 'c2'] as const

const idsIn = ([zone, count]: readonly [string, number]) =>
  Array.from({ length: count }, (_, i): [string, unknown] => [
    `${zone}${i + 1}`,
    { zone, slots: 2 },
  ])

/**
 * Five nodes in the zones a, a, b, b, c: 40, 40 and 20 % of the traffic comes in there, and 25, 50 and 25 % of the targets
 * stand there. Whoever goes to any zone crosses one with 1 - (.4 × .25 + .4 × .5 + .2 × .25) = 65 % of the requests.
 * Whoever keeps to the own zone crosses none, but then the two of a get 40 % of the requests: at 220 a second of 40 ms on
 * two slots each that is 88 % of what they can do, and 44 % for all others. Zone-aware routing keeps 62.5 % in a and
 * sends 25 and 12.5 % to b and c, so all targets get the same and 15 % cross. From 25 to 35 s three targets are
 * down: five are fewer than the six that Envoy asks for, so it is off and requests cross again; with a threshold of 4 it
 * stays on, for there is nothing wrong with the zones.
 */
export const zoneAware = definePreset({
  id: 'zone-aware',
  topic: 'zones',
  question: 'How many requests can stay in their zone?',
  summary:
    'More nodes than targets in one zone: keep all requests there, none, or as many as its targets can take.',
  opensAtMs: 20_000,
  document: {
    format: 1,
    title: PRESET_TITLES.zoneAware,
    baseTitle: 'Any zone',
    seed: '1',
    durationMs: 45_000,
    warmUpMs: 3000,
    ...NEAR_EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 220 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 40, cv: 1 } } },
        addresses: 2000,
        connections: { keepAliveMs: 2000 },
      },
    },
    dns: {
      resolvers: resolversAt('eu', 3),
      records: { shop: { answers: { web: { balancer: 'web' }, more: { balancer: 'more' } } } },
    },
    balancers: { web: WEB.web, more: { ...WEB.web, zones: ['a', 'b'] } },
    targetGroups: {
      web: {
        health: { intervalMs: 1000, timeoutMs: 500 },
        targets: Object.fromEntries(Object.entries(TARGETS).flatMap(idsIn)),
      },
    },
    faults: Object.fromEntries(
      DYING.map((target) => [
        `down-${target}`,
        { kind: 'crash', target, atMs: FROM_MS, forMs: FOR_MS },
      ]),
    ),
    lanes: {
      own: {
        title: 'Own zone alone',
        patch: { balancers: { web: { crossZone: false }, more: { crossZone: false } } },
      },
      aware: {
        title: 'Zone-aware',
        patch: { targetGroups: { web: { zoneAware: { isOn: true } } } },
      },
      lower: {
        title: 'Off only below 4',
        patch: { targetGroups: { web: { zoneAware: { isOn: true, healthyMin: 4 } } } },
      },
    },
  },
})
