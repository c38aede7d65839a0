/**
 * Periodic: one request after another at equal distances, the D of D/M/1. The first comes after
 * half a gap, so that T seconds hold T times the rate, rounded, and none sits on the round moments
 * at which faults and runs begin. Moments are multiples of the gap: no rounding adds up.
 */
import { number } from '../base/knobs.ts'
import { defineArrivals } from './define.ts'
import { RATE } from './parts/rate.ts'

export const periodic = defineArrivals({
  id: 'periodic',
  label: 'Periodic',
  summary:
    'Requests come at equal distances, like ticks of a clock. The first comes after half a gap.',
  source: 'Kendall, Annals of Mathematical Statistics 24(3), 1953: the arrivals of a D/M/1 queue',
  knobs: {
    perSecond: number({ ...RATE, help: 'How many requests come in a second.' }),
  },
  cells: 1,
  prepare({ perSecond }) {
    const gapUs = 1e6 / perSecond
    return {
      loop: 'open',
      next(cells) {
        const sent = cells[0] as number
        cells[0] = sent + 1
        return (sent + 0.5) * gapUs
      },
      rateAt: () => perSecond,
      isSteady: true,
    }
  },
})
