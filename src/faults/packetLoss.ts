import { ratio, reference } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'
import { percent } from './parts/figure.ts'

/** Packets between two places are lost, both ways; losing all of them is a partition. */
export const packetLoss = defineFault({
  id: 'packet-loss',
  label: 'Lost packets',
  summary:
    'A share of the packets between two places is lost, both ways. At 100 % the two are cut off.',
  source:
    'A bad link. A lost packet is sent again after 200 ms, doubling: RFC 6298, minimum of Linux',
  knobs: {
    between: reference({ label: 'Between', help: 'A zone, or a place of clients.', to: 'places' }),
    and: reference({ label: 'And', help: 'The other zone or place of clients.', to: 'places' }),
    ratio: ratio({
      label: 'Share',
      help: 'The share of packets that is lost; 1 is a partition.',
      default: 0.05,
    }),
    ...WHEN,
  },
  effects: ({ between, and, ratio: share }) => [{ kind: 'loss', between, and, ratio: share }],
  words: ({ ratio: share }) => (share === 1 ? 'cut off' : `${percent(share)} lost`),
  caption: ({ between, and, ratio: share }) =>
    share === 1 ? `${between} cut off from ${and}` : `${between}–${and} ${percent(share)} lost`,
})
