/** What hashing does to keys: the shares that servers get of a ring, and how many keys move. */
import type { AlgorithmSpec } from '../../../src/algorithms/index.ts'
import { highAt, ownerAt, pointsOf } from '../../../src/algorithms/parts/rings/ring.ts'
import { DrivenAlgorithm } from '../../support/algorithmHarness.ts'
import { mean } from '../../support/chances.ts'
import { upTo } from '../../support/replications.ts'

const WHOLE = 2 ** 32
const SERVERS = 40
const RINGS = 25
const KEYS = 20_000

/** Shares of servers on Envoy's ring, as multiples of an even share, from the arcs themselves, ascending. */
export function ringShares(pointsEach: number): readonly number[] {
  const shares = upTo(RINGS).flatMap((ring) => sharesOf(ring, pointsEach))
  return shares.map((share) => share * SERVERS).sort((a, b) => a - b)
}

export const deviationOf = (shares: readonly number[]): number =>
  Math.sqrt(mean(shares.map((share) => (share - 1) ** 2)))

function sharesOf(ring: number, pointsEach: number): readonly number[] {
  const { table } = new DrivenAlgorithm(
    {
      id: 'hash-ring',
      dialect: 'envoy',
      key: 'path',
      pointsMin: SERVERS * pointsEach,
      boundRatio: 0,
    },
    { size: SERVERS, names: upTo(SERVERS).map((i) => `10.${ring}.0.${i}:80`) },
  )
  const shares = new Array<number>(SERVERS).fill(0)
  const points = pointsOf(table)
  for (let at = 0; at < points; at++) {
    const before = at === 0 ? highAt(table, points - 1) - WHOLE : highAt(table, at - 1)
    const owner = ownerAt(table, SERVERS, at)
    shares[owner] = (shares[owner] as number) + (highAt(table, at) - before) / WHOLE
  }
  return shares
}

/** The share of keys that have another server when there are so many instead of so many. */
export function movedRatio(
  algorithm: AlgorithmSpec,
  [before, after]: readonly [number, number],
): number {
  const names = upTo(Math.max(before, after)).map((i) => `10.0.0.${i}:80`)
  const [one, other] = [before, after].map(
    (size) => new DrivenAlgorithm(algorithm, { size, names }),
  )
  const moved = upTo(KEYS).filter((key) => one?.pickFor(`/${key}`) !== other?.pickFor(`/${key}`))
  return moved.length / KEYS
}
