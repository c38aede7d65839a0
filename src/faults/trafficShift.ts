import { ratio, reference } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'
import { percent } from './parts/figure.ts'

/** Somebody changes the weights of a rule for a while: a canary, a group that is taken out. */
export const trafficShift = defineFault({
  id: 'traffic-shift',
  label: 'Traffic shift',
  summary:
    'A share of what a rule forwards goes to one group; what is under way stays where it is.',
  source:
    'AWS Application Load Balancer, weighted target groups; that all nodes know at once is our model',
  knobs: {
    rule: reference({ label: 'Rule', help: 'Which rule has other weights.', to: 'rules' }),
    group: reference({ label: 'To group', help: 'Which group gets more.', to: 'used groups' }),
    ratio: ratio({
      label: 'Share',
      help: 'The share of its requests that goes there; the rest is shared as usual.',
      default: 1,
    }),
    ...WHEN,
  },
  effects: ({ rule, group, ratio: share }) => [{ kind: 'shift', rule, group, ratio: share }],
  words: ({ group, ratio: share }) => `${percent(share)} to ${group}`,
  caption: ({ rule, group, ratio: share }) => `rule ${rule}: ${percent(share)} to ${group}`,
})
