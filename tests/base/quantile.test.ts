import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearestRank, quantile, quantiles } from '../../src/base/quantile.ts'

test('the median of 4 is the 2nd, the p75 the 3rd, just above it the 4th', () => {
  const values = [40, 10, 30, 20]
  expect([0, 0.25, 0.5, 0.75, 0.7501, 1].map((p) => quantile(values, p))).toEqual([
    10, 10, 20, 30, 40, 40,
  ])
  expect(values).toEqual([40, 10, 30, 20])
})

test('the rank of a round share of a round count is not pushed up by rounding', () => {
  for (let percent = 1; percent <= 100; percent++)
    for (const times of [1, 10, 1000])
      expect(nearestRank(percent / 100, 100 * times)).toBe(percent * times)
})

test('it is the smallest value with at least a share p at or below it', () => {
  const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ noNaN: true })), {
    minLength: 1,
    maxLength: 200,
  })
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (sample, p) => {
      const atOrBelow = (x: number): number => sample.filter((value) => value <= x).length
      const found = quantile(sample, p)
      expect(sample.some((value) => value === found)).toBe(true)
      expect(atOrBelow(found) / sample.length).toBeGreaterThanOrEqual(p)
      const below = sample.filter((value) => value < found).length
      if (below > 0) expect(below / sample.length).toBeLessThan(p)
      expect(quantiles(sample, [p, p])).toEqual([found + 0, found + 0])
    }),
    { seed: 1, numRuns: 500 },
  )
})

test('no values, no quantile', () => {
  expect(quantile([], 0.5)).toBeNaN()
  expect(quantiles(new Float64Array(0), [0.5, 0.9])).toEqual([NaN, NaN])
})

test('long runs of equal, rising and falling values take no square time', () => {
  const n = 200_000
  for (const values of [
    new Float64Array(n),
    Float64Array.from({ length: n }, (_, i) => i),
    Float64Array.from({ length: n }, (_, i) => n - i),
    Float64Array.from({ length: n }, (_, i) => Math.min(i, n - i)),
  ])
    expect(quantile(values, 0.9)).toBe(quantiles(values, [0.9])[0])
})
