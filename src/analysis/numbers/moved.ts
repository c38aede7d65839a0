/**
 * How many clients were taken to another target than before: with hashing that is how many keys moved, and with them
 * whatever their targets had kept for them.
 */
import { NO_ROW, NONE, type Trace } from '../../trace/schema.ts'
import { type Bins, binsAt } from './bins.ts'

/**
 * Of the attempts that ended in each bin, the share whose client's attempt before had another target. First ones are
 * left out, and so is what had no target; NaN where nothing is left.
 */
export function movedByBin(trace: Trace, bins: Bins): Float64Array<ArrayBuffer> {
  const clientOf = clientsByConnection(trace)
  const targetOf = new Uint16Array(clientOf.length).fill(NONE)
  const moved = new Float64Array(bins.count + 1)
  const all = new Float64Array(bins.count + 1)
  for (const { rows, target, connection, sentUs, finishUs } of trace.attempts.chunks) {
    const overUs = new Float64Array(rows)
    for (let i = 0; i < rows; i++) overUs[i] = (sentUs[i] as number) + (finishUs[i] as number)
    const bin = binsAt(bins, overUs, rows)
    for (let i = 0; i < rows; i++) {
      if (target[i] === NONE || connection[i] === NO_ROW) continue
      const client = clientOf[connection[i] as number] as number
      const before = targetOf[client] as number
      targetOf[client] = target[i] as number
      if (before === NONE) continue
      const at = bin[i] as number
      all[at] = (all[at] as number) + 1
      if (before !== target[i]) moved[at] = (moved[at] as number) + 1
    }
  }
  return moved.slice(0, bins.count).map((count, bin) => count / (all[bin] as number))
}

/** A number for each client, by the numbers of its connections. */
function clientsByConnection({ connections }: Trace): Uint32Array {
  let ids = 0
  for (const { rows, id } of connections.chunks) {
    for (let i = 0; i < rows; i++) ids = Math.max(ids, (id[i] as number) + 1)
  }
  const clientOf = new Uint32Array(ids)
  const clients = new Map<number, number>()
  for (const { rows, id, side, population, address } of connections.chunks) {
    for (let i = 0; i < rows; i++) {
      if (side[i] !== 0) continue
      const name = (population[i] as number) * 0x1_0000_0000 + (address[i] as number)
      const client = clients.get(name) ?? clients.size
      clients.set(name, client)
      clientOf[id[i] as number] = client
    }
  }
  return clientOf
}
