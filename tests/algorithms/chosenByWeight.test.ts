/** Weighted random and weighted power of choices: the probabilities of a pick. */
import { describe, expect, test } from 'vitest'
import type { AlgorithmSpec } from '../../src/algorithms/index.ts'
import { DrivenAlgorithm } from '../support/algorithmHarness.ts'
import { worst, Z_MAX, zScores } from '../support/chances.ts'

const PICKS = 40_000

function countsOf(spec: AlgorithmSpec, weights: readonly number[], loads?: readonly number[]) {
  const driven = new DrivenAlgorithm(spec, { size: weights.length, weights })
  if (loads !== undefined) driven.inFlight.set(loads)
  const counts = weights.map(() => 0)
  for (let i = 0; i < PICKS; i++) {
    driven.nowUs += 2_000_000
    counts[driven.pick() as number]!++
  }
  return counts
}

test('weighted random gives each its share of the weights', () => {
  const counts = countsOf({ id: 'weighted-random' }, [1, 0, 2, 5])
  expect(worst(zScores(counts, [1 / 8, 0, 2 / 8, 5 / 8]))).toBeLessThan(Z_MAX)
})

describe('weighted choices', () => {
  const haproxy = { id: 'weighted-choices', dialect: 'haproxy', choices: 2 } as const
  const nginx = { id: 'weighted-choices', dialect: 'nginx', choices: 2 } as const

  test('of HAProxy pick the busier of two only when both draws fall on it', () => {
    const counts = countsOf(haproxy, [3, 1], [9, 0])
    expect(worst(zScores(counts, [9 / 16, 7 / 16]))).toBeLessThan(Z_MAX)
  })

  test('of HAProxy give a tie to who got fewer in the last second', () => {
    const driven = new DrivenAlgorithm(haproxy, { size: 2 })
    const picks = Array.from({ length: 400 }, () => driven.pick() as number)
    // Never more than the draws of one target twice can put between them.
    const lead = picks.reduce((sum, pick) => sum + (pick === 0 ? 1 : -1), 0)
    expect(Math.abs(lead)).toBeLessThan(20)
  })

  test('of NGINX never pick the busier of two, whatever the weights', () => {
    expect(countsOf(nginx, [1, 1], [1, 0])).toEqual([0, PICKS])
    // 9 / 30 is less than 1 / 1.
    expect(countsOf(nginx, [30, 1], [9, 1])).toEqual([PICKS, 0])
  })

  test('of NGINX give a tie to the second drawn: the heavier of two is more often the first', () => {
    const counts = countsOf(nginx, [2, 1], [0, 0])
    expect(worst(zScores(counts, [1 / 3, 2 / 3]))).toBeLessThan(Z_MAX)
  })

  test('of NGINX take the only one there is', () => {
    const driven = new DrivenAlgorithm(nginx, { size: 3 })
    driven.setUsable([1])
    expect(driven.pick()).toBe(1)
  })
})
