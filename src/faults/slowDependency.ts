import { number } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'
import { CALLED, calledName } from './parts/called.ts'
import { figure } from './parts/figure.ts'

/** What all targets call, or all who log in, is slow for a while. */
export const slowDependency = defineFault({
  id: 'slow-dependency',
  label: 'Slow dependency',
  summary: 'What is called works slower by a factor, on calls under way, too.',
  source: 'A missing index, a lock, a backup. One factor for all calls is our model',
  knobs: {
    called: CALLED,
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
  effects: ({ called, factor }) => [{ kind: 'dependency', called, factor: 1 / factor }],
  words: ({ factor }) => `${figure(factor)}× slow`,
  caption: ({ called, factor }) => `${calledName(called)} ${figure(factor)}× slow`,
})
