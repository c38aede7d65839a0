/** Asks an open arrival process for its requests, as the engine does: one address a request, cells in between. */
import type { OpenArrivals } from '../../src/arrivals/define.ts'
import { type ArrivalSpec, arrivalCells, prepareArrivals } from '../../src/arrivals/index.ts'
import { Draw, deriveKey } from '../../src/base/draws.ts'

export class DrivenArrivals {
  readonly arrivals: OpenArrivals
  readonly cells: Float64Array
  readonly draw: Draw

  constructor(spec: ArrivalSpec, seed = 'arrivals') {
    const prepared = prepareArrivals(spec)
    if (prepared.loop !== 'open') throw new Error(`${spec.kind} is not open`)
    this.arrivals = prepared
    this.cells = new Float64Array(arrivalCells(spec.kind))
    this.draw = new Draw().use(deriveKey({ k0: 9, k1: 10 }, seed))
    this.draw.ordinal = -1
  }

  /** The moment of the next request, in microseconds. */
  next(): number {
    this.draw.ordinal++
    return this.arrivals.next(this.cells, this.draw)
  }

  take(requests: number): number[] {
    return Array.from({ length: requests }, () => this.next())
  }

  /** All requests before a moment. */
  before(us: number): number[] {
    const moments: number[] = []
    for (let at = this.next(); at < us; at = this.next()) moments.push(at)
    return moments
  }
}

/** Counts in the windows between edges: `edgesUs[i]` up to `edgesUs[i + 1]`. */
export function countsBetween(momentsUs: readonly number[], edgesUs: readonly number[]): number[] {
  const counts = new Array<number>(edgesUs.length - 1).fill(0)
  let window = 0
  for (const at of momentsUs) {
    while (window < counts.length && at >= edgesUs[window + 1]!) window++
    if (window < counts.length && at >= edgesUs[0]!) counts[window]!++
  }
  return counts
}
