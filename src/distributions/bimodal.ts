import { duration, ratio } from '../base/knobs.ts'
import { defineDistribution } from './define.ts'

/** Two kinds of request that look alike from outside: a cache hit and a miss. */
export const bimodal = defineDistribution({
  id: 'bimodal',
  label: 'Bimodal',
  summary:
    'Either fast or slow, nothing between: cache hits and misses, or a rare expensive query.',
  source: 'Prekas, Kogias, Bugnion, "ZygOS", SOSP 2017, whose bimodal loads are of this form',
  knobs: {
    fastMs: duration({
      label: 'Fast',
      help: 'How long a fast one takes.',
      min: 0,
      max: 3_600_000,
      default: 5,
      isLog: true,
    }),
    slowMs: duration({
      label: 'Slow',
      help: 'How long a slow one takes.',
      min: 0.001,
      max: 3_600_000,
      default: 100,
      isLog: true,
    }),
    slowRatio: ratio({
      label: 'Share of slow ones',
      help: 'How many of all samples are slow.',
      default: 0.05,
    }),
  },
  check({ fastMs, slowMs }) {
    if (fastMs < slowMs) return null
    return `fastMs is ${fastMs} and slowMs is ${slowMs}; fastMs must be below slowMs. Exchange them.`
  },
  prepare({ fastMs, slowMs, slowRatio }) {
    const fastRatio = 1 - slowRatio
    const gap = slowMs - fastMs
    return {
      quantile: (u) => (u < fastRatio ? fastMs : slowMs),
      cdf: (at) => {
        if (at < fastMs) return 0
        return at < slowMs ? fastRatio : 1
      },
      mean: fastMs + slowRatio * gap,
      variance: slowRatio * fastRatio * gap * gap,
    }
  },
})
