import { number, ratio } from '../base/knobs.ts'
import { ABOVE, BELOW, BETWEEN, defineScalingPolicy } from './define.ts'
import { METRIC, POINTS, SCALES_IN, WARM_UP } from './parts/alarms.ts'
import { checkInstances, INSTANCES } from './parts/group.ts'

/** As a thermostat: so many instances that the metric is at its target, more of them soon, fewer late. */
export const targetTracking = defineScalingPolicy({
  id: 'target-tracking',
  label: 'Target tracking',
  summary:
    'Launches as many instances as would bring the metric to its target, and removes some only when it has long been well below.',
  source:
    'EC2 Auto Scaling, target tracking. The alarms, above the target for 3 points and below 90 % of it for 15, are ' +
    'what AWS is seen to create, no contract; instances x metric / target, rounded up, is our model of how many',
  knobs: {
    ...METRIC,
    target: number({
      label: 'Target',
      help: 'What the metric is held at: percent of the slots, or requests in a second for each instance.',
      unit: '',
      min: 0.01,
      max: 100_000,
      default: 50,
      isLog: true,
    }),
    ...POINTS,
    inBelow: ratio({
      label: 'In below',
      help: 'Only points below this share of the target are low (AWS: 0.9, and 0.7 for the CPU of instances).',
      default: 0.9,
    }),
    ...SCALES_IN,
    ...WARM_UP,
    ...INSTANCES,
  },
  scaling: {
    side: ({ target, inBelow }, value) =>
      value > target ? ABOVE : value < inBelow * target ? BELOW : BETWEEN,
    desired: ({ target }, { value, measured }) =>
      // 4 x 0.3 / 0.1 is a little more than 12.
      Math.ceil((measured * value) / target - 1e-9),
  },
  check: (knobs) => checkInstances(knobs),
})
