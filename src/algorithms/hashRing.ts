/**
 * Consistent hashing on a ring: each target has many points on it, and a key belongs to a point beside its own place.
 * Who leaves gives up its keys and no other; balancers differ in where points lie, and which point is beside.
 */
import { choice, count, type KnobValues, number } from '../base/knobs.ts'
import { defineAlgorithm, type State, type View } from './define.ts'
import { crc32 } from './parts/hashes/crc32.ts'
import { addressHash, avalanche, sdbm } from './parts/hashes/haproxyHash.ts'
import { wide } from './parts/hashes/wide.ts'
import { xxh64 } from './parts/hashes/xxh64.ts'
import { KEY, keyBytes, keyText, writeKey } from './parts/key.ts'
import { hasRoomFor } from './parts/loadBound.ts'
import { envoyPoints, envoyRing } from './parts/rings/envoyRing.ts'
import { haproxyPoints, haproxyRing, nearestPoint } from './parts/rings/haproxyRing.ts'
import { ketama, ketamaPoints } from './parts/rings/ketama.ts'
import {
  fillRing,
  isMarked,
  markUsable,
  ownerAt,
  POINTS_MAX,
  pointAfter,
  pointsOf,
  ringCells,
} from './parts/rings/ring.ts'
import { smooth, smoothNext } from './parts/rotations/smooth.ts'
import { wholeScale, wholeWeight } from './parts/wholeWeights.ts'

/** How often NGINX goes on to the next point before it takes turns. */
const TRIES = 20

/** A picture of the ring is cut into so many pieces: of so many hashes each, by their upper halves. */
const PIECES = 65_536
const PIECE = 4_294_967_296 / PIECES

const KNOBS = {
  dialect: choice({
    label: 'As in',
    help: 'Whose ring. NGINX leaves everybody on it and passes over whoever cannot be used; HAProxy and Envoy take them off.',
    options: [
      { id: 'nginx', label: 'NGINX, ketama' },
      { id: 'haproxy', label: 'HAProxy, consistent' },
      { id: 'envoy', label: 'Envoy, ring hash' },
    ],
    default: 'nginx',
  }),
  key: KEY,
  pointsMin: count({
    label: 'Points',
    help: 'How many points Envoy puts on its ring at least (gRPC at most 4,096). NGINX has 160 for each unit of weight, HAProxy 16.',
    unit: 'points',
    min: 1,
    max: 4096,
    default: 1024,
    isLog: true,
    where: { dialect: ['envoy'] },
  }),
  boundRatio: number({
    label: 'Load bound',
    help: 'A target with more than this times its share of the requests in flight is passed over, for the next on the ring; 0 is no bound. HAProxy advises 1.25 to 2.',
    unit: '',
    min: 0,
    max: 10,
    default: 0,
  }),
} as const

const READS = ['address', 'client', 'path', 'name', 'inFlight', 'weight'] as const

interface Hashing {
  readonly view: View<(typeof READS)[number]>
  readonly knobs: KnobValues<typeof KNOBS>
  readonly state: State<typeof smooth.state>
  readonly table: Int32Array
}

export const hashRing = defineAlgorithm({
  id: 'hash-ring',
  label: 'Hash ring',
  summary:
    'A hash of the key points to a place on a ring; when a target leaves, only its keys move.',
  source:
    'NGINX ngx_http_upstream_hash_module.c (consistent); HAProxy 3.5-dev src/lb_chash.c; Envoy ring_hash_lb.cc. ' +
    'A bound on loads is HAProxy’s for all three',
  group: 'By key',
  goodAt: 'Caches: the same key finds the same target, also when others come and go.',
  badAt: 'Keys of unlike weight: a hot one is one target’s, unless loads are bounded.',
  does: [
    'Each target has many points on a ring, and the hash of a key is a place on it.',
    'The key belongs to the next point, in HAProxy to the nearest one.',
    'When a target leaves, its keys go to the points beside its own, and all others stay where they are.',
  ],
  law: [
    'NGINX, Envoy: first point at or after hash(key)',
    'HAProxy:      nearest point, either way',
  ],
  spelled: {
    nginx: '`hash $request_uri consistent;`',
    haproxy: '`balance uri` with `hash-type consistent`; `hash-balance-factor 150` bounds loads',
    envoy: '`lb_policy: RING_HASH` with a `hash_policy` at the route',
    aws: 'none; nearest: stickiness of the target group',
  },
  reads: READS,
  withoutSlowStart: () => 'a ring does not change while a target warms up',
  knobs: KNOBS,
  check: ({ boundRatio }) =>
    boundRatio > 0 && boundRatio < 1
      ? `boundRatio is ${boundRatio}; below 1 there is not room for all. Set it to 0, or to 1 or more.`
      : null,
  state: smooth.state,
  tableCells: ({ knobs, size, weights }) => ringCells(pointsFor(knobs, weights), size),
  table: { build },
  spread: {
    shape: 'ring',
    places: () => PIECES,
    ownerAt: (hashing, piece) => passedTo(hashing, pointAt(hashing, piece * PIECE, 0), 0),
    placeOf: (hashing) => Math.floor(hashOf(hashing).high / PIECE),
  },
  scansAll: false,
  pick: (hashing) => ownerOf(hashing) ?? smooth.pick(hashing),
  because(hashing, names) {
    const { view, knobs, table } = hashing
    const at = placeOf(hashing)
    const owner = ownerAt(table, view.size, at)
    const own = `The place of ${keyText(view, knobs.key)} is at a point of ${names(owner)}`
    const target = ownerOf(hashing)
    if (target === owner) return `${own}.`
    const why = isMarked(table, view.size, owner) ? 'has its bound of requests' : 'cannot be used'
    return target === null
      ? `${own}, which ${why}; after ${TRIES} points it takes turns, and ${names(smoothNext(hashing) as number)} is next.`
      : `${own}, which ${why}; going on along the ring it came to ${names(target)}.`
  },
})

