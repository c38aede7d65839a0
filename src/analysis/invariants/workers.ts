/**
 * What must hold of the workers of nodes that take time: each works first in, first out on one thing at a time, and works
 * whenever it has something. How long they were busy, and how much they had, the engine counted to the microsecond.
 */

import { type Trace, UNSET } from '../../trace/schema.ts'
import { firstWorkers } from '../../trace/workers.ts'
import type { Violations } from './violations.ts'

/** A request that its worker was done with. */
interface Job {
  readonly cameUs: number
  readonly doneUs: number
}

interface Jobs {
  readonly done: Job[]
  /** Whether some left it undone, or came more often than their rows say. */
  isMore: boolean
}

export function checkWorkers(trace: Trace, to: Violations): void {
  const { counts, endedUs } = trace.meta
  if (counts.workers.length === 0) return
  const jobs = jobsOf(trace)
  counts.workers.forEach(({ busyUs, hadUs, hadMax }, worker) => {
    const { done, isMore } = jobs[worker] ?? { done: [], isMore: false }
    const sums = sumsOf(done, `Worker ${worker}`, to)
    // Who comes back from a log-in was there before, and its row says nothing of that.
    const isWhole = !isMore && counts.logins === null
    const held = (what: string, counted: number, found: number): void =>
      to.hold(
        isWhole ? counted === found : counted >= found,
        () =>
          `Worker ${worker}, microseconds ${what}: the engine counted ${counted}, the rows say ${found}.`,
      )
    held('busy', busyUs, sums.busyUs)
    held('of requests that it had', hadUs, sums.hadUs)
    to.hold(
      busyUs <= endedUs && (done.length === 0 || hadMax > 0),
      () => `Worker ${worker} was busy for ${busyUs} us of ${endedUs} us, with at most ${hadMax}.`,
    )
  })
}

function sumsOf(done: Job[], name: string, to: Violations) {
  done.sort((a, b) => a.cameUs - b.cameUs || a.doneUs - b.doneUs)
  let lastUs = 0
  let busyUs = 0
  let hadUs = 0
  for (const { cameUs, doneUs } of done) {
    to.hold(
      doneUs >= lastUs,
      () =>
        `${name} was done at ${doneUs} us with what came at ${cameUs} us, before one that came earlier.`,
    )
    // Less, and two would have been worked on at once.
    busyUs += doneUs - Math.max(cameUs, lastUs)
    hadUs += doneUs - cameUs
    lastUs = doneUs
  }
  return { busyUs, hadUs }
}

/** By worker of all nodes. */
function jobsOf({ attempts, connections, meta }: Trace): readonly Jobs[] {
  const firsts = firstWorkers(meta.names)
  const jobs = meta.counts.workers.map((): Jobs => ({ done: [], isMore: false }))
  const workerOf = new Map<number, number>()
  for (const { rows, id, side, node, worker } of connections.chunks) {
    for (let i = 0; i < rows; i++) {
      if (side[i] === 0)
        workerOf.set(id[i] as number, (firsts[node[i] as number] ?? 0) + (worker[i] as number))
    }
  }
  for (const { rows, sentUs, node, nodeUs, routedUs, connection } of attempts.chunks) {
    for (let i = 0; i < rows; i++) {
      const at = nodeUs[i] as number
      if (at === UNSET || meta.names.nodes[node[i] as number]?.takesTime !== true) continue
      const own = jobs[workerOf.get(connection[i] as number) ?? -1]
      if (own === undefined) continue
      const sent = sentUs[i] as number
      const routed = routedUs[i] as number
      if (routed === UNSET) own.isMore = true
      else own.done.push({ cameUs: sent + at, doneUs: sent + routed })
    }
  }
  return jobs
}
