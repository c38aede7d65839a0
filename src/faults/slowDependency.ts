import { number } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'
import { figure } from './parts/figure.ts'

/** What all targets call is slow for a while. */
export const slowDependency = defineFault({
  id: 'slow-dependency',
  label: 'Slow behind the targets',
  summary: 'What stands behind the targets works slower by a factor, on calls under way, too.',
  source: 'A missing index, a lock, a backup. One factor for all calls is our model',
  knobs: {
    factor: number({
      label: 'Slower by',
      help: 'How many times longer a call takes.',
      unit: '×',
      min: 1,
      max: 1000,
      default: 5,
      isLog: true,
    }),
    ...WHEN,
  },
  effects: ({ factor }) => [{ kind: 'dependency', factor: 1 / factor }],
  words: ({ factor }) => `${figure(factor)}× slow`,
  caption: ({ factor }) => `${figure(factor)}× slow behind the targets`,
})
