/** Student's t distribution: how far a mean of few values may be from the truth, in standard errors. */
import { assert } from './assert.ts'
import { incompleteBeta } from './beta.ts'

/**
 * The chance of a value further from 0 than `t`, on either side. Relative error about 1e-12 for up to 1000 degrees of
 * freedom. Source: Abramowitz & Stegun 26.7.1, by the incomplete beta function (26.5.27).
 */
export function studentTails(t: number, degrees: number): number {
  const square = t * t
  if (square === Infinity) return 0
  const whole = degrees + square
  return incompleteBeta({ a: degrees / 2, b: 0.5 }, degrees / whole, square / whole)
}

/** The t between whose two signs a share `inside` of all values lies: 2.776 for 0.95 and 4 degrees of freedom. */
export function studentQuantile(inside: number, degrees: number): number {
  assert(inside > 0 && inside < 1 && degrees >= 1, 'a share between 0 and 1, one degree or more')
  const tails = 1 - inside
  let high = 1
  while (studentTails(high, degrees) > tails) high *= 2
  let low = 0
  // Halved until no number lies between: the same bits everywhere, and quick enough for what asks once an interval.
  for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (studentTails(middle, degrees) > tails) low = middle
    else high = middle
  }
  return high
}
