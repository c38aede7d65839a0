import { defineFault, WHEN } from './define.ts'

/** What all targets call is gone for a while. */
export const dependencyOutage = defineFault({
  id: 'dependency-outage',
  label: 'Outage behind the targets',
  summary:
    'What stands behind the targets resets every call that it has and refuses every other; those who called answer 500.',
  source: 'A database that restarts. INCIDENTS: a health check that tests a shared dependency',
  knobs: { ...WHEN },
  effects: () => [{ kind: 'dependency', factor: 0 }],
  words: () => 'out',
  caption: () => 'outage behind the targets',
})
