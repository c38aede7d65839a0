/** The picture of a ring or a table is what picks find: shares, and what moves when a target leaves. */
import { describe, expect, test } from 'vitest'
import type { AlgorithmSpec } from '../../src/algorithms/index.ts'
import { spreadOf } from '../../src/engine/spread.ts'
import { DrivenAlgorithm } from '../support/algorithmHarness.ts'

const NAMES = ['10.0.0.1:80', '10.0.0.2:80', '10.0.0.3:80', '10.0.0.4:80', '10.0.0.5:80']
const WEIGHTS = [1, 1, 2, 1, 1]
const targets = NAMES.map((id, i) => ({ id, weight: WEIGHTS[i] as number, isUsable: true }))
const KEYS = Array.from({ length: 4000 }, (_, i) => `key-${i}`)

const ring = (dialect: 'nginx' | 'haproxy' | 'envoy') =>
  ({ id: 'hash-ring', dialect, key: 'path', pointsMin: 1024, boundRatio: 0 }) as const
const specs = [
  ring('nginx'),
  ring('haproxy'),
  ring('envoy'),
  { id: 'maglev', slots: '4093', key: 'path' } as const,
] satisfies readonly AlgorithmSpec[]

describe.each(specs)('$id $dialect', (spec) => {
  const driven = new DrivenAlgorithm(spec, { size: 5, names: NAMES, weights: WEIGHTS })
  const place = (path: string): number => {
    driven.path = path
    return driven.algorithm.spread?.placeOf(driven.context) as number
  }

  test('the place of a key belongs to whom the key is sent', () => {
    const spread = spreadOf({ algorithm: spec, targets, without: null })
    const differ = KEYS.filter((key) => {
      const at = place(key)
      const owner = spread?.stretches.find(({ from, to }) => from <= at && at < to)?.owner
      return owner !== driven.pickFor(key)
    })
    // A piece of the ring in which a point lies has two owners, and is drawn as one's.
    expect(differ.length / KEYS.length).toBeLessThan(spec.id === 'maglev' ? 1e-9 : 0.02)
    expect(spread?.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    expect(spread?.moves).toEqual([])
  })

  test('what moves when a target leaves is what picks then move', () => {
    const spread = spreadOf({ algorithm: spec, targets, without: 2 })
    if (spread === null) throw new Error('it has a table')
    const moved = spread.moves.reduce((sum, { from, to }) => sum + to - from, 0) / spread.places
    const before = KEYS.map((key) => driven.pickFor(key))
    driven.setUsable([0, 1, 3, 4])
    const keys = KEYS.filter((key, i) => driven.pickFor(key) !== before[i]).length / KEYS.length
    driven.setUsable([0, 1, 2, 3, 4])
    expect(moved).toBeCloseTo(keys, 1)
    expect(spread.moves.every(({ owner }) => owner !== 2 && owner >= 0)).toBe(true)
    const own = spread.moves.filter((each) => each.before === 2)
    const given = own.reduce((sum, { from, to }) => sum + to - from, 0) / spread.places
    expect(given).toBeCloseTo(spread.shares[2] as number, 9)
  })
})

test('an algorithm without a table has no picture', () => {
  expect(spreadOf({ algorithm: { id: 'random' }, targets, without: null })).toBeNull()
})
