import { losingWeb5 } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * `web-5` of twelve is taken out at 20 s and given back at 40 s. A ring (ketama, 160 points a target) moves its clients and
 * no others, but the arcs of a ring are unlike: the busiest target has 15 % more clients than the mean. Maglev gives every
 * target as many slots, and fills its table anew: of 65,537 slots 8.6 % change owner where 8.3 % must, of 251 it is 15 %. So
 * "about twice as many keys as a ring" (envoyproxy/envoy 2574) holds for few slots a target, and not for many.
 */
export const maglevBesideRing = definePreset({
  id: 'maglev-beside-ring',
  topic: 'choosing',
  question: 'Even shares, or few moves?',
  summary:
    'Maglev shares evenly and moves more clients than it must; a ring moves fewest, and shares roughly.',
  opensAtMs: 20_500,
  document: {
    format: 1,
    title: PRESET_TITLES.maglevBesideRing,
    baseTitle: 'Ring',
    seed: '1',
    ...losingWeb5({ id: 'hash-ring' }, { perSecond: 600, addresses: 6000, count: 12, slots: 3 }),
    lanes: {
      maglev: {
        title: 'Maglev',
        patch: { targetGroups: { web: { algorithm: { id: 'maglev' } } } },
      },
      small: {
        title: 'Maglev, 251 slots',
        patch: { targetGroups: { web: { algorithm: { id: 'maglev', slots: '251' } } } },
      },
    },
  },
})
