import { fromWords, head, highWord, lowWord, scale } from './bits.ts'

/**
 * Constants as a short number and a rest: a product of short numbers is exact. CP = 2 / (3 ln 2).
 */
const LOG2_OF_1_5_HIGH = 5.84962487220764160156e-1
const LOG2_OF_1_5_LOW = 1.35003920212974897128e-8
const CP = 9.61796693925975554329e-1
const CP_HIGH = 9.61796700954437255859e-1
const CP_LOW = -7.02846165095275826516e-9
const LN2 = 6.93147180559945286227e-1
const LN2_HIGH = 6.93147182464599609375e-1
const LN2_LOW = -1.90465429995776804525e-9

/** The rest of log2 that `log2Head` returned. A pair of results would allocate. */
let log2Tail = 0

/**
 * x to the power y for x >= 0, within 1 ulp; NaN for a negative x.
 * y log2(x) is carried as a head and a tail, because the error of a plain `exp(y * ln(x))` grows
 * with the size of the exponent: some 100 ulp at 1e100. Source: fdlibm 5.3 e_pow.c (its coefficients and order of operations).
 */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1
  if (!(x > 0 && x < Infinity && y - y === 0)) return powOfRare(x, y)
  if (y > 1e20 || y < -1e20) return x > 1 === y > 0 ? Infinity : 0
  const logHead = log2Head(x)
  const yHead = head(y)
  const low = (y - yHead) * logHead + y * log2Tail
  const high = yHead * logHead
  const exponent = high + low
  if (exponent >= 1025) return Infinity
  if (exponent < -1077) return 0
  const n = Math.floor(exponent + 0.5)
  return scale(exp2OfRest(high - n, low), n)
}

/** Head of log2(x) for finite x > 0, with its tail in `log2Tail`: together good to about 2^-70. */
function log2Head(x: number): number {
  const isSubnormal = x < 2.2250738585072014e-308
  const grown = isSubnormal ? x * 9007199254740992 : x
  const bits = highWord(grown)
  const fraction = bits & 0xfffff
  let n = (bits >> 20) - (isSubnormal ? 1076 : 1023)
  let high = fraction | 0x3ff00000
  // m = x / 2^n is held against 1 up to sqrt(1.5), against 1.5 up to sqrt(3), and halved above.
  const isNear1_5 = fraction > 0x3988e && fraction < 0xbb67a
  if (fraction >= 0xbb67a) {
    n += 1
    high -= 0x100000
  }
  const m = fromWords(high, lowWord(grown))
  const base = isNear1_5 ? 1.5 : 1
  // s = (m - base) / (m + base), as a head and a tail.
  const u = m - base
  const v = 1 / (m + base)
  const s = u * v
  const sHead = head(s)
  const sumHead = head(m + base)
  const sTail = v * (u - sHead * sumHead - sHead * (m - (sumHead - base)))
  // ln(m / base) = 2 s + 2/3 s^3 + ..., so 3/2 of it over s is 3 + s² + rest.
  const z = s * s
  const rest =
    z *
      z *
      (5.99999999999994648725e-1 +
        z *
          (4.28571428578550184252e-1 +
            z *
              (3.33333329818377432918e-1 +
                z *
                  (2.72728123808534006489e-1 +
                    z * (2.30660745775561754067e-1 + z * 2.06975017800338417784e-1))))) +
    sTail * (sHead + s)
  const square = sHead * sHead
  const bracket = head(3 + square + rest)
  const bracketTail = rest - (bracket - 3 - square)
  const product = sHead * bracket
  const productTail = sTail * bracket + bracketTail * s
  const p = head(product + productTail)
  const pTail = productTail - (p - product)
  const log = CP_HIGH * p
  const logTail = CP_LOW * p + pTail * CP + (isNear1_5 ? LOG2_OF_1_5_LOW : 0)
  const offset = isNear1_5 ? LOG2_OF_1_5_HIGH : 0
  const result = head(log + logTail + offset + n)
  log2Tail = logTail - (result - n - offset - log)
  return result
}

/** 2^(high + low) for |high + low| <= 1/2. */
function exp2OfRest(high: number, low: number): number {
  const t = head(high + low)
  const u = t * LN2_HIGH
  const v = (low - (t - high)) * LN2 + t * LN2_LOW
  const z = u + v
  const w = v - (z - u)
  const q = z * z
  const c =
    z -
    q *
      (1.66666666666666019037e-1 +
        q *
          (-2.77777777770155933842e-3 +
            q *
              (6.61375632143793436117e-5 +
                q * (-1.6533902205465251539e-6 + q * 4.13813679705723846039e-8))))
  return 1 - ((z * c) / (c - 2) - (w + z * w) - z)
}

/** Zero, infinite, negative and NaN arguments, as IEEE 754 pow has them for x >= 0. */
function powOfRare(x: number, y: number): number {
  if (!(x >= 0) || y !== y) return NaN
  if (x === 0) return y > 0 ? 0 : Infinity
  if (x === Infinity) return y > 0 ? Infinity : 0
  return x > 1 === y > 0 ? Infinity : 0
}
