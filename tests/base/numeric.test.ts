import { describe, expect, test } from 'vitest'
import { drawAt } from '../../src/base/draws.ts'
import { exp, expm1, ln, ln1p, pow } from '../../src/base/numeric.ts'
import { numericFingerprint } from '../support/numericFingerprint.ts'
import { ulpsBetween } from '../support/ulps.ts'

const INPUTS = 150_000

/** Uniform number `n` of input `i`. */
const uniform = (i: number, n: number): number => drawAt(7, 11, i, 0, n)

/** Any positive float, subnormal ones included, every exponent as likely as any other. */
const anyPositive = (i: number): number => (1 + uniform(i, 0)) * 2 ** (uniform(i, 1) * 2097 - 1074)

/** A small number of either sign, every size down to 1e-17 as likely as any other. */
const anySmall = (i: number, most: number): number =>
  (uniform(i, 0) < 0.5 ? -most : most) * 10 ** (-17 * uniform(i, 1))

type Case = readonly [
  name: string,
  ours: (x: number, y: number) => number,
  theirs: (x: number, y: number) => number,
  input: (i: number) => readonly [number, number?],
  ulpsMax: number,
]

// `Math` may differ from the true value by one ulp as well, so that 1 here is stricter than it looks.
const CASES: readonly Case[] = [
  ['ln of draws', ln, Math.log, (i) => [uniform(i, 0)], 1],
  ['ln around 1', ln, Math.log, (i) => [1 + anySmall(i, 0.5)], 1],
  ['ln of any float', ln, Math.log, (i) => [anyPositive(i)], 1],
  ['exp from nothing to infinity', exp, Math.exp, (i) => [uniform(i, 0) * 1500 - 748], 1],
  ['exp around 0', exp, Math.exp, (i) => [anySmall(i, 1)], 1],
  ['pow of any float', pow, Math.pow, (i) => [anyPositive(i), uniform(i, 2) * 8 - 4], 1],
  ['pow near 1', pow, Math.pow, (i) => [1 + anySmall(i, 0.01), (uniform(i, 2) - 0.5) * 1e5], 1],
  ['pow of shares', pow, Math.pow, (i) => [uniform(i, 0), uniform(i, 1) * 100], 1],
  ['expm1', expm1, Math.expm1, (i) => [anySmall(i, 40)], 4],
  ['ln1p', ln1p, Math.log1p, (i) => [anySmall(i, 0.9)], 4],
]

describe('over 150,000 inputs each', () => {
  test.each(CASES)('%s agrees with Math', (_name, ours, theirs, input, ulpsMax) => {
    let worst = { ulps: 0, input: [0] as readonly [number, number?] }
    for (let i = 0; i < INPUTS; i++) {
      const at = input(i)
      const [x, y = 0] = at
      const ulps = ulpsBetween(ours(x, y), theirs(x, y))
      if (ulps > worst.ulps) worst = { ulps, input: at }
    }
    expect(worst.ulps, `at ${worst.input}`).toBeLessThanOrEqual(ulpsMax)
  })
})

