import { reference } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'

/** Somebody takes a target out of its group and, at the end, gives it back; it works on meanwhile. */
export const deregistration = defineFault({
  id: 'deregistration',
  label: 'Deregistration',
  summary:
    'The target is taken out of its group: it drains, and gets nothing new. At its end it is registered again.',
  source:
    'AWS Application Load Balancer, deregistration delay. That it begins at a node when the node hears of it is our model',
  knobs: {
    target: reference({ label: 'Target', help: 'Which target is deregistered.', to: 'targets' }),
    ...WHEN,
  },
  effects: ({ target }) => [{ kind: 'unregistered', target }],
  verb: 'Deregister',
  words: () => 'deregistered',
  caption: ({ target }) => `${target} deregistered`,
})
