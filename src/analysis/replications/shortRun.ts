/**
 * Whether the runs of a lane are too short for its load. Then most of them miss the rare long queue, their mean is too
 * low, they look more alike than they are, and the interval holds the truth less often than it says (docs/VALIDATION.md
 * counts it). The yardstick is one queue of the same load, M/M/1: where many slots share one queue less would do.
 */
import { mm1ArrivalsFor } from '../theory/runLength.ts'
import type { LaneCertainty } from './certainty.ts'
import { CONFIDENCE } from './confidence.ts'

/** A mean that is known within 5 %. */
const WANTED = { halfWidthRatio: 0.05, confidence: CONFIDENCE }
/** Below such a share of the requests which that takes, it is said. */
const SHORT_BELOW = 0.1
/** Nearer to full than this one run does not tell how near. */
const LOAD_MAX = 0.995

export interface ShortRun {
  /** Share of the slots that are busy. */
  readonly load: number
  /** Of all runs together, in the window. */
  readonly requests: number
  /** How many a mean within 5 % would take. */
  readonly wanted: number
}

/** Null where the runs are long enough, and of a lane that is unstable: longer ones would not help it. */
export function shortRunOf({ stability, load, requests }: LaneCertainty): ShortRun | null {
  if (stability !== 'stable' || requests === 0) return null
  const wanted = mm1ArrivalsFor(Math.min(load, LOAD_MAX), WANTED)
  return requests < SHORT_BELOW * wanted ? { load, requests, wanted } : null
}

/** As a sentence without its subject and its end: `its slots are busy 95 % of the time ...`. */
export function shortRunWords({ load, requests, wanted }: ShortRun): string {
  return (
    `its slots are busy ${Math.round(100 * load)} % of the time, and at such a load a mean within 5 % takes about ` +
    `${rounded(wanted)} requests: all runs together have ${rounded(requests)}`
  )
}

/** In two digits: `58,000`. */
const rounded = (count: number): string =>
  String(Number(count.toPrecision(2))).replace(/\B(?=(\d{3})+$)/g, ',')
