/** How many slots of each target are busy, at any moment. */
import type { Trace } from '../../trace/schema.ts'
import { UNSET } from '../../trace/schema.ts'
import { binsFor, type RunningSums, SMOOTHED_US, sumAt, sumUp } from './runningSums.ts'

/** Running sums by target: microseconds of busy slots until then. */
export interface BusySlots extends RunningSums {
  readonly cells: Float64Array
}

export function busySlotsOf(trace: Trace): BusySlots {
  const { durationUs, endedUs, names } = trace.meta
  const perBin = names.targets.length
  const { binUs, bins } = binsFor(durationUs, perBin)
  const busy: BusySlots = { binUs, bins, perBin, cells: new Float64Array((bins + 1) * perBin) }
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) addRow(busy, chunk, i, endedUs)
  }
  sumUp(busy)
  return busy
}

type AttemptChunk = Trace['attempts']['chunks'][number]

function addRow(busy: BusySlots, chunk: AttemptChunk, i: number, endedUs: number): void {
  const start = chunk.startUs[i] as number
  if (start === UNSET) return
  const target = chunk.target[i] as number
  const sent = chunk.sentUs[i] as number
  const end = chunk.serviceEndUs[i] as number
  const to = end === UNSET ? endedUs : sent + end
  let from = sent + start
  let bin = Math.floor(from / busy.binUs)
  while (from < to && bin < busy.bins) {
    const until = Math.min(to, (bin + 1) * busy.binUs)
    const at = (bin + 1) * busy.perBin + target
    busy.cells[at] = (busy.cells[at] as number) + (until - from)
    from = until
    bin++
  }
}

/** Mean number of busy slots of every target over the smoothed stretch before `us`. */
export function busyAt(busy: BusySlots, us: number, into: Float32Array): void {
  const lengthUs = Math.min(SMOOTHED_US, Math.max(us, 1))
  const fromUs = Math.max(0, us - lengthUs)
  for (let target = 0; target < into.length; target++) {
    into[target] = (sumAt(busy, target, us) - sumAt(busy, target, fromUs)) / lengthUs
  }
}
