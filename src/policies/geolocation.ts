/** The answer that is meant for the place of the resolver. */
import { definePolicy, FITS_ANY, FITS_PLACE } from './define.ts'
import { drawByWeight } from './parts/drawByWeight.ts'

export const geolocation = definePolicy({
  id: 'geolocation',
  label: 'Geolocation',
  summary:
    'Every resolver gets the answer for its place, or the default one (which names no place) where there is none or it is not good.',
  source:
    'Amazon Route 53, geolocation routing: the most specific location wins, then the default record',
  knobs: {},
  looksAt: 'place',
  answer({ good, fits, draw }, into) {
    const first = (isOpen: boolean, wanted: number): number | null =>
      drawByWeight(null, good.length, draw, (i) => fits[i] === wanted && (!isOpen || good[i] === 1))
    const chosen =
      first(true, FITS_PLACE) ??
      first(true, FITS_ANY) ??
      first(false, FITS_PLACE) ??
      first(false, FITS_ANY)
    into[chosen ?? 0] = 1
  },
})
