/**
 * One hash over a million results of the replay zone's numerics. Equal fingerprints, equal bits: it
 * runs in any engine, so it is pure and imports nothing but what it measures.
 */
import { deriveKey, drawAt } from '../../src/base/draws.ts'
import { gammaInverse } from '../../src/base/gammaInverse.ts'
import { RollingHash } from '../../src/base/hash.ts'
import { normalCdf, normalQuantile } from '../../src/base/normal.ts'
import { exp, expm1, ln, ln1p, pow } from '../../src/base/numeric.ts'

export const FINGERPRINT_INPUTS = 100_000

/**
 * Each function of two uniform numbers: one gives the input, the other spreads it or is the second
 * input.
 */
const MEASURED: readonly ((u: number, v: number) => number)[] = [
  (u) => u,
  (u) => ln(u),
  (u, v) => ln(spread(u, v)),
  (u) => exp(1490 * u - 745),
  (u, v) => exp((u - 0.5) * spread(0.5, v)),
  (u, v) => pow(4 * u, 400 * v - 200),
  (u, v) => pow(spread(u, v), 2 * u - 1),
  (u, v) => expm1((u - 0.5) * spread(0.5, 0.48 + v / 25)),
  (u, v) => ln1p(u * spread(0.5, 0.48 + v / 25)),
  (u) => normalQuantile(u),
]

/** The slower ones, over a tenth of the inputs. */
function slowlyMeasured(): readonly ((u: number) => number)[] {
  return [
    (u) => normalCdf(16 * u - 8),
    ...[0.1, 0.5, 1, 7.3, 100].map((shape) => gammaInverse(shape)),
  ]
}

/**
 * 16 hexadecimal digits that depend on every bit of every result. None is NaN, whose bits are free.
 */
export function numericFingerprint(): string {
  const hash = new RollingHash()
  const result = new Float64Array(1)
  const word = new Int32Array(result.buffer)
  const take = (value: number): void => {
    result[0] = value
    hash.word(word[0] as number)
    hash.word(word[1] as number)
  }
  const run = (functions: readonly ((u: number, v: number) => number)[], inputs: number): void => {
    functions.forEach((measured, entity) => {
      const { k0, k1 } = deriveKey({ k0: 20, k1: 26 }, 'fingerprint', entity)
      for (let i = 0; i < inputs; i++)
        take(measured(drawAt(k0, k1, i, 0, 0), drawAt(k0, k1, i, 0, 1)))
    })
  }
  run(MEASURED, FINGERPRINT_INPUTS)
  run(slowlyMeasured(), FINGERPRINT_INPUTS / 10)
  return hash.digest()
}

/** A number with mantissa `u` and any exponent that a float can have, chosen by `v`. */
function spread(u: number, v: number): number {
  const exponent = Math.floor(v * 2040) - 1020
  let x = 0.5 + u
  for (let left = Math.abs(exponent); left > 0; left -= 30) {
    const factor = 1 << Math.min(left, 30)
    x = exponent < 0 ? x / factor : x * factor
  }
  return x
}
