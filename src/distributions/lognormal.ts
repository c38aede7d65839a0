import { duration, number } from '../base/knobs.ts'
import { normalCdf, normalQuantile } from '../base/normal.ts'
import { exp, ln, ln1p } from '../base/numeric.ts'
import { defineDistribution } from './define.ts'

/**
 * Its logarithm is normal: many independent factors multiplied, which is what measured latencies
 * look like.
 */
export const lognormal = defineDistribution({
  id: 'lognormal',
  label: 'Lognormal',
  summary:
    'Most samples near the middle and a long tail to the right, as measured response times usually look.',
  source:
    'Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions vol. 1, 2nd ed. 1994, ch. 14',
  knobs: {
    meanMs: duration({
      label: 'Mean',
      help: 'The average of all samples; more than half of them are shorter.',
      min: 0.001,
      max: 3_600_000,
      default: 10,
      isLog: true,
    }),
    cv: number({
      label: 'Variability',
      help: 'Standard deviation divided by the mean. 0.2 is calm, 1 is as rough as exponential, 5 is wild.',
      unit: '×',
      min: 0.01,
      max: 10,
      default: 1,
      isLog: true,
    }),
  },
  prepare({ meanMs, cv }) {
    const sigma = Math.sqrt(ln1p(cv * cv))
    const mu = ln(meanMs) - (sigma * sigma) / 2
    return {
      quantile: (u) => exp(mu + sigma * normalQuantile(u)),
      cdf: (at) => (at > 0 ? normalCdf((ln(at) - mu) / sigma) : 0),
      mean: meanMs,
      variance: meanMs * meanMs * cv * cv,
    }
  },
})
