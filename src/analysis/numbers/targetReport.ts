/** What each target did in a window: load, queue and times, read from the visits it had. */
import type { Trace } from '../../trace/schema.ts'
import type { SampleKind, SampleSet } from './sample.ts'
import { ERROR, SERVED, type Visits } from './visits.ts'
import type { Window } from './window.ts'

export interface TargetReport {
  readonly id: string
  readonly group: string
  readonly zone: string
  readonly slots: number
  /** Attempts sent to it in the window, and of those: finished under 500; 5xx written by it or its node. */
  readonly attempts: number
  readonly served: number
  readonly errors: number
  /** Of the attempts: sent by nodes of other zones. */
  readonly crossed: number
  /** Share of the window in which it was there: 1, but for a place of a scaled group. The next three are over that time. */
  readonly thereRatio: number
  /** Time-average of attempts in service, per slot. With processor sharing it may exceed 1. */
  readonly utilisation: number
  /** Time-average of attempts that wait. */
  readonly waitingMean: number
  /** Time-average of attempts in service and waiting, per slot: what imbalance is measured on. */
  readonly loadMean: number
  /** Of visits that began in the window and were served, nearest rank; NaN when there are none. */
  readonly waitP99Ms: number
  /** Wait and service together: arrival at the target to the end of service. */
  readonly latencyP50Ms: number
  readonly latencyP99Ms: number
}

/** The sums of a target, side by side: those of a thousand targets are gone through in any order. */
const SUMS = 8
const WAITING_US = 0
const SERVING_US = 1
const ATTEMPTS = 2
const SERVED_ATTEMPTS = 3
const ERRORS = 4

/** Counts and times of targets, added up from visits. */
export class TargetTally {
  private readonly sums: Float64Array
  private readonly waits: SampleSet
  private readonly latencies: SampleSet

  constructor(targets: number, { makeSet }: SampleKind) {
    this.sums = new Float64Array(SUMS * targets)
    this.waits = makeSet(targets)
    this.latencies = makeSet(targets)
  }

  add(visits: Visits, window: Window): void {
    const { count, target: targets, sentUs, arriveUs, startUs, leaveUs, end: ends } = visits
    const { sums, waits, latencies } = this
    const { fromUs, toUs } = window
    for (let i = 0; i < count; i++) {
      const target = targets[i] as number
      const arrive = arriveUs[i] as number
      const start = startUs[i] as number
      const leave = leaveUs[i] as number
      const end = ends[i] as number
      const own = SUMS * target
      add(sums, own + WAITING_US, overlap(arrive, start, window))
      add(sums, own + SERVING_US, overlap(start, leave, window))
      if (end === SERVED && arrive >= fromUs && arrive < toUs) {
        waits.add(target, start - arrive)
        latencies.add(target, leave - arrive)
      }
      const sent = sentUs[i] as number
      if (sent < fromUs || sent >= toUs) continue
      add(sums, own + ATTEMPTS, 1)
      if (end === SERVED) add(sums, own + SERVED_ATTEMPTS, 1)
      else if (end === ERROR) add(sums, own + ERRORS, 1)
    }
  }

  /** By target: how long each was there in the window, and how many attempts came to it from other zones. */
  reports(
    targets: Trace['meta']['names']['targets'],
    window: Window,
    { thereUs, crossed }: { readonly thereUs: Float64Array; readonly crossed: readonly number[] },
  ): readonly TargetReport[] {
    const windowUs = Math.max(1, window.toUs - window.fromUs)
    const { waits, latencies } = this
    return targets.map(({ id, group, zone, slots }, target) => {
      const sumOf = (what: number): number => this.sums[SUMS * target + what] as number
      const servingUs = sumOf(SERVING_US)
      const waitingUs = sumOf(WAITING_US)
      const spanUs = Math.max(1, thereUs[target] as number)
      return {
        id,
        group,
        zone,
        slots,
        attempts: sumOf(ATTEMPTS),
        served: sumOf(SERVED_ATTEMPTS),
        errors: sumOf(ERRORS),
        crossed: crossed[target] as number,
        thereRatio: spanUs / windowUs,
        utilisation: servingUs / slots / spanUs,
        waitingMean: waitingUs / spanUs,
        loadMean: (servingUs + waitingUs) / slots / spanUs,
        waitP99Ms: waits.quantileUs(target, 0.99) / 1000,
        latencyP50Ms: latencies.quantileUs(target, 0.5) / 1000,
        latencyP99Ms: latencies.quantileUs(target, 0.99) / 1000,
      }
    })
  }
}

const add = (sums: Float64Array, place: number, by: number): void => {
  sums[place] = (sums[place] as number) + by
}

function overlap(fromUs: number, toUs: number, window: Window): number {
  const from = Math.max(fromUs, window.fromUs)
  const to = Math.min(toUs, window.toUs)
  return to > from ? to - from : 0
}
