/**
 * Rate profile: random requests whose mean rate follows a line through given corners.
 *
 * The gap is exponential in *expected requests* and is turned into time by inverting the integral
 * of the rate, so one request takes one draw and none is rejected (thinning would draw a number of
 * times that varies). Before the first corner its rate holds, after the last one its rate; two
 * corners at one moment are a step.
 */
import { table } from '../base/knobs.ts'
import { ln } from '../base/numeric.ts'
import { DURATION_MAX_MS, usFromMs } from '../model/time.ts'
import { defineArrivals } from './define.ts'

/** The cells: the last request, and the segment that it lies in. */
const AT = 0
const SEGMENT = 1

export const profile = defineArrivals({
  id: 'profile',
  label: 'Rate profile',
  summary:
    'Random requests whose rate rises and falls along a line through the corners of a table.',
  source: 'Cinlar, Introduction to Stochastic Processes, 1975: inversion of the integrated rate',
  knobs: {
    corners: table({
      label: 'Corners',
      help: 'The rate at moments, changing evenly in between. After the last one its rate holds.',
      columns: [
        { label: 'Time', unit: 'ms', min: 0, max: DURATION_MAX_MS, order: 'ascending' },
        { label: 'Rate', unit: '/s', min: 0, max: 1_000_000, order: 'any' },
      ],
      rowsMin: 1,
      rowsMax: 1000,
      default: [
        [0, 50],
        [20_000, 200],
        [40_000, 200],
        [60_000, 50],
      ],
    }),
  },
  cells: 2,
  check({ corners }) {
    if (corners.some((corner) => (corner[1] as number) > 0)) return null
    return 'Every rate is 0, so no request would ever come; raise one of them.'
  },
  prepare({ corners }) {
    const segments = segmentsOf(corners)
    return {
      loop: 'open',
      next(cells, draw) {
        let at = cells[AT] as number
        let i = cells[SEGMENT] as number
        let expected = -ln(draw.at(0))
        for (;;) {
          const segment = segments[i] as Segment
          const rate = rateIn(segment, at)
          const left = areaLeft(segment, at, rate)
          if (expected <= left) {
            at += timeFor(expected, rate, segment.slope)
            break
          }
          if (i === segments.length - 1) {
            at = Infinity
            break
          }
          expected -= left
          at = segment.endUs
          i++
        }
        cells[AT] = at
        cells[SEGMENT] = i
        return at
      },
      rateAt: (us) => 1e6 * rateIn(segments.find((segment) => us < segment.endUs) as Segment, us),
      isSteady: false,
    }
  },
})

/** A stretch over which the rate changes evenly. Rates are requests a microsecond. */
interface Segment {
  readonly startUs: number
  readonly endUs: number
  readonly startRate: number
  /** Change of the rate in a microsecond. */
  readonly slope: number
}

/** From 0 to Infinity without gaps; steps are no segments. */
function segmentsOf(corners: readonly (readonly number[])[]): readonly Segment[] {
  const segments: Segment[] = []
  let startUs = 0
  let startRate = ((corners[0] as readonly number[])[1] as number) / 1e6
  for (const [atMs, perSecond] of corners as readonly (readonly [number, number])[]) {
    const endUs = usFromMs(atMs)
    const endRate = perSecond / 1e6
    if (endUs > startUs) {
      segments.push({ startUs, endUs, startRate, slope: (endRate - startRate) / (endUs - startUs) })
    }
    startUs = endUs
    startRate = endRate
  }
  segments.push({ startUs, endUs: Infinity, startRate, slope: 0 })
  return segments
}

const rateIn = (segment: Segment, us: number): number => {
  const rate =
    segment.slope === 0
      ? segment.startRate
      : segment.startRate + segment.slope * (us - segment.startUs)
  return Math.max(rate, 0)
}

/**
 * How many requests are expected from a moment in the segment to its end; `rate` is the rate at
 * that moment.
 */
function areaLeft(segment: Segment, us: number, rate: number): number {
  if (segment.endUs === Infinity) return rate > 0 && us < Infinity ? Infinity : 0
  return ((segment.endUs - us) * (rate + rateIn(segment, segment.endUs))) / 2
}

/**
 * How long it takes until `expected` requests are expected: the root of slope / 2 x² + rate x =
 * expected, in the form that does not cancel and also holds for slope 0.
 */
function timeFor(expected: number, rate: number, slope: number): number {
  const square = rate * rate + 2 * slope * expected
  return (2 * expected) / (rate + Math.sqrt(Math.max(square, 0)))
}
