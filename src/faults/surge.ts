import { number, reference } from '../base/knobs.ts'
import { defineFault, WHEN } from './define.ts'
import { figure } from './parts/figure.ts'

/** More requests of a population for a while; its own stream stays as it is. */
export const surge = defineFault({
  id: 'surge',
  label: 'Traffic surge',
  summary:
    'More requests of the same mix for a while, as a random stream beside the usual one. Where a log is replayed, they are drawn from its requests.',
  source:
    'A campaign, a crawler, a flash crowd. A Poisson stream, and that it draws requests of a log one by one, is our model',
  knobs: {
    population: reference({
      label: 'Clients',
      help: 'Which clients send more.',
      to: 'populations',
    }),
    perSecond: number({
      label: 'Added rate',
      help: 'How many requests a second come on top, on average.',
      unit: '/s',
      min: 0.01,
      max: 1_000_000,
      default: 100,
      isLog: true,
    }),
    ...WHEN,
  },
  effects: ({ population, perSecond }) => [{ kind: 'surge', population, perSecond }],
  words: () => 'surge',
  caption: ({ population, perSecond }) => `${population} +${figure(perSecond)}/s`,
})
