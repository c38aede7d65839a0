import { ratio, reference } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'
import { percent } from './parts/figure.ts'

/** A share of the answers is a 500. */
export const errors = defineFault({
  id: 'errors',
  label: 'Errors',
  summary:
    'A share of the answers of the target is an error 500. They take as long as other answers.',
  source:
    'A bad release, or a dependency that fails. That errors cost full service time is our model',
  knobs: {
    target: reference({ label: 'Target', help: 'Which target fails.', to: 'targets' }),
    ratio: ratio({ label: 'Share', help: 'The share of its answers that is a 500.', default: 0.5 }),
    ...WHEN,
  },
  effects: ({ target, ratio: share }) => [{ kind: 'errors', target, ratio: share }],
  words: ({ ratio: share }) => `${percent(share)} errors`,
  caption: ({ target, ratio: share }) => `${target} ${percent(share)} errors`,
})