/** Correctly rounded values, computed with mpmath 1.3 at 60 digits. */
const LN = [
  [5e-324, -744.4400719213812],
  [1e-300, -690.7755278982137],
  [1e-10, -23.025850929940457],
  [0.1, -Math.LN10],
  [0.5, -Math.LN2],
  [0.7, -0.35667494393873245],
  [0.75, -0.2876820724517809],
  [0.999999, -1.000000500029089e-6],
  [1.0000001, 9.999999505838704e-8],
  [Math.SQRT2, 0.3465735902799727],
  [2.0, Math.LN2],
  [3.0, 1.0986122886681098],
  [10.0, Math.LN10],
  [12345.678, 9.421061321291832],
  [1e100, 230.25850929940458],
  [1.7976931348623157e308, 709.782712893384],
] as const
const EXP = [
  [-745.0, 5e-324],
  [-708.5, 2.006132305331306e-308],
  [-100.25, 2.897198083210148e-44],
  [-1.0, 0.36787944117144233],
  [-0.34657359027997264, Math.SQRT1_2],
  [-1e-9, 0.999999999],
  [1e-9, 1.000000001],
  [0.1, 1.1051709180756477],
  [0.5, 1.6487212707001282],
  [1.0, Math.E],
  [2.5, 12.182493960703473],
  [10.0, 22026.465794806718],
  [100.25, 3.451610733125924e43],
  [709.7, 1.6549840276802644e308],
] as const
const POW = [
  [0.5, 0.5, Math.SQRT1_2],
  [2.0, 0.1, 1.0717734625362931],
  [3.0, -2.5, 0.06415002990995841],
  [0.9, 1023.0, 1.5491274745137813e-47],
  [0.99, 4095.0, 1.3369706607721964e-18],
  [1.0000001, 10000000.0, 2.7182816941320818],
  [10.0, 300.0, 1e300],
  [10.0, -310.0, 1e-310],
  [1e-300, 0.9, 9.999999999999847e-271],
  [1e300, -1.05, 1e-315],
  [1.3, 0.7692307692307692, 1.223626101722511],
  [5e-324, 0.25, 1.4908919308538355e-81],
  [123.456, 7.89, 3.1771028258180936e16],
] as const
const EXPM1 = [
  [-50.0, -1.0],
  [-1.0, -0.6321205588285577],
  [-1e-5, -9.999950000166666e-6],
  [1e-15, 1.0000000000000007e-15],
  [0.001, 0.0010005001667083417],
  [0.7, 1.0137527074704764],
  [5.0, 147.4131591025766],
] as const
const LN1P = [
  [-0.999, -6.907755278982136],
  [-0.3, -0.35667494393873234],
  [-1e-5, -1.0000050000333337e-5],
  [1e-15, 9.999999999999995e-16],
  [0.001, 0.0009995003330835331],
  [0.7, 0.5306282510621704],
  [500.0, 6.2166061010848646],
] as const

test.each(LN)('ln(%f) is within 1 ulp of the true value', (x, value) => {
  expect(ulpsBetween(ln(x), value)).toBeLessThanOrEqual(1)
})

test.each(EXP)('exp(%f) is within 1 ulp of the true value', (x, value) => {
  expect(ulpsBetween(exp(x), value)).toBeLessThanOrEqual(1)
})

test.each(POW)('pow(%f, %f) is within 1 ulp of the true value', (x, y, value) => {
  expect(ulpsBetween(pow(x, y), value)).toBeLessThanOrEqual(1)
})

test.each(EXPM1)('expm1(%f) is within 2 ulp of the true value', (x, value) => {
  expect(ulpsBetween(expm1(x), value)).toBeLessThanOrEqual(2)
})

test.each(LN1P)('ln1p(%f) is within 2 ulp of the true value', (x, value) => {
  expect(ulpsBetween(ln1p(x), value)).toBeLessThanOrEqual(2)
})

describe('at the edges', () => {
  test('ln and exp do as Math does', () => {
    for (const x of [0, -0, 1, -1, Infinity, -Infinity, NaN, Number.MAX_VALUE, Number.MIN_VALUE]) {
      expect(ln(x)).toBe(Math.log(x))
      expect(ln1p(x)).toBe(Math.log1p(x))
      expect(ulpsBetween(exp(x), Math.exp(x))).toBeLessThanOrEqual(1)
      expect(ulpsBetween(expm1(x), Math.expm1(x))).toBeLessThanOrEqual(4)
    }
    for (const x of [709.782712893384, 709.7827128933841, -745.13, -745.14, -746, 1e9, -1e9])
      expect(exp(x)).toBe(Math.exp(x))
  })

  test('pow does as Math does, but that 1 to any power is 1', () => {
    const exponents = [0, 0.5, 1, 2, -1, -0.5, 1e300, -1e300, 1e-300, 1023, 1024, -1074, -1075]
    for (const x of [0, 0.5, 1, 2, Infinity, Number.MIN_VALUE])
      for (const y of [...exponents, Infinity, -Infinity])
        expect(
          ulpsBetween(pow(x, y), x === 1 ? 1 : x ** y),
          `${x} to the ${y}`,
        ).toBeLessThanOrEqual(1)
    expect(pow(-1, 2)).toBeNaN()
    expect(pow(NaN, 1)).toBeNaN()
    expect(pow(2, NaN)).toBeNaN()
    expect(pow(NaN, 0)).toBe(1)
  })
})

test('the bits of a million results are what they always were', () => {
  expect(numericFingerprint()).toBe('d47144beb95a3cb2')
})
