import { scale } from './bits.ts'

const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
const INVERSE_LN2 = 1.442695040888963387

/**
 * e to the power x, within 1 ulp.
 * x = k ln 2 + r with |r| <= ln(2) / 2, and e^r from a rational function of r². Source: fdlibm 5.3
 * e_exp.c (its coefficients).
 */
export function exp(x: number): number {
  if (!(x > -745.2)) return x <= -745.2 ? 0 : x
  if (x > 709.782712893384) return Infinity
  const k = Math.floor(x * INVERSE_LN2 + 0.5)
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const r = high - low
  const t = r * r
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t *
              (6.61375632143793436117e-5 +
                t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))))
  return scale(1 - (low - (r * c) / (2 - c) - high), k)
}
