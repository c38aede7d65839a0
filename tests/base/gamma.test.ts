import { describe, expect, test } from 'vitest'
import { incompleteGamma, lnGamma } from '../../src/base/gamma.ts'
import { gammaInverse } from '../../src/base/gammaInverse.ts'

/** Computed with mpmath 1.3 at 60 digits. */
const LN_GAMMA = [
  [0.1, 2.252712651734206],
  [0.5, 0.5723649429247001],
  [1, 0],
  [2, 0],
  [3.3, 0.9870985778947344],
  [14.9, 24.924132002217277],
  [15, 25.19122118273868],
  [50.5, 146.51925549072064],
  [100, 359.1342053695754],
  [1000, 5905.220423209181],
] as const

/** a, x, P(a, x), Q(a, x), computed with mpmath 1.3 at 60 digits. */
const INCOMPLETE = [
  [0.1, 1e-20, 0.010511370061117775, 0.9894886299388822],
  [0.1, 0.01, 0.6626212599544798, 0.3373787400455202],
  [0.1, 2, 0.9943261760201885, 0.005673823979811528],
  [0.5, 0.3, 0.5614219739190002, 0.4385780260809999],
  [1, 3, 0.950212931632136, 0.049787068367863944],
  [2.5, 1, 0.15085496391539036, 0.8491450360846097],
  [2.5, 9, 0.9970535954121197, 0.0029464045878802906],
  [10, 4, 0.008132242796933864, 0.9918677572030662],
  [10, 12, 0.7576078383294876, 0.24239216167051233],
  [37, 37, 0.5218649860232185, 0.47813501397678143],
  [100, 60, 1.4815276326460468e-6, 0.9999985184723673],
  [100, 100, 0.5132987982791487, 0.48670120172085135],
  [100, 101, 0.5528962934345113, 0.44710370656548876],
  [100, 150, 0.9999940754596646, 5.924540335483916e-6],
] as const

const SHAPES = [0.1, 0.117, 0.2, 0.35, 0.5, 0.8, 1, 1.5, 2, 3.7, 10, 25, 60, 100]

test.each(LN_GAMMA)('ln Γ(%f) is %f', (a, value) => {
  expect(Math.abs(lnGamma(a) - value)).toBeLessThan(2e-14 * Math.max(1, value / 10))
})

test.each(INCOMPLETE)('P and Q of shape %f at %f', (a, x, lower, upper) => {
  const shares = incompleteGamma(a, x)
  expect(Math.abs(shares.lower / lower - 1)).toBeLessThan(2e-13)
  expect(Math.abs(shares.upper / upper - 1)).toBeLessThan(2e-13)
})

test('whole shapes agree with the Poisson sum', () => {
  for (const a of [1, 2, 7, 30, 100])
    for (const x of [0.01, 0.5 * a, a, a + 0.99, a + 1.01, 2 * a]) {
      let term = Math.exp(-x)
      let upper = term
      for (let k = 1; k < a; k++) {
        term *= x / k
        upper += term
      }
      expect(Math.abs(incompleteGamma(a, x).upper - upper)).toBeLessThan(1e-13)
    }
})

test('the shares at the ends are 0 and 1', () => {
  expect(incompleteGamma(2, 0)).toEqual({ lower: 0, upper: 1 })
  expect(incompleteGamma(2, -1)).toEqual({ lower: 0, upper: 1 })
  expect(incompleteGamma(2, Infinity)).toEqual({ lower: 1, upper: 0 })
})

describe.each(SHAPES)('the inverse for shape %f', (shape) => {
  const inverse = gammaInverse(shape)

  test('is off by less than 1e-10 in probability from 1e-12 to 1 - 1e-12', () => {
    let worst = { error: 0, u: 0 }
    for (let w = -27.63; w <= 27.63; w += 0.00371) {
      const u = 1 / (1 + Math.exp(-w))
      const { lower, upper } = incompleteGamma(shape, inverse(u))
      const error = Math.abs(u < 0.5 ? lower - u : upper - (1 - u))
      if (error > worst.error) worst = { error, u }
    }
    expect(worst.error, `at u = ${worst.u}`).toBeLessThan(1e-10)
  })

  test('agrees with the density integrated by itself', () => {
    // x f(x) over ln x, by Simpson's rule: this knows nothing of series, fractions or tables.
    const step = 1 / 2048
    const from = inverse(1e-9)
    const front = (y: number): number => Math.exp(shape * y - Math.exp(y) - lnGamma(shape))
    let share = 1e-9
    let asked = 0
    for (let i = 0; share < 0.999999; i++) {
      const y = Math.log(from) + i * step
      share += (step / 6) * (front(y) + 4 * front(y + step / 2) + front(y + step))
      if (i % 64 !== 0) continue
      asked++
      expect(Math.abs(Math.log(inverse(share)) - y - step) * front(y)).toBeLessThan(1e-9)
    }
    expect(asked).toBeGreaterThan(10)
  })

  test('rises, and stays finite and positive for every u that a draw can be', () => {
    const draws = [2 ** -53, 2 ** -40, 1e-6, 0.3, 0.5, 0.7, 1 - 1e-6, 1 - 2 ** -40, 1 - 2 ** -53]
    const times = draws.map(inverse)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times[0]).toBeGreaterThan(0)
    expect(times.at(-1)).toBeLessThan(1000)
  })
})

test('a shape out of range is a bug', () => {
  expect(() => gammaInverse(0.05)).toThrow('a gamma shape lies in 0.1 to 100')
  expect(() => gammaInverse(101)).toThrow('a gamma shape lies in 0.1 to 100')
})
