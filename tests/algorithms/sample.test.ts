import { expect, test } from 'vitest'
import { drawnApart } from '../../src/algorithms/parts/sample.ts'
import { Draw, deriveKey } from '../../src/base/draws.ts'
import { worst, Z_MAX, zScores } from '../support/chances.ts'

const draw = new Draw().use(deriveKey({ k0: 5, k1: 6 }, 'sample'))

test('three positions of four come in all 24 orders equally often, and never twice', () => {
  const counts = new Map<string, number>()
  for (let ordinal = 0; ordinal < 48_000; ordinal++) {
    draw.ordinal = ordinal
    const drawn = [0, 1, 2].map((i) => drawnApart(draw, 4, i)).join('')
    counts.set(drawn, (counts.get(drawn) ?? 0) + 1)
  }
  expect(counts.size).toBe(24)
  for (const drawn of counts.keys()) expect(new Set(drawn).size).toBe(3)
  expect(worst(zScores([...counts.values()], new Array(24).fill(1 / 24)))).toBeLessThan(Z_MAX)
})

test('as many draws as there are positions are a permutation', () => {
  for (let ordinal = 0; ordinal < 1000; ordinal++) {
    draw.ordinal = ordinal
    const drawn = Array.from({ length: 16 }, (_, i) => drawnApart(draw, 16, i))
    expect(drawn.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, i) => i))
  }
})
