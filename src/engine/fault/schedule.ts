/**
 * Faults begin and end. Their moments stand in one list, in order of time, with a single entry in the event queue, so
 * that adding or removing one leaves everything before its start as it was, to the bit.
 */
import { RANK_FAULT } from '../entries.ts'
import { recordChange } from '../record/rows.ts'
import type { World } from '../world.ts'
import { apply, setActions } from './effects.ts'
import { changesRules } from './plan.ts'

/** Puts the next moment in the queue. */
export function scheduleFaults({ faults, queue }: World): void {
  queue.cancel(faults.next.first)
  if (faults.passed === faults.moments.length) return
  queue.schedule(faults.next.first, faults.moments[faults.passed].atUs, RANK_FAULT)
}

/** After a snapshot was put in place: what rules do now is no state but follows from the faults that hold. */
export function resumeFaults(world: World): void {
  scheduleFaults(world)
  if (changesRules(world.plan.faults)) setActions(world)
}

/** One fault begins or ends now. */
export function onFault(world: World): void {
  const { faults, plan } = world
  const { fault, isStart } = faults.moments[faults.passed++]
  scheduleFaults(world)
  recordChange(world, isStart ? 'fault-start' : 'fault-end', fault, 0, 0)
  for (const effect of plan.faults[fault].effects) apply(world, effect, isStart)
}
