/** Random and power of choices: the probabilities of a pick. */
import { describe, expect, test } from 'vitest'
import type { AlgorithmSpec } from '../../src/algorithms/index.ts'
import { DrivenAlgorithm } from '../support/algorithmHarness.ts'
import { worst, Z_MAX, zScores } from '../support/chances.ts'

const PICKS = 50_000

/** How often each target is picked, with these numbers of requests in flight all the time. */
function pickCounts(spec: AlgorithmSpec, loads: readonly number[], weights?: readonly number[]) {
  const group = new DrivenAlgorithm(spec, { size: loads.length, ...(weights && { weights }) })
  loads.forEach((load, target) => {
    for (let i = 0; i < load; i++) group.sendTo(target)
  })
  const counts = loads.map(() => 0)
  for (let i = 0; i < PICKS; i++) counts[group.pick() as number]!++
  return counts
}

describe('random', () => {
  test('gives every usable target the same chance, whatever its load or weight', () => {
    const counts = pickCounts({ id: 'random' }, [9, 0, 0, 3, 0], [100, 1, 1, 1, 1])
    expect(worst(zScores(counts, [0.2, 0.2, 0.2, 0.2, 0.2]))).toBeLessThan(Z_MAX)
  })

  test('picks are independent of the pick before', () => {
    const group = new DrivenAlgorithm({ id: 'random' }, { size: 3 })
    const pairs = new Array<number>(9).fill(0)
    let last = group.pick() as number
    for (let i = 0; i < PICKS; i++) {
      const next = group.pick() as number
      pairs[3 * last + next]!++
      last = next
    }
    expect(worst(zScores(pairs, new Array<number>(9).fill(1 / 9)))).toBeLessThan(Z_MAX)
  })

  test('says which draw fell where', () => {
    const group = new DrivenAlgorithm({ id: 'random' }, { size: 3 })
    expect(group.because()).toMatch(
      /^The draw 0\.\d{4} fell on web-[123]; each of 3 usable targets had the same chance\.$/,
    )
  })
})

describe('power of choices', () => {
  test('two looks at two targets with replacement pick the busier one a quarter of the time', () => {
    const counts = pickCounts(powerOfChoicesSpec(2, false), [1, 0])
    expect(worst(zScores(counts, [0.25, 0.75]))).toBeLessThan(Z_MAX)
  })

  test('two distinct looks at two targets never pick the busier one', () => {
    expect(pickCounts(powerOfChoicesSpec(2, true), [1, 0])).toEqual([0, PICKS])
  })

  const loads = [3, 9, 0, 5, 1, 7]
  const n = loads.length
  /** How many targets are busier than this one. */
  const busier = loads.map((load) => loads.filter((rival) => rival > load).length)

  test.each([1, 2, 3, 5, 16])('%i looks with replacement: the least of d draws', (d) => {
    const chances = busier.map((k) => ((k + 1) / n) ** d - (k / n) ** d)
    const counts = pickCounts(powerOfChoicesSpec(d, false), loads)
    expect(worst(zScores(counts, chances))).toBeLessThan(Z_MAX)
  })

  test.each([1, 2, 3, 5])('%i distinct looks: the least of a subset of d', (d) => {
    const chances = busier.map((k) => choose(k, d - 1) / choose(n, d))
    const counts = pickCounts(powerOfChoicesSpec(d, true), loads)
    expect(worst(zScores(counts, chances))).toBeLessThan(Z_MAX)
  })

  test('distinct looks at more targets than there are look at each once', () => {
    const counts = pickCounts(powerOfChoicesSpec(16, true), loads)
    expect(counts).toEqual([0, 0, PICKS, 0, 0, 0])
  })

  test.each([false, true])('equals are picked with equal chance (distinct: %s)', (distinct) => {
    const counts = pickCounts(powerOfChoicesSpec(3, distinct), [2, 2, 2, 2])
    expect(worst(zScores(counts, [0.25, 0.25, 0.25, 0.25]))).toBeLessThan(Z_MAX)
  })

  test('of equals the first drawn is picked', () => {
    const group = new DrivenAlgorithm(powerOfChoicesSpec(3, false), { size: 9 })
    for (let i = 0; i < 100; i++) expect(group.pick()).toBe(group.draw.below(9, 0))
  })

  test('five draws 3 0 3 2 1 over the loads 4 3 2 1 pick the last target, as in Envoy', () => {
    const group = new DrivenAlgorithm(powerOfChoicesSpec(5, false), { size: 4 })
    ;[4, 3, 2, 1].forEach((load, target) => {
      for (let i = 0; i < load; i++) group.sendTo(target)
    })
    const wanted = '3 0 3 2 1'
    const drawn = () => [0, 1, 2, 3, 4].map((i) => group.draw.below(4, i)).join(' ')
    do group.draw.ordinal++
    while (drawn() !== wanted)
    group.draw.ordinal--
    expect(group.because()).toBe(
      'It drew web-4 (1 in flight), web-1 (4), web-4 (1), web-3 (2), web-2 (3); ' +
        'web-4 was the least busy, or the first of equals.',
    )
    expect(group.pick()).toBe(3)
    expect(drawn()).toBe(wanted)
  })
})

const powerOfChoicesSpec = (choices: number, distinct: boolean): AlgorithmSpec => ({
  id: 'power-of-choices',
  choices,
  distinct,
})

const choose = (n: number, k: number): number => {
  let ways = 1
  for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1)
  return ways
}
