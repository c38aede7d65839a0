import { NAMED_WEB, NEAR_EUROPE, WEB } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

const ZONES = ['a', 'b', 'c']
const IDS = Array.from({ length: 100 }, (_, i) => `web-${i + 1}`)

/** When neighbours slow some targets, and when they leave again. */
export const SLOW_MS = [10_000, 25_000] as const
export const SLOWED = IDS.slice(0, 20)

/**
 * A hundred targets of two slots, asked for 1800 requests of 80 ms a second, 72 % of what they can do. Neighbours slow
 * twenty of them 2.5 times: these can do 200 a second, and by their weights they get 360, so that requests pile up. Three
 * probes a request, a pool of 16 and the hot-cold rule of Wydrowski et al., NSDI 2024, find out beforehand, and leave them
 * half of what they had; counts of what each of three nodes has in flight itself see less, and later.
 */
export const prequalBesideWeighted = definePreset({
  id: 'prequal-beside-weighted',
  topic: 'choosing',
  question: 'What do weights not know?',
  summary:
    'Neighbours slow a fifth of the targets, which weights do not know: probes find out, before a request is sent.',
  opensAtMs: 12_000,
  document: {
    format: 1,
    title: PRESET_TITLES.prequalBesideWeighted,
    baseTitle: 'By weight',
    seed: '1',
    durationMs: 30_000,
    warmUpMs: 3000,
    ...NEAR_EUROPE,
    clients: {
      browsers: {
        place: 'eu',
        arrivals: { kind: 'poisson', perSecond: 1800 },
        requests: { page: { demand: { kind: 'lognormal', meanMs: 80, cv: 1 } } },
        addresses: 2000,
        timeoutMs: 5000,
      },
    },
    dns: NAMED_WEB,
    balancers: WEB,
    targetGroups: {
      web: {
        algorithm: { id: 'weighted-round-robin' },
        targets: Object.fromEntries(IDS.map((id, i) => [id, { zone: ZONES[i % 3], slots: 2 }])),
      },
    },
    faults: Object.fromEntries(
      SLOWED.map((target, i) => [
        `neighbour-${i + 1}`,
        {
          kind: 'slowdown',
          target,
          factor: 2.5,
          atMs: SLOW_MS[0],
          forMs: SLOW_MS[1] - SLOW_MS[0],
        },
      ]),
    ),
    lanes: {
      prequal: {
        title: 'Prequal',
        patch: { targetGroups: { web: { algorithm: { id: 'prequal' } } } },
      },
      two: {
        title: 'Power of two choices',
        patch: { targetGroups: { web: { algorithm: { id: 'power-of-choices' } } } },
      },
    },
  },
})
