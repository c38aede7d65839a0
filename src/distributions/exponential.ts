import { duration } from '../base/knobs.ts'
import { expm1, ln } from '../base/numeric.ts'
import { defineDistribution } from './define.ts'

/** Without memory: how long it still takes does not depend on how long it has taken. */
export const exponential = defineDistribution({
  id: 'exponential',
  label: 'Exponential',
  summary:
    'Mostly short, sometimes several times the mean, and without memory: what is under way is never closer to its end. The M of M/M/1.',
  source: 'Erlang, "The theory of probabilities and telephone conversations", 1909',
  knobs: {
    meanMs: duration({
      label: 'Mean',
      help: 'The average; 63 % of the samples are shorter.',
      min: 0.001,
      max: 3_600_000,
      default: 10,
      isLog: true,
    }),
  },
  prepare({ meanMs }) {
    return {
      quantile: (u) => -meanMs * ln(1 - u),
      cdf: (at) => (at > 0 ? -expm1(-at / meanMs) : 0),
      mean: meanMs,
      variance: meanMs * meanMs,
    }
  },
})
