/** What each target did in a window: load, queue and times, read from the visits it had. */
import type { Trace } from '../../trace/schema.ts'
import type { Sample, SampleKind } from './sample.ts'
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
  /** Time-average over the window of attempts in service, per slot. With processor sharing it may exceed 1. */
  readonly utilisation: number
  /** Time-average over the window of attempts that wait. */
  readonly waitingMean: number
  /** Time-average of attempts in service and waiting, per slot: what imbalance is measured on. */
  readonly loadMean: number
  /** Of visits that began in the window and were served, nearest rank; NaN when there are none. */
  readonly waitP99Ms: number
  /** Wait and service together: arrival at the target to the end of service. */
  readonly latencyP50Ms: number
  readonly latencyP99Ms: number
}

/** Counts and times of targets, added up from visits. */
export class TargetTally {
  private readonly attempts: Float64Array
  private readonly served: Float64Array
  private readonly errors: Float64Array
  private readonly waitingUs: Float64Array
  private readonly servingUs: Float64Array
  private readonly waits: readonly Sample[]
  private readonly latencies: readonly Sample[]

  constructor(targets: number, { make }: SampleKind) {
    this.attempts = new Float64Array(targets)
    this.served = new Float64Array(targets)
    this.errors = new Float64Array(targets)
    this.waitingUs = new Float64Array(targets)
    this.servingUs = new Float64Array(targets)
    this.waits = Array.from({ length: targets }, make)
    this.latencies = Array.from({ length: targets }, make)
  }

  add(visits: Visits, window: Window): void {
    const { count, target: targets, sentUs, arriveUs, startUs, leaveUs, end: ends } = visits
    for (let i = 0; i < count; i++) {
      const target = targets[i] as number
      const arrive = arriveUs[i] as number
      const start = startUs[i] as number
      const leave = leaveUs[i] as number
      const end = ends[i] as number
      add(this.waitingUs, target, overlap(arrive, start, window))
      add(this.servingUs, target, overlap(start, leave, window))
      if (end === SERVED && arrive >= window.fromUs && arrive < window.toUs) {
        this.waits[target]?.add(start - arrive)
        this.latencies[target]?.add(leave - arrive)
      }
      const sent = sentUs[i] as number
      if (sent < window.fromUs || sent >= window.toUs) continue
      add(this.attempts, target, 1)
      if (end === SERVED) add(this.served, target, 1)
      else if (end === ERROR) add(this.errors, target, 1)
    }
  }

  reports(targets: Trace['meta']['names']['targets'], window: Window): readonly TargetReport[] {
    const spanUs = Math.max(1, window.toUs - window.fromUs)
    return targets.map(({ id, group, zone, slots }, target) => {
      const servingUs = this.servingUs[target] as number
      const waitingUs = this.waitingUs[target] as number
      const waits = this.waits[target] as Sample
      const latencies = this.latencies[target] as Sample
      return {
        id,
        group,
        zone,
        slots,
        attempts: this.attempts[target] as number,
        served: this.served[target] as number,
        errors: this.errors[target] as number,
        utilisation: servingUs / slots / spanUs,
        waitingMean: waitingUs / spanUs,
        loadMean: (servingUs + waitingUs) / slots / spanUs,
        waitP99Ms: waits.quantileUs(0.99) / 1000,
        latencyP50Ms: latencies.quantileUs(0.5) / 1000,
        latencyP99Ms: latencies.quantileUs(0.99) / 1000,
      }
    })
  }
}

const add = (sums: Float64Array, target: number, by: number): void => {
  sums[target] = (sums[target] as number) + by
}

function overlap(fromUs: number, toUs: number, window: Window): number {
  const from = Math.max(fromUs, window.fromUs)
  const to = Math.min(toUs, window.toUs)
  return to > from ? to - from : 0
}
