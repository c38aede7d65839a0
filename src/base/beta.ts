/** The regularised incomplete beta function, which is the beta CDF and the way to Student's t. */
import { assert } from './assert.ts'
import { lnGamma } from './gamma.ts'
import { exp, ln } from './numeric.ts'

const TERMS_MAX = 10_000

/**
 * I_x(a, b) for a, b > 0, where `rest` is 1 - x: whoever asks knows it better than a subtraction would. To about 1e-13
 * of itself for a and b up to 500.
 * Source: Press et al., "Numerical Recipes", 3rd ed. 2007, §6.4: a continued fraction, by Lentz's method, of whichever
 * tail it is quick for.
 */
export function incompleteBeta(
  { a, b }: { readonly a: number; readonly b: number },
  x: number,
  rest: number,
): number {
  if (!(x > 0)) return 0
  if (!(rest > 0)) return 1
  const front = exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * ln(x) + b * ln(rest))
  return x < (a + 1) / (a + b + 2)
    ? (front * fractionOf(a, b, x)) / a
    : 1 - (front * fractionOf(b, a, rest)) / b
}

function fractionOf(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1))
  let fraction = d
  let factor = 2
  for (let m = 1; factor > 1 + 3e-16 || factor < 1 - 3e-16; m++) {
    assert(m < TERMS_MAX, 'the continued fraction of the incomplete beta function converges')
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d)
    c = 1 + even / c
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d)
    c = 1 + odd / c
    factor = d * c
    fraction *= factor
  }
  return fraction
}