/** Whole weights of these targets, few enough for a ring. */
function wholeWeights(weights: readonly number[]): number[] {
  const all = weights.map((_, i) => i)
  const scale = wholeScale({ usable: all, weight: (i) => weights[i] as number })
  const whole = weights.map((weight) => wholeWeight(weight, scale))
  const points = ketamaPoints(whole)
  if (points <= POINTS_MAX) return whole
  const shrink = POINTS_MAX / 2 / points
  return whole.map((weight) => (weight === 0 ? 0 : Math.max(1, Math.floor(weight * shrink))))
}

function pointsFor({ dialect, pointsMin }: Hashing['knobs'], weights: readonly number[]): number {
  switch (dialect) {
    case 'nginx':
      return ketamaPoints(wholeWeights(weights))
    case 'haproxy':
      return haproxyPoints(wholeWeights(weights))
    case 'envoy':
      return envoyPoints({ weights: weights.filter((weight) => weight > 0), pointsMin })
  }
}

function build({ view, knobs }: Pick<Hashing, 'view' | 'knobs'>, into: Int32Array): void {
  const { size } = view
  const places = Array.from({ length: size }, (_, place) => place)
  const all = places.map((place) => view.weight(place))
  const usable = view.usable.filter((place) => view.weight(place) > 0)
  const namesOf = (some: readonly number[]) => some.map((place) => view.name(place))
  switch (knobs.dialect) {
    case 'nginx':
      // Everybody is on it for good.
      if (pointsOf(into) === 0) fillRing(into, size, ketama(namesOf(places), wholeWeights(all)))
      break
    case 'haproxy': {
      const whole = wholeWeights(all)
      fillRing(
        into,
        size,
        haproxyRing(
          usable,
          usable.map((place) => whole[place] as number),
        ),
      )
      break
    }
    case 'envoy': {
      const weights = usable.map((place) => view.weight(place))
      const { pointsMin } = knobs
      fillRing(into, size, envoyRing(usable, namesOf(usable), { weights, pointsMin }))
    }
  }
  markUsable(into, size, usable)
}

/** The hash of the key, in unsigned halves; valid until the next one. */
function hashOf({ view, knobs }: Pick<Hashing, 'view' | 'knobs'>): { high: number; low: number } {
  const { key } = knobs
  const end = writeKey(view, key, 0)
  hashed.low = 0
  switch (knobs.dialect) {
    case 'nginx':
      hashed.high = crc32(keyBytes, end)
      break
    case 'haproxy':
      hashed.high = avalanche(key === 'address' ? addressHash(view.address) : sdbm(keyBytes, end))
      break
    case 'envoy':
      xxh64(keyBytes, end, 0)
      hashed.high = wide.high >>> 0
      hashed.low = wide.low >>> 0
  }
  return hashed
}

const hashed = { high: 0, low: 0 }

/** The point beside a place of the ring. */
const pointAt = ({ view, knobs, table }: Hashing, high: number, low: number): number =>
  knobs.dialect === 'haproxy'
    ? nearestPoint(table, view.size, high)
    : pointAfter(table, view.size, high, low)

/** The point at which the key is. */
function placeOf(hashing: Hashing): number {
  const { high, low } = hashOf(hashing)
  return pointAt(hashing, high, low)
}

/** Whose key it is. */
const ownerOf = (hashing: Hashing): number | null =>
  pointsOf(hashing.table) === 0 || hashing.view.usable.length === 0
    ? null
    : passedTo(hashing, placeOf(hashing), hashing.knobs.boundRatio)

/** Going on from a point to somebody who can take it; null when NGINX gives up. */
function passedTo(hashing: Hashing, from: number, boundRatio: number): number | null {
  const { view, knobs, table } = hashing
  const points = pointsOf(table)
  const tries = knobs.dialect === 'nginx' ? Math.min(points, TRIES + 1) : points
  let last = -1
  for (let i = 0; i < tries; i++) {
    const owner = ownerAt(table, view.size, (from + i) % points)
    if (owner === last && i > 0) continue
    last = owner
    if (!isMarked(table, view.size, owner)) continue
    if (hasRoomFor(view, owner, boundRatio)) return owner
  }
  return null
}
