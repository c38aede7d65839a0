import { expect, test } from 'vitest'
import { incompleteBeta } from '../../src/base/beta.ts'
import { studentQuantile, studentTails } from '../../src/base/studentT.ts'

/** Degrees of freedom, and t for 90, 95 and 99 % inside: NIST/SEMATECH e-Handbook of Statistical Methods, §1.3.6.7.2. */
const TABLE = [
  [1, 6.314, 12.706, 63.657],
  [2, 2.92, 4.303, 9.925],
  [3, 2.353, 3.182, 5.841],
  [4, 2.132, 2.776, 4.604],
  [5, 2.015, 2.571, 4.032],
  [9, 1.833, 2.262, 3.25],
  [10, 1.812, 2.228, 3.169],
  [19, 1.729, 2.093, 2.861],
  [30, 1.697, 2.042, 2.75],
  [60, 1.671, 2.0, 2.66],
  [100, 1.66, 1.984, 2.626],
] as const

test.each(TABLE)('with %i degrees of freedom t is as printed', (degrees, ...printed) => {
  const found = [0.9, 0.95, 0.99].map((inside) => studentQuantile(inside, degrees).toFixed(3))
  expect(found).toEqual(printed.map((t) => t.toFixed(3)))
})

/** tan(0.475 π), and 0.95 sqrt(2 / 0.0975): both in closed form. */
test('with one and two degrees it is the closed form', () => {
  expect(studentQuantile(0.95, 1)).toBeCloseTo(12.706204736174705, 9)
  expect(studentQuantile(0.95, 2)).toBeCloseTo(0.95 * Math.sqrt(2 / 0.0975), 10)
})

test('with very many it is the normal one', () => {
  expect(studentQuantile(0.95, 1_000_000)).toBeCloseTo(1.959964, 4)
})

test('a quantile leaves outside what it says', () => {
  for (const inside of [0.5, 0.9, 0.95, 0.99, 0.999]) {
    for (const degrees of [1, 2, 7, 19, 49, 999]) {
      expect(studentTails(studentQuantile(inside, degrees), degrees)).toBeCloseTo(1 - inside, 10)
    }
  }
})

test('tails are all of it at 0, alike on both sides, and none at infinity', () => {
  expect(studentTails(0, 5)).toBe(1)
  expect(studentTails(-2.5, 5)).toBe(studentTails(2.5, 5))
  expect(studentTails(Infinity, 5)).toBe(0)
})

/** I_x(1, b) = 1 - (1 - x)^b, I_x(a, 1) = x^a, and I_1/2(a, a) = 1/2. */
test('the incomplete beta function is its closed forms', () => {
  expect(incompleteBeta({ a: 1, b: 3 }, 0.3, 0.7)).toBeCloseTo(1 - 0.343, 14)
  expect(incompleteBeta({ a: 2.5, b: 1 }, 0.36, 0.64)).toBeCloseTo(0.6 ** 5, 14)
  for (const a of [0.5, 3, 40, 500])
    expect(incompleteBeta({ a, b: a }, 0.5, 0.5)).toBeCloseTo(0.5, 12)
  expect([incompleteBeta({ a: 2, b: 3 }, 0, 1), incompleteBeta({ a: 2, b: 3 }, 1, 0)]).toEqual([
    0, 1,
  ])
})
