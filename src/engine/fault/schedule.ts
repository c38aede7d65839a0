/**
 * Faults begin and end. Their moments stand in one list, in order of time, with a single entry in the event queue, so
 * that adding or removing one leaves everything before its start as it was, to the bit.
 */
import { RANK_FAULT } from '../entries.ts'
import { recordChange } from '../record/rows.ts'
import type { World } from '../world.ts'
import { apply } from './effects.ts'

/** Puts the next moment in the queue; used at the start, after each moment, and after a snapshot is restored. */
export function scheduleFaults({ faults, queue }: World): void {
  queue.cancel(faults.next.first)
  if (faults.passed === faults.moments.length) return
  queue.schedule(faults.next.first, faults.moments[faults.passed].atUs, RANK_FAULT)
}

/** One fault begins or ends now. */
export function onFault(world: World): void {
  const { faults, plan } = world
  const { fault, isStart } = faults.moments[faults.passed++]
  scheduleFaults(world)
  recordChange(world, isStart ? 'fault-start' : 'fault-end', fault, 0, 0)
  for (const effect of plan.faults[fault].effects) apply(world, effect, isStart)
}
