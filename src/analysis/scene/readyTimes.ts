/** When each connection could carry a request, by its number; NaN when nobody knows. */
import type { Trace } from '../../trace/schema.ts'

export function readyTimes(trace: Trace): Float64Array {
  let last = -1
  for (const chunk of trace.connections.chunks) {
    for (let i = 0; i < chunk.rows; i++) last = Math.max(last, chunk.id[i] as number)
  }
  const readyUs = new Float64Array(last + 1).fill(Number.NaN)
  for (const chunk of trace.connections.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      readyUs[chunk.id[i] as number] = chunk.readyUs[i] as number
    }
  }
  return readyUs
}
