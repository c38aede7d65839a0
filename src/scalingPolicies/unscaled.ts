/** No auto-scaling: all targets are there all the time. */
import { defineScalingPolicy } from './define.ts'

export const unscaled = defineScalingPolicy({
  id: 'unscaled',
  label: 'None',
  summary: 'All targets of the group run all the time.',
  source: 'A group of targets that nobody scales',
  knobs: {},
})
