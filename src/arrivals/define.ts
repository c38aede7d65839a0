/**
 * What an arrival process is: when the requests of a population come. Three kinds. Open: the world
 * sends whatever the system does. Closed: a number of users who think, ask and wait. Recorded:
 * requests of a log, at the moments when they came. Times are microseconds, unrounded, from the
 * start.
 */
import type { Draw } from '../base/draws.ts'
import type { Knobs, KnobValues, Member } from '../base/knobs.ts'
import type { PreparedDistribution } from '../distributions/define.ts'

export interface OpenArrivals {
  readonly loop: 'open'
  /**
   * When the next request comes, or Infinity for never. `cells` is what the process remembers,
   * zeroed at the start, and may be changed here and nowhere else. `draw` stands at the address of
   * this request's ordinal.
   */
  next(cells: Float64Array, draw: Draw): number
  /** Expected requests per second at a moment, for the page and for offered load. */
  rateAt(us: number): number
  /** Whether that rate is the same at every moment. */
  readonly isSteady: boolean
}

export interface ClosedArrivals {
  readonly loop: 'closed'
  readonly users: number
  readonly think: PreparedDistribution
}

export interface RecordedArrivals {
  readonly loop: 'recorded'
  /** Hash of the recording. */
  readonly recording: string
  /** How many times faster than it was recorded. */
  readonly speedUp: number
  /**
   * Work of a request in milliseconds, from the size of its response and from the time that it took
   * by the log, null where that does not say.
   */
  demandMs(bytes: number, tookMs: number | null): number
}

export type PreparedArrivals = OpenArrivals | ClosedArrivals | RecordedArrivals

export interface ArrivalProcess<Id extends string = string, Ks extends Knobs = Knobs>
  extends Member<Id, Ks> {
  /** How many float64 cells `next` remembers. */
  readonly cells: number
  readonly prepare: (knobs: KnobValues<Ks>) => PreparedArrivals
}

export const defineArrivals = <const Id extends string, const Ks extends Knobs>(
  definition: ArrivalProcess<Id, Ks>,
): ArrivalProcess<Id, Ks> => definition
