/** A group that keeps its number. */
import { defineScalingPolicy } from './define.ts'
import { checkInstances, INSTANCES } from './parts/group.ts'

export const fixed = defineScalingPolicy({
  id: 'fixed',
  label: 'Fixed size',
  summary: 'The group keeps as many instances as are desired, and may replace unhealthy ones.',
  source: 'EC2 Auto Scaling, a group without a scaling policy',
  knobs: { ...INSTANCES },
  check: (knobs) => checkInstances(knobs),
})
