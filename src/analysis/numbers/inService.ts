/** How many targets are in service, bin by bin: all of them, but for places of a scaled group without an instance. */
import { CHANGE_KINDS, type ChangeKind, type Trace } from '../../trace/schema.ts'
import { type Bins, binLengthUs } from './bins.ts'

const kind = (name: ChangeKind): number => CHANGE_KINDS.indexOf(name)
const IN_SERVICE = kind('in-service')
const TERMINATING = kind('terminating')
const VACANT = kind('vacant')

/** On average over each bin. */
export function inServiceByBin(trace: Trace, bins: Bins): Float64Array<ArrayBuffer> {
  const means = new Float64Array(bins.count)
  let level = trace.meta.names.targets.length
  let bin = 0
  let atUs = bins.fromUs
  /** Adds the level that has held, up to `us`. */
  const advance = (us: number): void => {
    const untilUs = Math.min(us, bins.toUs)
    while (atUs < untilUs) {
      const lengthUs = binLengthUs(bins, bin)
      const endUs = bins.fromUs + bin * bins.widthUs + lengthUs
      const toUs = Math.min(endUs, untilUs)
      means[bin] = (means[bin] as number) + (level * (toUs - atUs)) / lengthUs
      atUs = toUs
      if (atUs === endUs) bin++
    }
  }
  for (const chunk of trace.changes.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const what = chunk.kind[i] as number
      const us = chunk.atUs[i] as number
      // A place is vacant from the start; later it has been left at the beginning of its termination.
      const by =
        what === IN_SERVICE ? 1 : what === TERMINATING || (what === VACANT && us === 0) ? -1 : 0
      if (by === 0) continue
      advance(us)
      level += by
    }
  }
  advance(bins.toUs)
  return means
}
