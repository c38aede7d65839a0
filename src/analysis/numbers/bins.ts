/**
 * Bins of a time axis. Their length is a whole number of microseconds, so that integrals over them are sums
 * of whole numbers and therefore exact; the last one may be shorter.
 */
import type { Window } from './window.ts'

export interface Bins {
  readonly fromUs: number
  readonly toUs: number
  readonly widthUs: number
  readonly count: number
}

/** At most `countMax` bins over the window; at least one. */
export function binsOver(window: Window, countMax: number): Bins {
  const spanUs = Math.max(1, window.toUs - window.fromUs)
  const widthUs = Math.ceil(spanUs / Math.max(1, countMax))
  return { fromUs: window.fromUs, toUs: window.toUs, widthUs, count: Math.ceil(spanUs / widthUs) }
}

/** The bin that a moment falls into; outside 0 to `count` - 1 when it is not in the window. */
export const binAt = (bins: Bins, us: number): number =>
  us < bins.toUs ? Math.floor((us - bins.fromUs) / bins.widthUs) : bins.count

/** The bins of the first `count` moments; `bins.count` for those outside the window. */
export function binsAt(bins: Bins, us: Float64Array, count: number): Uint32Array {
  const { fromUs, toUs, widthUs, count: outside } = bins
  const found = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const at = us[i] as number
    found[i] = at >= fromUs && at < toUs ? Math.floor((at - fromUs) / widthUs) : outside
  }
  return found
}

/** How long a bin is: all alike but the last. */
export function binLengthUs(bins: Bins, bin: number): number {
  const startUs = bins.fromUs + bin * bins.widthUs
  return Math.max(1, Math.min(bins.widthUs, bins.toUs - startUs))
}

/** Things that were somewhere for some time: the first `count` entries of parallel columns. */
export interface Stretches {
  readonly count: number
  readonly row: Uint16Array
  readonly fromUs: Float64Array
  readonly toUs: Float64Array
}

/**
 * Integrals over bins of "how many are here", for `rows` places at once: stretches of time are added in any
 * order and at constant cost, however many bins they span. Whole columns at a time, because numbers that cross
 * a call are boxed, which costs more than the work.
 */
export class Occupancy {
  private readonly bins: Bins
  private readonly rows: number
  /** Time in bins that a stretch covers in part. */
  private readonly parts: Float64Array
  /** +1 where a stretch begins to cover bins whole, -1 where it no longer does. */
  private readonly steps: Int32Array

  constructor(bins: Bins, rows: number) {
    this.bins = bins
    this.rows = rows
    this.parts = new Float64Array(rows * bins.count)
    this.steps = new Int32Array(rows * (bins.count + 1))
  }

  /** The i-th thing was at place `row[i]` in [fromUs[i], toUs[i]); what lies outside the window is cut off. */
  add(things: Stretches): void {
    const { parts, steps } = this
    const { fromUs: windowFromUs, toUs: windowToUs, widthUs, count: bins } = this.bins
    const { row, fromUs, toUs } = things
    for (let i = 0; i < things.count; i++) {
      const from = Math.max(fromUs[i] as number, windowFromUs) - windowFromUs
      const to = Math.min(toUs[i] as number, windowToUs) - windowFromUs
      if (from >= to) continue
      const first = Math.floor(from / widthUs)
      const last = Math.floor(to / widthUs)
      const place = row[i] as number
      const at = place * bins
      if (first === last) {
        parts[at + first] = (parts[at + first] as number) + (to - from)
        continue
      }
      parts[at + first] = (parts[at + first] as number) + ((first + 1) * widthUs - from)
      if (last < bins) parts[at + last] = (parts[at + last] as number) + (to - last * widthUs)
      const step = at + place
      steps[step + first + 1] = (steps[step + first + 1] as number) + 1
      steps[step + last] = (steps[step + last] as number) - 1
    }
  }

  /** Time-averages, shape [rows][bins]. */
  mean(): Float64Array<ArrayBuffer> {
    const { bins, parts, steps } = this
    const means = new Float64Array(parts.length)
    for (let row = 0; row < this.rows; row++) {
      let level = 0
      for (let bin = 0; bin < bins.count; bin++) {
        const lengthUs = binLengthUs(bins, bin)
        level += steps[row * (bins.count + 1) + bin] as number
        const i = row * bins.count + bin
        means[i] = ((parts[i] as number) + level * lengthUs) / lengthUs
      }
    }
    return means
  }
}
