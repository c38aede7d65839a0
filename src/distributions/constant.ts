import { duration } from '../base/knobs.ts'
import { defineDistribution } from './define.ts'

/** Always the same: what a queue looks like when only the arrivals vary. */
export const constant = defineDistribution({
  id: 'constant',
  label: 'Constant',
  summary: 'Always the same time. Whatever waits then waits because of the arrivals alone.',
  source: 'The D of Kendall notation: Kendall, Annals of Mathematical Statistics 24(3), 1953',
  knobs: {
    ms: duration({
      label: 'Time',
      help: 'How long it takes, every time.',
      min: 0,
      max: 3_600_000,
      default: 10,
      isLog: true,
    }),
  },
  prepare({ ms }) {
    return { quantile: () => ms, cdf: (at) => (at < ms ? 0 : 1), mean: ms, variance: 0 }
  },
})
