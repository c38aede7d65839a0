import { incompleteGamma } from '../../base/gamma.ts'
import { gammaInverse } from '../../base/gammaInverse.ts'
import type { PreparedDistribution } from '../define.ts'

/** The gamma distribution of a mean and a shape of 0.1 to 100. */
export function prepareGamma(meanMs: number, shape: number): PreparedDistribution {
  const scale = meanMs / shape
  const inverse = gammaInverse(shape)
  return {
    quantile: (u) => scale * inverse(u),
    cdf: (at) => incompleteGamma(shape, at / scale).lower,
    mean: meanMs,
    variance: scale * meanMs,
  }
}
