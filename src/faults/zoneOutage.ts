import { reference } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'

/** A zone vanishes: its node and its targets, without a word to anyone. */
export const zoneOutage = defineFault({
  id: 'zone-outage',
  label: 'Zone outage',
  summary: 'Everything in a zone goes silent at once, the balancer node there included.',
  source:
    'The loss of power or network of an Availability Zone. Silence instead of resets is our model',
  knobs: {
    zone: reference({ label: 'Zone', help: 'Which zone goes silent.', to: 'zones' }),
    ...WHEN,
  },
  effects: ({ zone }) => [{ kind: 'zone-out', zone }],
  words: () => 'zone out',
  caption: ({ zone }) => `zone ${zone} out`,
})
