/**
 * Logarithm, exponential and power from `+ - * / sqrt` alone, which ECMAScript fixes to the bit.
 * `Math.log` and its kin are only "implementation-approximated": engines disagree in the last
 * digit, and one digit is enough to swap two events. Everything in the replay zone uses these
 * instead.
 */
export { exp } from './numeric/exp.ts'
export { ln } from './numeric/ln.ts'
export { expm1, ln1p } from './numeric/nearOne.ts'
export { pow } from './numeric/pow.ts'
