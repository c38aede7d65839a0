/**
 * What targets know of their own latency, for algorithms that probe them: of the last requests that each has served, how
 * many others were there when it came, and how long it stayed. The estimate for so many is the median of those that are
 * nearest in that (model: a few of them at least). Source: Wydrowski et al., NSDI 2024 (Prequal).
 */
import { type Column, Columns, float64, int32 } from '../columns.ts'
import type { Target } from '../indices.ts'

/** How many of the last are kept of each target, and how many make an estimate if there are as many. */
const KEPT = 64
const NEAREST = 7

export class RecentLatencies extends Columns {
  /** Served so far; the others are a ring of `KEPT` for each target. */
  readonly served: Column<Target>
  private readonly requests: Column<number>
  private readonly latencyUs: Column<number>

  /** Of no targets where nobody asks. */
  constructor(targets: number) {
    super()
    this.served = float64(targets)
    this.requests = int32(targets * KEPT)
    this.latencyUs = float64(targets * KEPT)
  }

  /** A request that came when so many others were there has been served. */
  add(t: Target, requests: number, latencyUs: number): void {
    const at = t * KEPT + (this.served[t] % KEPT)
    this.requests[at] = requests
    this.latencyUs[at] = latencyUs
    this.served[t]++
  }

  /** What a request would take that came while so many are there; 0 before the first has been served. */
  at(t: Target, requests: number): number {
    const kept = Math.min(KEPT, this.served[t])
    if (kept === 0) return 0
    const found = this.#within(t, requests, this.#apart(t, requests, Math.min(NEAREST, kept)))
    return sorted[(found - 1) >> 1]
  }

  /** Another process: it knows of nothing that was before it. */
  forget(t: Target): void {
    this.served[t] = 0
  }

  /** How far the nearest so many are apart from that. */
  #apart(t: Target, requests: number, enough: number): number {
    const kept = Math.min(KEPT, this.served[t])
    let found = 0
    for (let at = t * KEPT; at < t * KEPT + kept; at++) {
      const apart = Math.abs(this.requests[at] - requests)
      if (found === enough && apart >= nearest[enough - 1]) continue
      let place = found < enough ? found++ : enough - 1
      for (; place > 0 && nearest[place - 1] > apart; place--) nearest[place] = nearest[place - 1]
      nearest[place] = apart
    }
    return nearest[enough - 1]
  }

  /** Sorts those that came when so many were there, give or take; returns how many there are. */
  #within(t: Target, requests: number, apart: number): number {
    const kept = Math.min(KEPT, this.served[t])
    let found = 0
    for (let at = t * KEPT; at < t * KEPT + kept; at++) {
      if (Math.abs(this.requests[at] - requests) > apart) continue
      const us = this.latencyUs[at]
      let place = found++
      for (; place > 0 && sorted[place - 1] > us; place--) sorted[place] = sorted[place - 1]
      sorted[place] = us
    }
    return found
  }
}

/** Only good until the next. */
const nearest = new Int32Array(NEAREST)
const sorted = new Float64Array(KEPT)
