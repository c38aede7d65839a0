import { reference } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'

/** The process dies: connections are refused at once, and what it had is gone. */
export const crash = defineFault({
  id: 'crash',
  label: 'Crash',
  summary:
    'The target dies: what it served or queued is reset, and it refuses connections meanwhile.',
  source: 'A killed process on a host that lives: its kernel answers with RST. It returns empty',
  knobs: {
    target: reference({ label: 'Target', help: 'Which target dies.', to: 'targets' }),
    ...WHEN,
  },
  effects: ({ target }) => [{ kind: 'down', target }],
  verb: 'Kill',
  words: () => 'crashed',
  caption: ({ target }) => `${target} crashed`,
})
