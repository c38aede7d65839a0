import { highWord, POWER_OF_TWO } from './bits.ts'

const SMALLEST_NORMAL = 2.2250738585072014e-308
const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10

/**
 * Natural logarithm, within 1 ulp; NaN below 0, -Infinity at 0.
 * x = 2^k m with m between sqrt(1/2) and sqrt(2); ln m = f - f²/2 + s (f²/2 + R(s²)) with f = m - 1
 * and s = f / (2 + f). Source: fdlibm 5.3 e_log.c (its coefficients), without its branches on f:
 * drawn numbers fall on either side at random, and a mispredicted branch costs more than the
 * shortcut saves. The mantissa is had by multiplying with a power of two, which is exact, because
 * writing half of a float's bits and reading the whole stalls the processor.
 */
export function ln(x: number): number {
  if (!(x >= SMALLEST_NORMAL && x < Infinity)) return lnOfRare(x)
  // 0x95f62 moves the seam between two exponents from 1 to sqrt(2).
  const exponent = (highWord(x) + 0x95f62) >> 20
  return lnOfParts(x * (POWER_OF_TWO[2097 - exponent] as number), exponent - 1023)
}

/** ln(m 2^k) for m in [sqrt(1/2), sqrt(2)]. */
function lnOfParts(m: number, k: number): number {
  const f = m - 1
  const half = 0.5 * f * f
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even =
    w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1))
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)))
  return s * (half + odd + even) + k * LN2_LOW - half + f + k * LN2_HIGH
}

/** ln of what has no normal exponent: zero, negatives, subnormals, infinity, NaN. */
function lnOfRare(x: number): number {
  if (x === 0) return -Infinity
  if (x < 0) return NaN
  if (!(x < Infinity)) return x
  const grown = x * 18014398509481984
  const exponent = (highWord(grown) + 0x95f62) >> 20
  return lnOfParts(grown * (POWER_OF_TWO[2097 - exponent] as number), exponent - 1023 - 54)
}
