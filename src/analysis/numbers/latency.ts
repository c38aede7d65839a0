/**
 * Latency of requests: the client's end minus its first send, over usable answers (on time or slow).
 * Fast failures would flatter a lane that rejects, and a client that gave up says nothing but its own patience,
 * so both are counted elsewhere. A request belongs to the window in which it was first sent: a window thus holds
 * the same requests in every lane that faces the same open traffic, however late they end.
 */
import { isUsable } from '../../model/failure.ts'
import type { Requests } from './requests.ts'
import type { Sample } from './sample.ts'
import type { Window } from './window.ts'

/** All in milliseconds; percentiles are nearest ranks, as fine as the sample. NaN where nothing was answered. */
export interface LatencySummary {
  /** How many answers the other numbers are about. */
  readonly answers: number
  readonly p50Ms: number
  readonly p90Ms: number
  readonly p99Ms: number
  readonly p999Ms: number
  readonly meanMs: number
  readonly maxMs: number
}

/** Latencies in microseconds, in the order of the trace. */
export function latenciesUs(requests: Requests, window: Window): Float64Array<ArrayBuffer> {
  const { count, firstUs, endUs, verdict } = requests
  const latencies = new Float64Array(count)
  let k = 0
  for (let i = 0; i < count; i++) {
    const first = firstUs[i] as number
    if (first < window.fromUs || first >= window.toUs || !isUsable(verdict[i] as number)) continue
    latencies[k] = (endUs[i] as number) - first
    k++
  }
  return latencies.subarray(0, k)
}

export const summariseLatency = (latencies: Sample): LatencySummary => ({
  answers: latencies.count,
  p50Ms: latencies.quantileUs(0.5) / 1000,
  p90Ms: latencies.quantileUs(0.9) / 1000,
  p99Ms: latencies.quantileUs(0.99) / 1000,
  p999Ms: latencies.quantileUs(0.999) / 1000,
  meanMs: latencies.sumUs / latencies.count / 1000,
  maxMs: latencies.maxUs / 1000,
})
