/**
 * Hash, modulo: the rest of a hash by the sum of the weights says whose slot the key has. Simple, and when a target comes
 * or goes nearly every key moves; NGINX avoids that for those that fail, which keep their slots while others stand in.
 */
import { choice, type KnobValues } from '../base/knobs.ts'
import { defineAlgorithm, type State, type View } from './define.ts'
import { CRC_START, crcEnd, crcOver, crcWith } from './parts/hashes/crc32.ts'
import { addressHash, sdbm } from './parts/hashes/haproxyHash.ts'
import { KEY, keyBytes, keyText, writeKey } from './parts/key.ts'
import { smooth, smoothNext } from './parts/rotations/smooth.ts'
import { buildMap, mapCells, ownerIn } from './parts/serverMap.ts'
import { wholeScale, wholeWeight } from './parts/wholeWeights.ts'

/** How often NGINX hashes again before it takes turns. */
const TRIES = 20

const KNOBS = {
  dialect: choice({
    label: 'As in',
    help: 'Whose hash. ip_hash looks at the first three numbers of an IPv4 address, whatever the key is set to: all clients of a /24 go to one target.',
    options: [
      { id: 'nginx', label: 'NGINX hash' },
      { id: 'nginx-ip', label: 'NGINX ip_hash' },
      { id: 'haproxy', label: 'HAProxy, map-based' },
    ],
    default: 'nginx',
  }),
  key: KEY,
} as const

const READS = ['address', 'client', 'path', 'weight'] as const

interface Hashing {
  readonly view: View<(typeof READS)[number]>
  readonly knobs: KnobValues<typeof KNOBS>
  readonly state: State<typeof smooth.state>
  readonly table: Int32Array
}

export const hashModulo = defineAlgorithm({
  id: 'hash-modulo',
  label: 'Hash, modulo',
  summary: 'A hash of the key, divided by the number of targets: the rest says which one.',
  source:
    'NGINX ngx_http_upstream_hash_module.c and ngx_http_upstream_ip_hash_module.c; HAProxy 3.5-dev src/lb_map.c and ' +
    'src/backend.c (source, and sdbm of other keys)',
  group: 'By key',
  goodAt: 'A fixed set of targets, and keys that must stay where they are.',
  badAt: 'Targets that come and go: nearly all keys move. Clients behind one address are one key.',
  does: [
    'The key is hashed, and the rest of the hash by the sum of the weights says which target it is.',
    'The same key always finds the same target, without anything remembered.',
    'When a target comes or goes the rest is another one, and nearly all keys move.',
  ],
  law: ['target of slot: hash(key) mod sum of weights'],
  spelled: {
    nginx: '`hash $request_uri;` or `ip_hash;`',
    haproxy: '`balance uri` or `balance source`, with `hash-type map-based`, the default',
    envoy: 'none; nearest: `lb_policy: MAGLEV`',
    aws: 'none; nearest: stickiness of the target group',
  },
  reads: READS,
  withoutSlowStart: () => 'a hash does not change while a target warms up',
  knobs: KNOBS,
  state: smooth.state,
  /** Either HAProxy's map, or the whole weights of all targets and the marks of those that can be used. */
  tableCells: ({ knobs, size }) => (knobs.dialect === 'haproxy' ? mapCells(size) : 2 * size),
  table: {
    build: ({ view, knobs }, into) => {
      if (knobs.dialect === 'haproxy') buildMap(view, into)
      else markWeights(view, into)
    },
  },
  scansAll: true,
  pick: (hashing) => ownerOf(hashing) ?? fallBack(hashing),
  because(hashing, names) {
    const own = `The key ${keyText(hashing.view, keyOf(hashing))} hashes to `
    const target = ownerOf(hashing)
    if (target !== null) return `${own}a slot of ${names(target)}.`
    const turn = smoothNext(hashing) as number
    return `${own}slots of targets that cannot be used, ${TRIES} times; so they take turns, and ${names(turn)} is next.`
  },
})

const keyOf = ({ knobs }: Hashing) => (knobs.dialect === 'nginx-ip' ? 'address' : knobs.key)

const fallBack = ({ view, state, table }: Hashing): number | null =>
  smooth.pick({ view, state, table })

function ownerOf(hashing: Hashing): number | null {
  const { view, knobs, table } = hashing
  if (view.usable.length === 0) return null
  switch (knobs.dialect) {
    case 'haproxy': {
      const end = writeKey(view, knobs.key, 0)
      return ownerIn(
        table,
        knobs.key === 'address' ? addressHash(view.address) : sdbm(keyBytes, end),
      )
    }
    case 'nginx':
      return byRehash(hashing)
    case 'nginx-ip':
      return byAddress(hashing)
  }
}

/** `((crc32(rehash key) >> 16) & 0x7fff)`, added up over the tries; the first has no number before the key. */
function byRehash({ view, knobs, table }: Hashing): number | null {
  const end = writeKey(view, knobs.key, 0)
  let hash = 0
  for (let tried = 0; tried <= TRIES; tried++) {
    let crc = CRC_START
    if (tried >= 10) crc = crcWith(crc, 48 + Math.floor(tried / 10))
    if (tried > 0) crc = crcWith(crc, 48 + (tried % 10))
    hash += (crcEnd(crcOver(crc, keyBytes, end)) >>> 16) & 0x7fff
    const owner = ownerOfRest(table, view.size, hash)
    if (owner === null || isUsable(table, view.size, owner)) return owner
  }
  return null
}

/** `hash = (hash * 113 + octet) % 6271`, from 89, over three octets of IPv4 or all of IPv6, again and again. */
function byAddress({ view, table }: Hashing): number | null {
  const { address, size } = view
  const octets = address.length === 4 ? 3 : address.length
  let hash = 89
  for (let tried = 0; tried <= TRIES; tried++) {
    for (let i = 0; i < octets; i++) hash = (hash * 113 + (address[i] as number)) % 6271
    const owner = ownerOfRest(table, size, hash)
    if (owner === null || isUsable(table, size, owner)) return owner
  }
  return null
}

function markWeights(view: Hashing['view'], into: Int32Array): void {
  const { size } = view
  const all = Array.from({ length: size }, (_, place) => place)
  const scale = wholeScale({ usable: all, weight: (place) => view.weight(place) })
  for (const place of all) into[place] = wholeWeight(view.weight(place), scale)
  into.fill(0, size)
  for (const place of view.usable) into[size + place] = 1
}

const isUsable = (table: Int32Array, size: number, target: number): boolean =>
  table[size + target] === 1

/** Walks the targets, whoever can be used, taking their weights off the rest. */
function ownerOfRest(table: Int32Array, size: number, hash: number): number | null {
  let total = 0
  for (let target = 0; target < size; target++) total += table[target] as number
  if (total === 0) return null
  let rest = hash % total
  for (let target = 0; target < size; target++) {
    rest -= table[target] as number
    if (rest < 0) return target
  }
  return null
}
