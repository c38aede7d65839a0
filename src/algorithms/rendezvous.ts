/**
 * Rendezvous, or highest random weight: every target has a hash with the key, and the highest is chosen. Who leaves gives
 * up its keys, evenly to all others; nothing has to be built, and every pick asks everybody.
 */
import type { KnobValues } from '../base/knobs.ts'
import { ln } from '../base/numeric.ts'
import { defineAlgorithm, type View } from './define.ts'
import { wide } from './parts/hashes/wide.ts'
import { xxh64 } from './parts/hashes/xxh64.ts'
import { KEY, keyBytes, keyText, writeKey, writeText } from './parts/key.ts'

const KNOBS = { key: KEY } as const

const READS = ['address', 'client', 'path', 'name', 'weight'] as const

interface Hashing {
  readonly view: View<(typeof READS)[number]>
  readonly knobs: KnobValues<typeof KNOBS>
}

export const rendezvous = defineAlgorithm({
  id: 'rendezvous',
  label: 'Rendezvous',
  summary:
    'Every target has a hash with the key, and the highest wins; who leaves gives up only its keys.',
  source:
    'Thaler, Ravishankar, IEEE/ACM Trans. Networking 6(1), 1998; with weights as -w / ln u, Resch, SNIA SDC 2015. ' +
    'xxHash64 over name and key is our choice',
  group: 'By key',
  goodAt: 'Few targets: shares by weight, no table, and no key moves without need.',
  badAt: 'Many targets: every pick hashes with all of them.',
  does: [
    'Every target has a hash together with the key, and the highest wins.',
    'There is no table to keep, and shares follow the weights.',
    'When a target leaves, each of its keys goes to its second choice, and no other key moves.',
  ],
  law: ['target = highest of  -weight / ln(hash(target, key))'],
  spelled: {
    nginx: 'none; nearest: `hash $request_uri consistent;`',
    haproxy: 'none; nearest: `hash-type consistent`',
    envoy: 'none that is known to be released; nearest: `lb_policy: RING_HASH`',
    aws: 'none; nearest: stickiness of the target group',
  },
  reads: READS,
  withoutSlowStart: () => 'a hash does not change while a target warms up',
  knobs: KNOBS,
  state: {},
  scansAll: true,
  pick: highest,
  score: { label: () => 'hash by weight', unit: '', of: scoreOf },
  because(hashing, names) {
    const target = highest(hashing) as number
    const score = Math.round(scoreOf(hashing, target) * 1000) / 1000
    return `With ${keyText(hashing.view, hashing.knobs.key)} ${names(target)} had the highest hash for its weight, ${score}.`
  },
})

function highest(hashing: Hashing): number | null {
  let best: number | null = null
  let most = 0
  for (const target of hashing.view.usable) {
    const score = scoreOf(hashing, target)
    if (score <= most) continue
    most = score
    best = target
  }
  return best
}

const TWO_26 = 67_108_864

/** -w / ln u, with u from the upper 53 bits of the hash, strictly between 0 and 1. */
function scoreOf({ view, knobs }: Hashing, target: number): number {
  const weight = view.weight(target)
  if (weight === 0) return 0
  xxh64(keyBytes, writeKey(view, knobs.key, writeText(view.name(target), 0)), 0)
  const bits = (wide.high >>> 0) * 2_097_152 + (wide.low >>> 11)
  return -weight / ln((bits + 0.5) / TWO_26 / TWO_26 / 2)
}
