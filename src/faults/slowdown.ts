import { number, reference } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'
import { figure } from './parts/figure.ts'

/** A target works slower than usual, work already in service included. */
export const slowdown = defineFault({
  id: 'slowdown',
  label: 'Slowdown',
  summary:
    'The target works slower by a factor; that includes the requests it is serving at that moment.',
  source: 'A noisy neighbour, a throttled CPU, a cold cache. One factor for all work is our model',
  knobs: {
    target: reference({ label: 'Target', help: 'Which target becomes slow.', to: 'targets' }),
    factor: number({
      label: 'Slower by',
      help: 'How many times longer its work takes.',
      unit: '×',
      min: 1,
      max: 1000,
      default: 3,
      isLog: true,
    }),
    ...WHEN,
  },
  effects: ({ target, factor }) => [{ kind: 'speed', target, factor: 1 / factor }],
  verb: 'Slow',
  words: ({ factor }) => `${figure(factor)}× slow`,
  caption: ({ target, factor }) => `${target} ${figure(factor)}× slow`,
})
