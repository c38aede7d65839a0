import { expect, test } from 'vitest'
import { normalCdf, normalQuantile } from '../../src/base/normal.ts'

/** Computed with mpmath 1.3 at 60 digits. */
const SHARES = [
  [-30, 4.906713927148187e-198],
  [-8, 6.220960574271784e-16],
  [-3, 0.0013498980316300946],
  [-1, 0.15865525393145705],
  [-0.2, 0.42074029056089696],
  [0, 0.5],
  [0.2, 0.579259709439103],
  [1, 0.8413447460685429],
  [2, 0.9772498680518208],
  [5, 0.9999997133484281],
] as const

/**
 * Computed with mpmath 1.3 at 340 digits, on both sides of the seams between the three functions.
 */
const QUANTILES = [
  [1e-300, -37.0470962993612],
  [1e-17, -8.493793224109599],
  [1e-12, -7.034483825301132],
  [1e-5, -4.264890793922825],
  [0.01, -2.326347874040841],
  [0.074, -1.4466320671589785],
  [0.076, -1.4325027208258116],
  [0.3, -0.5244005127080408],
  [0.5, 0],
  [0.7, 0.5244005127080407],
  [0.924, 1.4325027208258119],
  [0.926, 1.4466320671589787],
  [0.99, 2.3263478740408408],
  [1 - 1e-12, 7.0344869100478356],
] as const

test.each(SHARES)('the share below %f is %f', (z, share) => {
  expect(Math.abs(normalCdf(z) - share)).toBeLessThan(1e-15)
  expect(Math.abs(normalCdf(z) / share - 1)).toBeLessThan(1e-12)
})

test.each(QUANTILES)('the share %f lies below %f', (u, z) => {
  expect(Math.abs(normalQuantile(u) - z)).toBeLessThanOrEqual(1e-15 * Math.abs(z))
})

test('the CDF is the integral of the density', () => {
  const density = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
  const step = 1 / 4096
  let share = 0
  for (let z = -10; z < 4; z += step) {
    // Simpson's rule over one step.
    share += (step / 6) * (density(z) + 4 * density(z + step / 2) + density(z + step))
    if (Number.isInteger((z + step) * 16))
      expect(Math.abs(normalCdf(z + step) - share)).toBeLessThan(1e-13)
  }
})

test('the quantile and the CDF undo each other, alike on both sides', () => {
  for (let w = -700; w < 36; w += 0.37) {
    const u = Math.exp(w) / (1 + Math.exp(w))
    const z = normalQuantile(u)
    expect(Math.abs(normalCdf(z) / u - 1)).toBeLessThan(2e-12)
    if (w > -30 && w < 0) expect(normalQuantile(1 - u)).toBeCloseTo(-normalQuantile(1 - (1 - u)), 9)
  }
})
