/**
 * Jump consistent hash: as targets are added one after the other, a key jumps to the new one with the chance that is its
 * share; the last jump says where it is. No table at all; but targets have numbers, not names, so that only the last of
 * them can leave without moving keys of others.
 */
import type { KnobValues } from '../base/knobs.ts'
import { defineAlgorithm, type View } from './define.ts'
import { add, multiply, wide } from './parts/hashes/wide.ts'
import { xxh64 } from './parts/hashes/xxh64.ts'
import { KEY, keyBytes, keyText, writeKey } from './parts/key.ts'

const KNOBS = { key: KEY } as const

const READS = ['address', 'client', 'path'] as const

interface Hashing {
  readonly view: View<(typeof READS)[number]>
  readonly knobs: KnobValues<typeof KNOBS>
}

export const jump = defineAlgorithm({
  id: 'jump',
  label: 'Jump hash',
  summary:
    'A key jumps from target to target as if they had been added one by one; no table, and even shares.',
  source:
    'Lamping, Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm", arXiv 1406.2294, 2014; over the targets that ' +
    'can be used, in their order; the key by xxHash64',
  group: 'By key',
  goodAt: 'Sets that only grow at their end, such as shards.',
  badAt: 'A target in the middle that fails: all after it move up by one, and most keys with them.',
  does: [
    'The targets are imagined as added one after the other, and at each a key jumps to the new one with the chance that is its share.',
    'That takes a few steps of arithmetic, and no memory.',
    'It knows targets by their number alone: when one in the middle fails, all behind it move up.',
  ],
  law: [
    'b = -1, j = 0',
    'while j < n:  b = j,  key = next random number of it',
    '              j = floor((b + 1) / u(key))',
    'target = usable[b]',
  ],
  spelled: {
    nginx: 'none; nearest: `hash $request_uri consistent;`',
    haproxy: 'none; nearest: `hash-type consistent`',
    envoy: 'none; nearest: `lb_policy: MAGLEV`',
    aws: 'none; nearest: stickiness of the target group',
  },
  reads: READS,
  withoutSlowStart: () => 'a hash does not change while a target warms up',
  knobs: KNOBS,
  state: {},
  scansAll: false,
  pick: ({ view, knobs }) =>
    view.usable.length === 0 ? null : (view.usable[placeOf({ view, knobs })] as number),
  because(hashing, names) {
    const { view, knobs } = hashing
    const place = placeOf(hashing)
    return `The last jump of ${keyText(view, knobs.key)} was to place ${place + 1} of ${view.usable.length}, which is ${names(view.usable[place] as number)}.`
  },
})

function placeOf({ view, knobs }: Hashing): number {
  xxh64(keyBytes, writeKey(view, knobs.key, 0), 0)
  return jumpTo(wide.high, wide.low, view.usable.length)
}

/** The bucket of a 64-bit key among so many, at least one. */
export function jumpTo(high: number, low: number, buckets: number): number {
  wide.high = high
  wide.low = low
  let bucket = -1
  let next = 0
  while (next < buckets) {
    bucket = next
    multiply(wide.high, wide.low, 0x27bb_2ee6, 0x87b0_b0fd)
    add(wide.high, wide.low, 0, 1)
    next = Math.floor((bucket + 1) * (2_147_483_648 / ((wide.high >>> 1) + 1)))
  }
  return bucket
}
