import { defineFault, WHEN } from './define.ts'
import { CALLED, calledName } from './parts/called.ts'

/** What all targets call, or all who log in, is gone for a while. */
export const dependencyOutage = defineFault({
  id: 'dependency-outage',
  label: 'Outage of a dependency',
  summary: 'What is called resets every call that it has and refuses every other.',
  source:
    'A database that restarts, an identity provider that cannot be reached. All at once is our model',
  knobs: { called: CALLED, ...WHEN },
  effects: ({ called }) => [{ kind: 'dependency', called, factor: 0 }],
  words: () => 'out',
  caption: ({ called }) => `${calledName(called)} out`,
})
