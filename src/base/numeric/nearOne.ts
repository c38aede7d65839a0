/**
 * Exponential and logarithm around 1, where `exp(x) - 1` and `ln(1 + x)` would lose their digits.
 */
import { exp } from './exp.ts'
import { ln } from './ln.ts'

/**
 * e^x - 1, within a few ulp: the rounding of e^x is undone by the logarithm of what came out.
 * Source: Kahan, in Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed. 2002,
 * §1.14.1.
 */
export function expm1(x: number): number {
  const u = exp(x)
  if (u === 1) return x
  const difference = u - 1
  if (difference === -1 || u === Infinity) return difference
  return difference * (x / ln(u))
}

/** ln(1 + x), within a few ulp. Source: the same idea, Higham, problem 1.5. */
export function ln1p(x: number): number {
  const u = 1 + x
  if (u === 1) return x
  if (!(u > 0 && u < Infinity)) return ln(u)
  return ln(u) * (x / (u - 1))
}
