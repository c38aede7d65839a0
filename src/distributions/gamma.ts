import { duration, number } from '../base/knobs.ts'
import { defineDistribution } from './define.ts'
import { prepareGamma } from './parts/prepareGamma.ts'

/**
 * One knob for variability: squared variability is 1 / shape, from nearly constant to very rough.
 */
export const gamma = defineDistribution({
  id: 'gamma',
  label: 'Gamma',
  summary:
    'One knob from steady to rough: shape 100 is nearly constant, 1 is exponential, 0.1 is mostly tiny with rare long ones.',
  source:
    'Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions vol. 1, 2nd ed. 1994, ch. 17',
  knobs: {
    meanMs: duration({
      label: 'Mean',
      help: 'The average of all samples.',
      min: 0.001,
      max: 3_600_000,
      default: 10,
      isLog: true,
    }),
    shape: number({
      label: 'Shape',
      help: 'Higher is steadier: the variance is the square of the mean divided by this.',
      unit: '',
      min: 0.1,
      max: 100,
      default: 2,
      isLog: true,
    }),
  },
  prepare({ meanMs, shape }) {
    return prepareGamma(meanMs, shape)
  },
})
