/** All good answers; all of them while none is good. */
import { definePolicy } from './define.ts'

export const simple = definePolicy({
  id: 'simple',
  label: 'Simple',
  summary: 'Every resolver gets all addresses that are good, or all of them while none is.',
  source:
    'Elastic Load Balancing, DNS names of load balancers: addresses of healthy nodes; that DNS knows at once is our ' +
    'model',
  knobs: {},
  answer({ good }, into) {
    into.set(good)
    if (!good.includes(1)) into.fill(1)
  },
})
