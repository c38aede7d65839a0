import { duration } from '../base/knobs.ts'
import { defineDistribution } from './define.ts'

/** Every time between two ends is as likely as any other. */
export const uniform = defineDistribution({
  id: 'uniform',
  label: 'Uniform',
  summary:
    'Anything between the two ends, all equally likely. Good for jitter; few real services look like it.',
  source:
    'Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions vol. 2, 2nd ed. 1995, ch. 26',
  knobs: {
    minMs: duration({
      label: 'Shortest',
      help: 'No sample is shorter than this.',
      min: 0,
      max: 3_600_000,
      default: 5,
    }),
    maxMs: duration({
      label: 'Longest',
      help: 'No sample is longer than this.',
      min: 0.001,
      max: 3_600_000,
      default: 15,
    }),
  },
  check({ minMs, maxMs }) {
    if (minMs < maxMs) return null
    return `minMs is ${minMs} and maxMs is ${maxMs}; minMs must be below maxMs. Raise maxMs or choose the kind constant.`
  },
  prepare({ minMs, maxMs }) {
    const width = maxMs - minMs
    return {
      quantile: (u) => minMs + u * width,
      cdf: (at) => Math.min(Math.max((at - minMs) / width, 0), 1),
      mean: minMs + width / 2,
      variance: (width * width) / 12,
    }
  },
})
