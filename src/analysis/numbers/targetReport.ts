/** What each target did in a window: load, queue and times, read from the visits it had. */
import type { Trace } from '../../trace/schema.ts'
import { percentileUs } from './percentile.ts'
import { ERROR, SERVED, type Visits } from './visits.ts'
import type { Window } from './window.ts'

export interface TargetReport {
  readonly id: string
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

export function targetReports(
  trace: Trace,
  visits: Visits,
  window: Window,
): readonly TargetReport[] {
  const { targets } = trace.meta.names
  const sums = sumVisits(visits, targets.length, window)
  const times = timesByTarget(visits, targets.length, window)
  const spanUs = Math.max(1, window.toUs - window.fromUs)
  return targets.map(({ id, zone, slots }, target) => {
    const servingUs = sums.servingUs[target] as number
    const waitingUs = sums.waitingUs[target] as number
    const latencies = times.latencies(target)
    return {
      id,
      zone,
      slots,
      attempts: sums.attempts[target] as number,
      served: sums.served[target] as number,
      errors: sums.errors[target] as number,
      utilisation: servingUs / slots / spanUs,
      waitingMean: waitingUs / spanUs,
      loadMean: (servingUs + waitingUs) / slots / spanUs,
      waitP99Ms: percentileUs(times.waits(target), 0.99) / 1000,
      latencyP50Ms: percentileUs(latencies, 0.5) / 1000,
      latencyP99Ms: percentileUs(latencies, 0.99) / 1000,
    }
  })
}

function sumVisits(visits: Visits, targets: number, window: Window) {
  const attempts = new Uint32Array(targets)
  const served = new Uint32Array(targets)
  const errors = new Uint32Array(targets)
  const waitingUs = new Float64Array(targets)
  const servingUs = new Float64Array(targets)
  for (let i = 0; i < visits.count; i++) {
    const target = visits.target[i] as number
    const start = visits.startUs[i] as number
    waitingUs[target] =
      (waitingUs[target] as number) + overlap(visits.arriveUs[i] as number, start, window)
    servingUs[target] =
      (servingUs[target] as number) + overlap(start, visits.leaveUs[i] as number, window)
    const sent = visits.sentUs[i] as number
    if (sent < window.fromUs || sent >= window.toUs) continue
    attempts[target] = (attempts[target] as number) + 1
    if (visits.end[i] === SERVED) served[target] = (served[target] as number) + 1
    else if (visits.end[i] === ERROR) errors[target] = (errors[target] as number) + 1
  }
  return { attempts, served, errors, waitingUs, servingUs }
}

function overlap(fromUs: number, toUs: number, window: Window): number {
  const from = Math.max(fromUs, window.fromUs)
  const to = Math.min(toUs, window.toUs)
  return to > from ? to - from : 0
}

/** Waits and latencies of the served visits that arrived in the window, grouped by target. */
function timesByTarget(visits: Visits, targets: number, window: Window) {
  const firstOf = new Uint32Array(targets + 1)
  const counts = (i: number): boolean =>
    visits.end[i] === SERVED &&
    (visits.arriveUs[i] as number) >= window.fromUs &&
    (visits.arriveUs[i] as number) < window.toUs
  for (let i = 0; i < visits.count; i++) {
    if (!counts(i)) continue
    const next = (visits.target[i] as number) + 1
    firstOf[next] = (firstOf[next] as number) + 1
  }
  for (let t = 0; t < targets; t++)
    firstOf[t + 1] = (firstOf[t + 1] as number) + (firstOf[t] as number)
  const nextOf = firstOf.slice()
  const waits = new Float64Array(firstOf[targets] as number)
  const latencies = new Float64Array(firstOf[targets] as number)
  for (let i = 0; i < visits.count; i++) {
    if (!counts(i)) continue
    const target = visits.target[i] as number
    const at = nextOf[target] as number
    nextOf[target] = at + 1
    waits[at] = (visits.startUs[i] as number) - (visits.arriveUs[i] as number)
    latencies[at] = (visits.leaveUs[i] as number) - (visits.arriveUs[i] as number)
  }
  const part = (of: Float64Array, target: number): Float64Array =>
    of.subarray(firstOf[target] as number, firstOf[target + 1] as number)
  return {
    waits: (target: number) => part(waits, target),
    latencies: (target: number) => part(latencies, target),
  }
}
