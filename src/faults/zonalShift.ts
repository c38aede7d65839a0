import { reference } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'

/** Somebody takes a zone out of DNS: no fault, but what one does about one. */
export const zonalShift = defineFault({
  id: 'zonal-shift',
  label: 'Zonal shift',
  summary:
    'DNS stops naming the nodes of a zone. Resolvers that hold their addresses, and clients with open connections, go on using them.',
  source:
    'Amazon Application Recovery Controller, zonal shift. That targets of the zone go on serving for nodes elsewhere is our model',
  knobs: {
    zone: reference({ label: 'Zone', help: 'Which zone is left.', to: 'zones' }),
    ...WHEN,
  },
  effects: ({ zone }) => [{ kind: 'unnamed', zone }],
  words: () => 'shifted away',
  caption: ({ zone }) => `zone ${zone} shifted away`,
})
