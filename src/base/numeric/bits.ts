/**
 * The bits of a float64, seen as two 32-bit words, and the powers of two by exponent.
 * Machines that run browsers keep the low word first; `HIGH` follows one that does not.
 */
const float = new Float64Array(1)
const word = new Int32Array(float.buffer)

float[0] = 1
const HIGH = word[1] === 0x3ff00000 ? 1 : 0
const LOW = 1 - HIGH

/** Sign, exponent and the first 20 bits of the mantissa. */
export function highWord(x: number): number {
  float[0] = x
  return word[HIGH] as number
}

/** The lower 32 bits of the mantissa. */
export function lowWord(x: number): number {
  float[0] = x
  return word[LOW] as number
}

/** The float64 of the two words. */
export function fromWords(high: number, low: number): number {
  word[HIGH] = high
  word[LOW] = low
  return float[0] as number
}

/**
 * `x` without the lower 32 bits of its mantissa, so that products of two such numbers are exact.
 */
export function head(x: number): number {
  float[0] = x
  word[LOW] = 0
  return float[0] as number
}

/** POWER_OF_TWO[e] is 2^(e - 1074), exactly: from the smallest subnormal to 2^1023. */
export const POWER_OF_TWO = powersOfTwo()

/** x * 2^n for 0.5 <= x <= 2 and a whole n; rounded once, also where the result is subnormal. */
export function scale(x: number, n: number): number {
  if (n > 1023) return n > 1025 ? Infinity : x * 4 * (POWER_OF_TWO[n - 2 + 1074] as number)
  if (n < -1074) return n < -1076 ? 0 : x * 0.25 * (POWER_OF_TWO[n + 2 + 1074] as number)
  return x * (POWER_OF_TWO[n + 1074] as number)
}

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2098)
  for (let i = 0, power = Number.MIN_VALUE; i < powers.length; i++, power *= 2) powers[i] = power
  return powers
}
