/** When targets are in service: always, but for places of a scaled group without an instance. */
import { changeKind, type Trace } from '../../trace/schema.ts'
import type { Bins } from './bins.ts'
import { Level } from './level.ts'
import type { Window } from './window.ts'

const IN_SERVICE = changeKind('in-service')
const TERMINATING = changeKind('terminating')
const VACANT = changeKind('vacant')

/** How many are, on average over each bin. */
export function inServiceByBin(trace: Trace, bins: Bins): Float64Array<ArrayBuffer> {
  const level = new Level(bins, trace.meta.names.targets.length)
  for (const chunk of trace.changes.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const what = chunk.kind[i] as number
      const us = chunk.atUs[i] as number
      // A place is vacant from the start; later it has been left at the beginning of its termination.
      const by =
        what === IN_SERVICE ? 1 : what === TERMINATING || (what === VACANT && us === 0) ? -1 : 0
      if (by !== 0) level.changeBy(by, us)
    }
  }
  return level.means()
}

/** By target: how long it was there in the window, from when it was in service until it was gone. */
export function thereIn(
  { meta, changes }: Pick<Trace, 'meta' | 'changes'>,
  { fromUs, toUs }: Window,
): Float64Array {
  const thereUs = new Float64Array(meta.names.targets.length).fill(toUs - fromUs)
  const goneUs = new Map<number, number>()
  const within = (us: number): number => Math.min(toUs, Math.max(fromUs, us))
  const subtract = (target: number, untilUs: number): void => {
    const sinceUs = goneUs.get(target)
    if (sinceUs === undefined) return
    thereUs[target] = (thereUs[target] as number) - (within(untilUs) - within(sinceUs))
    goneUs.delete(target)
  }
  for (const chunk of changes.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const target = chunk.b[i] as number
      if (chunk.kind[i] === IN_SERVICE) subtract(target, chunk.atUs[i] as number)
      else if (chunk.kind[i] === VACANT) goneUs.set(target, chunk.atUs[i] as number)
    }
  }
  for (const target of [...goneUs.keys()]) subtract(target, toUs)
  return thereUs
}
