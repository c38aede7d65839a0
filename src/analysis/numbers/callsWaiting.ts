/** How many calls wait behind the targets. */
import { changeKind, type Trace } from '../../trace/schema.ts'
import type { Bins } from './bins.ts'
import { Level } from './level.ts'

const LOOKED = changeKind('dependency-load')

/** On average over each bin, as the looks of the run saw it; 0 where nothing stands behind the targets. */
export function callsWaitingByBin({ changes }: Trace, bins: Bins): Float64Array<ArrayBuffer> {
  const level = new Level(bins)
  for (const { rows, kind, atUs, b } of changes.chunks) {
    for (let i = 0; i < rows; i++) {
      if (kind[i] === LOOKED) level.become(b[i] as number, atUs[i] as number)
    }
  }
  return level.means()
}
