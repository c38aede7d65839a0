import { count, duration, number } from '../base/knobs.ts'
import { ABOVE, BELOW, BETWEEN, defineScalingPolicy } from './define.ts'
import { METRIC, POINTS, SCALES_IN } from './parts/alarms.ts'
import { checkInstances, INSTANCES } from './parts/group.ts'

/** The oldest kind: a change, and then a pause in which nothing is decided. */
export const simpleScaling = defineScalingPolicy({
  id: 'simple-scaling',
  label: 'Simple scaling',
  summary:
    'Adds or removes so many instances at a time, and then waits until they are there and a cooldown is over.',
  source:
    'EC2 Auto Scaling, simple scaling and its cooldown; that points of the cooldown count for an alarm is our model',
  knobs: {
    ...METRIC,
    above: number({
      label: 'Out above',
      help: 'It adds instances when the metric is above this.',
      unit: '',
      min: 0,
      max: 100_000,
      default: 70,
    }),
    below: number({
      label: 'In below',
      help: 'It removes instances when the metric is below this.',
      unit: '',
      min: 0,
      max: 100_000,
      default: 30,
    }),
    change: count({
      label: 'Instances at a time',
      help: 'How many it adds, or removes.',
      unit: 'targets',
      min: 1,
      max: 1000,
      default: 1,
    }),
    ...POINTS,
    ...SCALES_IN,
    cooldownMs: duration({
      label: 'Cooldown',
      help: 'How long nothing is decided after the last instance was launched or terminated.',
      min: 0,
      max: 3_600_000,
      default: 300_000,
    }),
    ...INSTANCES,
  },
  scaling: {
    side: ({ above, below }, value) => (value > above ? ABOVE : value < below ? BELOW : BETWEEN),
    desired: ({ change }, { desired }, side) => desired + (side === ABOVE ? change : -change),
  },
  check: (knobs) =>
    knobs.below >= knobs.above
      ? `In below is ${knobs.below}, not less than out above, ${knobs.above}. Lower the one or raise the other.`
      : checkInstances(knobs),
})
