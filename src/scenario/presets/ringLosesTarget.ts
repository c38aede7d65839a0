import { losingWeb5 } from './parts.ts'
import { definePreset } from './preset.ts'
import { PRESET_TITLES } from './titles.ts'

/**
 * `web-5` of nine is taken out at 20 s and given back at 40 s. Of modulo's remainders by nine and by eight, 8 of 72 agree:
 * 88.9 % of the clients go elsewhere, twice. On a ring and with rendezvous only those of the target go, 11.1 %, and come
 * back. Each client sends a request in 5 s, so that each asks its new target for the first time within some seconds.
 * Damian Gryski, "Consistent hashing: algorithmic tradeoffs", 2018.
 */
export const ringLosesTarget = definePreset({
  id: 'ring-loses-a-target',
  topic: 'choosing',
  question: 'Who has to move when a target goes?',
  summary:
    'One of nine targets goes and comes back: modulo moves nearly every client, a ring a ninth.',
  opensAtMs: 20_500,
  document: {
    format: 1,
    title: PRESET_TITLES.ringLosesTarget,
    baseTitle: 'Modulo',
    seed: '1',
    ...losingWeb5(
      { id: 'hash-modulo', dialect: 'haproxy' },
      { perSecond: 400, addresses: 2000, count: 9, slots: 4 },
    ),
    lanes: {
      ring: {
        title: 'Ring',
        patch: { targetGroups: { web: { algorithm: { id: 'hash-ring' } } } },
      },
      rendezvous: {
        title: 'Rendezvous',
        patch: { targetGroups: { web: { algorithm: { id: 'rendezvous' } } } },
      },
    },
  },
})
