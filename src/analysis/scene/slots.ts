/**
 * The slot that each attempt occupies while it is served. The trace does not say, so it is worked out once: in
 * the order of their starts, each takes the lowest slot that is free. A dot thus never changes slots.
 */
import type { Trace } from '../../trace/schema.ts'
import { NONE, UNSET } from '../../trace/schema.ts'

/** Of an attempt that was never served, or whose target has too many slots to draw one by one. */
export const NO_SLOT = 0xffff
/** Beyond as many nobody draws them one by one. */
const SLOTS_MAX = 64

/** One number a row, in the order of the trace. */
export function slotsOf(trace: Trace, rows: number): Uint16Array {
  const slots = new Uint16Array(rows).fill(NO_SLOT)
  const served = servedRows(trace, rows)
  const targets = trace.meta.names.targets.length
  const freeUs = new Float64Array(targets * SLOTS_MAX)
  for (const at of orderOf(served.startUs.subarray(0, served.count))) {
    const target = served.target[at] as number
    const start = served.startUs[at] as number
    const first = target * SLOTS_MAX
    for (let slot = 0; slot < SLOTS_MAX; slot++) {
      if ((freeUs[first + slot] as number) > start) continue
      freeUs[first + slot] = served.leaveUs[at] as number
      slots[served.row[at] as number] = slot
      break
    }
  }
  return slots
}

function servedRows(trace: Trace, rows: number) {
  const served = {
    count: 0,
    row: new Uint32Array(rows),
    target: new Uint16Array(rows),
    startUs: new Float64Array(rows),
    leaveUs: new Float64Array(rows),
  }
  let k = 0
  let row = 0
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++, row++) {
      const start = chunk.startUs[i] as number
      if (start === UNSET || chunk.target[i] === NONE) continue
      const sent = chunk.sentUs[i] as number
      const end = chunk.serviceEndUs[i] as number
      served.row[k] = row
      served.target[k] = chunk.target[i] as number
      served.startUs[k] = sent + start
      served.leaveUs[k] = end === UNSET ? trace.meta.endedUs : sent + end
      k++
    }
  }
  served.count = k
  return served
}

/**
 * Positions of `times` in rising order; equal times stay as they are. A bucket sort, because starts are spread
 * over the run: a comparison sort of a million rows would take half a second of the page's time.
 */
export function orderOf(times: Float64Array): Uint32Array {
  const count = times.length
  let last = 0
  for (let i = 0; i < count; i++) last = Math.max(last, times[i] as number)
  const scale = last > 0 ? (count - 1) / last : 0
  const bucketEnd = new Uint32Array(count + 1)
  for (let i = 0; i < count; i++) {
    const bucket = Math.floor((times[i] as number) * scale)
    bucketEnd[bucket + 1] = (bucketEnd[bucket + 1] as number) + 1
  }
  for (let b = 0; b < count; b++) {
    bucketEnd[b + 1] = (bucketEnd[b + 1] as number) + (bucketEnd[b] as number)
  }
  const next = bucketEnd.slice(0, count)
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const bucket = Math.floor((times[i] as number) * scale)
    const at = next[bucket] as number
    order[at] = i
    next[bucket] = at + 1
  }
  for (let b = 0; b < count; b++) {
    sortStretch(order, times, bucketEnd[b] as number, bucketEnd[b + 1] as number)
  }
  return order
}

function sortStretch(order: Uint32Array, times: Float64Array, from: number, to: number): void {
  if (to - from > 64) {
    order.subarray(from, to).sort((a, b) => (times[a] as number) - (times[b] as number) || a - b)
    return
  }
  for (let i = from + 1; i < to; i++) {
    const one = order[i] as number
    const time = times[one] as number
    let k = i - 1
    while (k >= from && (times[order[k] as number] as number) > time) {
      order[k + 1] = order[k] as number
      k--
    }
    order[k + 1] = one
  }
}
