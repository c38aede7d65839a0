import { duration, number } from '../base/knobs.ts'
import { exp, expm1, ln } from '../base/numeric.ts'
import { defineDistribution } from './define.ts'

/** A power law between two ends: few samples hold most of the work. */
export const pareto = defineDistribution({
  id: 'pareto',
  label: 'Bounded Pareto',
  summary:
    'A power law between two ends: the longest few of a thousand make up much of the work, as with file sizes and batch jobs.',
  source:
    'Harchol-Balter, Crovella, Murta, "On choosing a task assignment policy for a distributed server system", JPDC 59(2), 1999',
  knobs: {
    minMs: duration({
      label: 'Shortest',
      help: 'No sample is shorter than this, and most are not much longer.',
      min: 0.001,
      max: 3_600_000,
      default: 3,
      isLog: true,
    }),
    maxMs: duration({
      label: 'Longest',
      help: 'No sample is longer than this.',
      min: 0.001,
      max: 3_600_000,
      default: 3000,
      isLog: true,
    }),
    alpha: number({
      label: 'Tail exponent',
      help: 'Lower is rougher: below 2 the longest rule the variance, below 1 the mean as well.',
      unit: '',
      min: 0.1,
      max: 10,
      default: 1.3,
    }),
  },
  check({ minMs, maxMs }) {
    if (minMs < maxMs) return null
    return `minMs is ${minMs} and maxMs is ${maxMs}; minMs must be below maxMs. Raise maxMs or choose the kind constant.`
  },
  prepare({ minMs, maxMs, alpha }) {
    const span = ln(maxMs / minMs)
    /** 1 - (min / max)^alpha: the share of the unbounded law that lies below the longest. */
    const kept = -expm1(-alpha * span)
    const mean = momentOf(minMs, span, alpha, 1)
    return {
      quantile: (u) => Math.min(minMs * exp(-ln(1 - u * kept) / alpha), maxMs),
      cdf: (at) => {
        if (at <= minMs) return 0
        return at < maxMs ? -expm1(-alpha * ln(at / minMs)) / kept : 1
      },
      mean,
      variance: Math.max(momentOf(minMs, span, alpha, 2) - mean * mean, 0),
    }
  },
})

/** The mean of the kth power: alpha min^k / kept * (e^((k - alpha) span) - 1) / (k - alpha). */
function momentOf(minMs: number, span: number, alpha: number, k: number): number {
  const excess = k - alpha
  const integral = excess === 0 ? span : expm1(excess * span) / excess
  return ((k === 1 ? minMs : minMs * minMs) * alpha * integral) / -expm1(-alpha * span)
}
