/** The gamma function and the regularised incomplete gamma functions, which are the gamma CDF. */
import { assert } from './assert.ts'
import { exp, ln } from './numeric.ts'

const HALF_LN_2PI = 0.91893853320467274178
const TERMS_MAX = 1000

/**
 * ln Γ(a) for a > 0: Stirling's series after raising a above 15. Abramowitz & Stegun 6.1.15,
 * 6.1.41.
 */
export function lnGamma(a: number): number {
  let product = 1
  let raised = a
  while (raised < 15) {
    product *= raised
    raised += 1
  }
  const r = 1 / raised
  const w = r * r
  const series =
    r *
    (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - (w * 691) / 360360)))))
  return (raised - 0.5) * ln(raised) - raised + HALF_LN_2PI + series - ln(product)
}

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P, for a in 0.001..1000 and
 * x >= 0. The smaller of the two is computed, by the series below a + 1 and by the continued
 * fraction above (Abramowitz & Stegun 6.5.29 and 6.5.31, the latter by Lentz's method), to 1e-13
 * relative at a = 100.
 */
export function incompleteGamma(
  a: number,
  x: number,
  lnGammaOfA = lnGamma(a),
): { readonly lower: number; readonly upper: number } {
  if (!(x > 0)) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  const front = exp(a * ln(x) - x - lnGammaOfA)
  if (x < a + 1) {
    const lower = Math.min(1, front * seriesOf(a, x))
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, front * fractionOf(a, x))
  return { lower: 1 - upper, upper }
}

/** Sum of x^n / (a (a + 1) ... (a + n)). */
function seriesOf(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; term > sum * 1e-17; n++) {
    assert(n < TERMS_MAX, 'the series of the incomplete gamma function converges')
    term *= x / (a + n)
    sum += term
  }
  return sum
}

/** 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / (x + 5 - a - ...))). */
function fractionOf(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let fraction = d
  let factor = 2
  for (let n = 1; factor > 1 + 3e-16 || factor < 1 - 3e-16; n++) {
    assert(n < TERMS_MAX, 'the continued fraction of the incomplete gamma function converges')
    const numerator = n * (a - n)
    b += 2
    d = 1 / (numerator * d + b)
    c = b + numerator / c
    factor = c * d
    fraction *= factor
  }
  return fraction
}
