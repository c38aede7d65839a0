/**
 * Bursts: a Poisson stream that is switched on and off. The run begins with a burst.
 *
 * The gap of a request is drawn as time spent *on*, and the breaks that it spans are put in
 * between. Phase lengths are drawn by the request that crosses them, so all draws have the address
 * of a request: n = 0 is its gap, n = 1, 2, 3 ... the breaks and bursts that follow. Since the
 * stream has no memory, that is the on-off process.
 */

import type { Draw } from '../base/draws.ts'
import { choice, duration, number } from '../base/knobs.ts'
import { exp, ln } from '../base/numeric.ts'
import { usFromMs } from '../model/time.ts'
import { defineArrivals } from './define.ts'
import { RATE } from './parts/rate.ts'

/**
 * Requests that a mean burst has to hold. At this bound the largest gap that 53 random bits can
 * make spans about 3,700 bursts, well inside the 65,536 draws of one address.
 */
const PER_BURST_MIN = 0.01

/** The cells: the last request, the end of the burst that it lies in (0 before the first). */
const AT = 0
const BURST_END = 1

const PHASE = { min: 1, max: 3_600_000, isLog: true } as const

export const bursts = defineArrivals({
  id: 'bursts',
  label: 'Bursts',
  summary:
    'Random requests that come in bursts with silence in between. The run begins with a burst.',
  source: 'The interrupted Poisson process: Kuczura, Bell System Technical Journal 52(3), 1973',
  knobs: {
    perSecond: number({
      ...RATE,
      help: 'How many requests come in a second of a burst, on average.',
    }),
    onMs: duration({
      ...PHASE,
      label: 'Burst',
      help: 'How long a burst lasts, on average.',
      default: 1000,
    }),
    offMs: duration({
      ...PHASE,
      label: 'Break',
      help: 'How long a break lasts, on average.',
      default: 1000,
    }),
    phases: choice({
      label: 'Lengths',
      help: 'Whether bursts and breaks vary in length.',
      options: [
        { id: 'exponential', label: 'random, exponential' },
        { id: 'constant', label: 'always the same' },
      ],
      default: 'exponential',
    }),
  },
  cells: 2,
  check({ perSecond, onMs }) {
    if ((perSecond * onMs) / 1000 >= PER_BURST_MIN) return null
    return 'A burst holds less than 0.01 requests on average; raise perSecond or onMs.'
  },
  prepare({ perSecond, onMs, offMs, phases }) {
    const gapUs = 1e6 / perSecond
    const onUs = usFromMs(onMs)
    const offUs = usFromMs(offMs)
    const varies = phases === 'exponential'
    return {
      loop: 'open',
      next(cells, draw) {
        let n = 1
        let at = cells[AT] as number
        let burstEnd = cells[BURST_END] as number
        if (burstEnd === 0) burstEnd = lengthOf(onUs, varies, draw, n++)
        let onTime = -gapUs * ln(draw.at(0))
        while (at + onTime > burstEnd) {
          onTime -= burstEnd - at
          at = burstEnd + lengthOf(offUs, varies, draw, n++)
          burstEnd = at + lengthOf(onUs, varies, draw, n++)
        }
        at += onTime
        cells[AT] = at
        cells[BURST_END] = burstEnd
        return at
      },
      rateAt: varies
        ? (us) => perSecond * onShareAt(us, onUs, offUs)
        : (us) => (us % (onUs + offUs) < onUs ? perSecond : 0),
      isSteady: false,
    }
  },
})

const lengthOf = (meanUs: number, varies: boolean, draw: Draw, n: number): number =>
  varies ? -meanUs * ln(draw.at(n)) : meanUs

/**
 * The probability that a burst is on at a moment, when one began at 0: a two-state Markov chain.
 */
function onShareAt(us: number, onUs: number, offUs: number): number {
  const share = onUs / (onUs + offUs)
  return share + (1 - share) * exp(-us * (1 / onUs + 1 / offUs))
}
