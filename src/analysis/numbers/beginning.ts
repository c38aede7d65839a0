/**
 * How the latency of a run begins: in bins of time over the stretch in which nothing changes by plan. It is kept of every
 * run, with rows or without, so it is small; runs of other seeds have the same bins, and add up.
 */
import { prepareArrivals } from '../../arrivals/index.ts'
import { isUsable } from '../../model/failure.ts'
import { usFromMs } from '../../model/time.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import { type Bins, binAt, binsOver } from './bins.ts'
import type { Requests } from './requests.ts'

/** Enough to place a cut within half a percent of the stretch, few enough to be kept of many runs. */
const BINS_MAX = 256

export interface Beginning {
  readonly bins: Bins
  /** Of usable answers, by the first send of their requests. */
  readonly answers: Uint32Array<ArrayBuffer>
  readonly latencyUs: Float64Array<ArrayBuffer>
}

/**
 * Up to when nothing changes by plan: the first fault, or the end of the run. 0 where a beginning cannot be told from
 * what is asked for: traffic that varies by plan, or is replayed.
 */
export function unchangedUntilUs({ clients, faults, durationMs }: LaneScenario): number {
  const isSteady = Object.values(clients).every(({ arrivals }) => {
    const prepared = prepareArrivals(arrivals)
    return prepared.loop === 'closed' || (prepared.loop === 'open' && prepared.isSteady)
  })
  if (!isSteady) return 0
  return usFromMs(Math.min(durationMs, ...Object.values(faults).map(({ atMs }) => atMs)))
}

/** Null where there is nothing to look at. */
export const beginningTally = (untilUs = 0): BeginningTally | null =>
  untilUs === 0 ? null : new BeginningTally(untilUs)

/** Takes requests as they come, in any order. */
export class BeginningTally {
  readonly beginning: Beginning

  constructor(untilUs: number) {
    const bins = binsOver({ fromUs: 0, toUs: untilUs }, BINS_MAX)
    this.beginning = {
      bins,
      answers: new Uint32Array(bins.count),
      latencyUs: new Float64Array(bins.count),
    }
  }

  add({ count, firstUs, endUs, verdict }: Requests): void {
    const { bins, answers, latencyUs } = this.beginning
    for (let i = 0; i < count; i++) {
      const first = firstUs[i] as number
      const bin = binAt(bins, first)
      if (bin >= bins.count || !isUsable(verdict[i] as number)) continue
      answers[bin] = (answers[bin] as number) + 1
      latencyUs[bin] = (latencyUs[bin] as number) + (endUs[i] as number) - first
    }
  }
}

/** Of runs of one lane, all together; null of none. */
export function pooled([first, ...others]: readonly Beginning[]): Beginning | null {
  if (first === undefined) return null
  const answers = first.answers.slice()
  const latencyUs = first.latencyUs.slice()
  for (const other of others) {
    for (let bin = 0; bin < answers.length; bin++) {
      answers[bin] = (answers[bin] as number) + (other.answers[bin] as number)
      latencyUs[bin] = (latencyUs[bin] as number) + (other.latencyUs[bin] as number)
    }
  }
  return { bins: first.bins, answers, latencyUs }
}
