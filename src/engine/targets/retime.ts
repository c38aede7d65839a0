/** When a service ends, and when it ends instead once its target works at another speed. */
import { STAGE_CALLING } from '../attempt/stages.ts'
import { RANK_COMPLETION, wayEntry } from '../entries.ts'
import type { Attempt, Target } from '../indices.ts'
import type { World } from '../world.ts'
import { retimeShared } from './processorSharing.ts'
import { SHARING } from './state.ts'

/** The target's speed becomes another: work in service goes on at the new one. */
export function setSpeed(world: World, t: Target, speed: number): void {
  const { attempts, queue, targets } = world
  const before = targets.speed[t]
  if (before === speed) return
  if (targets.order[t] === SHARING) {
    retimeShared(world, t, speed)
    return
  }
  const now = world.nowUs
  targets.speed[t] = speed
  for (let a = targets.serving.first(t); a >= 0; a = targets.serving.next(a)) {
    // Its own work is done: it waits for its call.
    if (attempts.stage[a] === STAGE_CALLING) continue
    const doneUs = (now - attempts.workSinceUs[a]) * before
    attempts.workUs[a] = Math.max(0, attempts.workUs[a] - doneUs)
    attempts.workSinceUs[a] = now
    queue.cancel(wayEntry(world, a))
    scheduleEnd(world, a, t)
  }
}

/** The end of its service, at the speed that its target has now; none at a standstill. */
export function scheduleEnd(world: World, a: Attempt, t: Target): void {
  const speed = world.targets.speed[t]
  if (speed === 0) return
  const us = Math.round(world.attempts.workUs[a] / speed)
  world.queue.schedule(wayEntry(world, a), world.nowUs + us, RANK_COMPLETION)
}
