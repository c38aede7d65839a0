import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lowerBound, upperBound } from '../../src/base/search.ts'

test('the bounds enclose the values that are equal', () => {
  const values = Uint32Array.of(1, 3, 3, 3, 7)
  expect([0, 1, 2, 3, 7, 8].map((x) => lowerBound(values, x))).toEqual([0, 0, 1, 1, 4, 5])
  expect([0, 1, 2, 3, 7, 8].map((x) => upperBound(values, x))).toEqual([0, 1, 1, 4, 5, 5])
})

test('only the given part is searched', () => {
  const values = Float64Array.of(9, 1, 3, 5, 0)
  expect(lowerBound(values, 4, 1, 4)).toBe(3)
  expect(upperBound(values, 5, 1, 4)).toBe(4)
  expect(lowerBound(values, 4, 2, 2)).toBe(2)
})

test('all before a bound is smaller, all from it on is not', () => {
  const sorted = fc.array(fc.integer({ min: 0, max: 50 })).map((all) => all.sort((a, b) => a - b))
  fc.assert(
    fc.property(sorted, fc.integer({ min: -1, max: 51 }), (values, x) => {
      expect(lowerBound(values, x)).toBe(values.filter((value) => value < x).length)
      expect(upperBound(values, x)).toBe(values.filter((value) => value <= x).length)
    }),
    { seed: 1 },
  )
})
