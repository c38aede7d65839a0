/** How busy nodes were that take time for what they do, and how many requests they had. */
import { changeKind, type Trace } from '../../trace/schema.ts'
import type { Bins } from './bins.ts'
import { Level } from './level.ts'

const LOOKED = changeKind('worker-load')

/**
 * As the looks of the run saw it, averaged over each bin: the share of their time in which workers were busy, of all workers
 * of such nodes; and the requests that these had, worked on or waiting. 0 where nodes take no time.
 */
export function nodeLoadByBin({ changes, meta }: Trace, bins: Bins) {
  const workers = meta.names.nodes.reduce(
    (sum, node) => sum + (node.takesTime ? node.workers : 0),
    0,
  )
  const busy = new Level(bins)
  const had = new Level(bins)
  const shares = new Map<number, number>()
  const counts = new Map<number, number>()
  for (const { rows, kind, atUs, a, b, value } of changes.chunks) {
    for (let i = 0; i < rows; i++) {
      if (kind[i] !== LOOKED) continue
      const [worker, us, share, count] = [a[i], atUs[i], value[i], b[i]] as Numbers
      busy.changeBy((share - (shares.get(worker) ?? 0)) / workers, us)
      had.changeBy(count - (counts.get(worker) ?? 0), us)
      shares.set(worker, share)
      counts.set(worker, count)
    }
  }
  // Sums of differences may end a hair below nothing.
  return { nodesBusy: busy.means().map((share) => Math.max(0, share)), atNodes: had.means() }
}

type Numbers = [number, number, number, number]
