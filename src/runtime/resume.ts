/**
 * How much of a finished run an edited scenario has in common with it. Only an edit of faults that begin late
 * leaves the past as it was: every event before the first of them is identical to the bit.
 */

import { isTraffic } from '../faults/define.ts'
import { effectsOf } from '../faults/index.ts'
import { usFromMs } from '../model/time.ts'
import type { LaneScenario } from '../scenario/types.ts'

/**
 * The first moment at which the two scenarios can differ, in microseconds; 0 when it is the start, Infinity when
 * they are the same. The traffic of a fault is a population of its own from the start on, so an edit of one reaches back to 0.
 */
export function firstDifferenceUs(before: LaneScenario, after: LaneScenario): number {
  // What a scenario is called, which its first edit changes, is not simulated.
  const { faults: faultsBefore, title: _, ...restBefore } = before
  const { faults: faultsAfter, title: __, ...restAfter } = after
  if (JSON.stringify(restBefore) !== JSON.stringify(restAfter)) return 0
  const idsBefore = Object.keys(faultsBefore)
  const idsAfter = Object.keys(faultsAfter)
  let firstMs = Number.POSITIVE_INFINITY
  for (let i = 0; i < Math.max(idsBefore.length, idsAfter.length); i++) {
    const [idBefore, idAfter] = [idsBefore[i], idsAfter[i]]
    const old = idBefore === undefined ? undefined : faultsBefore[idBefore]
    const now = idAfter === undefined ? undefined : faultsAfter[idAfter]
    // Columns name faults by position, so a fault that moved up or down the list counts as another one.
    if (idBefore === idAfter && JSON.stringify(old) === JSON.stringify(now)) continue
    for (const fault of [old, now]) {
      if (fault === undefined) continue
      if (effectsOf(fault).some(isTraffic)) return 0
      firstMs = Math.min(firstMs, fault.atMs)
    }
  }
  return usFromMs(firstMs)
}
