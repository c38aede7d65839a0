import { reference } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'

/** A host vanishes: all its containers, without a word to anyone. */
export const hostOutage = defineFault({
  id: 'host-outage',
  label: 'Host outage',
  summary:
    'All containers of a host go silent at once. When it is back they start anew: empty, cold, without connections.',
  source:
    'The loss of power of a machine: no kernel is left that could answer with RST. Our model: when it is back, idle connections to it are found closed at once; a request that was under way waits for its timeout',
  knobs: {
    host: reference({ label: 'Host', help: 'Which host goes silent.', to: 'hosts' }),
    ...WHEN,
  },
  effects: ({ host }) => [{ kind: 'host-out', host }],
  verb: 'Take down',
  words: () => 'host out',
  caption: ({ host }) => `${host.startsWith('host') ? host : `host ${host}`} out`,
})
