/**
 * Poisson: requests come independently of each other at one mean rate, so the gaps are exponential.
 */
import { number } from '../base/knobs.ts'
import { ln } from '../base/numeric.ts'
import { defineArrivals } from './define.ts'
import { RATE } from './parts/rate.ts'

export const poisson = defineArrivals({
  id: 'poisson',
  label: 'Poisson',
  summary: 'Requests come independently of each other, at random moments with one mean rate.',
  source: 'Kingman, Poisson Processes, 1993; the M of M/M/1',
  knobs: {
    perSecond: number({ ...RATE, help: 'How many requests come in a second, on average.' }),
  },
  cells: 1,
  prepare({ perSecond }) {
    const gapUs = 1e6 / perSecond
    return {
      loop: 'open',
      next(cells, draw) {
        const at = (cells[0] as number) - gapUs * ln(draw.at(0))
        cells[0] = at
        return at
      },
      rateAt: () => perSecond,
      isSteady: true,
    }
  },
})
