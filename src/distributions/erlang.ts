import { count, duration } from '../base/knobs.ts'
import { defineDistribution } from './define.ts'
import { prepareGamma } from './parts/prepareGamma.ts'

/**
 * Several exponential phases one after the other. Drawn as the gamma distribution that their sum
 * has, because a sum would take one draw a phase where every other member takes one draw a sample.
 */
export const erlang = defineDistribution({
  id: 'erlang',
  label: 'Erlang',
  summary:
    'Several exponential steps one after the other, such as the queries of one page. More steps are steadier.',
  source:
    'Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges", 1917',
  knobs: {
    meanMs: duration({
      label: 'Mean',
      help: 'The average of all steps together.',
      min: 0.001,
      max: 3_600_000,
      default: 10,
      isLog: true,
    }),
    phases: count({
      label: 'Steps',
      help: 'How many exponential steps follow each other. One is the exponential distribution.',
      unit: 'steps',
      min: 1,
      max: 100,
      default: 4,
    }),
  },
  prepare({ meanMs, phases }) {
    return prepareGamma(meanMs, phases)
  },
})
