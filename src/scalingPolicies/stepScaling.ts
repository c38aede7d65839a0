import { choice, count, type KnobValues, number } from '../base/knobs.ts'
import { ABOVE, BELOW, BETWEEN, defineScalingPolicy } from './define.ts'
import { METRIC, POINTS, SCALES_IN, WARM_UP } from './parts/alarms.ts'
import { checkInstances, INSTANCES } from './parts/group.ts'

const STEPS = {
  threshold: number({
    label: 'Threshold',
    help: 'Where the metric is to be; steps count from here, up and down alike.',
    unit: '',
    min: 0,
    max: 100_000,
    default: 50,
  }),
  firstBy: number({
    label: 'First step from',
    help: 'So far from the threshold the first step begins.',
    unit: '',
    min: 0,
    max: 100_000,
    default: 10,
  }),
  firstChange: number({
    label: 'First step',
    help: 'How much it adds, or removes.',
    unit: '',
    min: 0,
    max: 1000,
    default: 10,
  }),
  secondBy: number({
    label: 'Second step from',
    help: 'So far from the threshold the second step begins, in place of the first.',
    unit: '',
    min: 0,
    max: 100_000,
    default: 20,
  }),
  secondChange: number({
    label: 'Second step',
    help: 'How much it adds, or removes.',
    unit: '',
    min: 0,
    max: 1000,
    default: 30,
  }),
  change: choice({
    label: 'Steps are',
    help: 'In percent of the instances that there are, or in instances.',
    options: [
      { id: 'percent', label: 'Percent' },
      { id: 'targets', label: 'Instances' },
    ],
    default: 'percent',
  }),
  changeMin: count({
    label: 'Step at least',
    help: 'A step in percent changes at least so many instances.',
    unit: 'targets',
    min: 1,
    max: 1000,
    default: 1,
  }),
} as const

/** The further from the threshold, the larger the step. */
export const stepScaling = defineScalingPolicy({
  id: 'step-scaling',
  label: 'Step scaling',
  summary:
    'Adds or removes a small step when the metric is off its threshold, and a larger one when it is far off.',
  source:
    'EC2 Auto Scaling, step scaling: PercentChangeInCapacity and its rounding, bounds of steps, MinAdjustmentMagnitude. ' +
    'Two steps, alike in both directions, are our model',
  knobs: { ...METRIC, ...STEPS, ...POINTS, ...SCALES_IN, ...WARM_UP, ...INSTANCES },
  scaling: {
    // A bound belongs to the step that lies further from the threshold.
    side: ({ threshold, firstBy }, value) =>
      value > threshold && value - threshold >= firstBy
        ? ABOVE
        : value < threshold && threshold - value >= firstBy
          ? BELOW
          : BETWEEN,
    desired(knobs, { value, measured }, side) {
      const by = sizeOf(knobs, Math.abs(value - knobs.threshold), measured)
      return measured + (side === ABOVE ? by : -by)
    },
  },
  check: (knobs) => checkInstances(knobs),
})

/** How many instances a step is: above 1 rounded towards 0, below 1 it is one. */
function sizeOf(
  { secondBy, firstChange, secondChange, change, changeMin }: KnobValues<typeof STEPS>,
  off: number,
  instances: number,
): number {
  const step = off >= secondBy ? secondChange : firstChange
  if (change === 'targets') return Math.floor(step)
  const share = (instances * step) / 100
  return share === 0 ? 0 : Math.max(changeMin, Math.floor(share + 1e-9))
}
