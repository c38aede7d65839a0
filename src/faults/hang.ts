import { reference } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'

/** Accepts everything and answers nothing; nobody is told, so only timeouts find out. */
export const hang = defineFault({
  id: 'hang',
  label: 'Hang',
  summary:
    'The target accepts requests and never answers. At its end the work goes on where it stopped.',
  source: 'A deadlock, or a long stop of a garbage collector. Going on afterwards is our model',
  knobs: {
    target: reference({ label: 'Target', help: 'Which target hangs.', to: 'targets' }),
    ...WHEN,
  },
  effects: ({ target }) => [{ kind: 'speed', target, factor: 0 }],
  words: () => 'hung',
  caption: ({ target }) => `${target} hung`,
})
