/**
 * Processor sharing: everybody is served at once and the speed is divided. With n in service each advances at
 * `speed × min(1, slots / n)`. Virtual time counts how much work each has got since the target was last empty, so an
 * attempt is done when virtual time reaches the one at its start plus its demand, whoever comes and goes meanwhile.
 * Those in service stand in a heap by those ends; only the first is in the event queue.
 */
import { SERVING } from '../attempt/flags.ts'
import { STAGE_NONE } from '../attempt/stages.ts'
import { RANK_COMPLETION } from '../entries.ts'
import type { Attempt, Target } from '../indices.ts'
import type { World } from '../world.ts'
import { coldness } from './warmth.ts'

/** Into service. The caller counts it, then calls `settleShared`. */
export function admitShared(world: World, a: Attempt, t: Target): void {
  advance(world, t)
  const { attempts, targets } = world
  attempts.startUs[a] = world.nowUs
  attempts.workUs[a] = targets.virtualUs[t] + attempts.demandUs[a] * coldness(world, t)
  attempts.admission[a] = targets.admissions[t]++
  attempts.stage[a] = STAGE_NONE
  attempts.flags[a] |= SERVING
  targets.sharing.add(t, a)
}

/** Out of service. The caller counts it, then calls `settleShared`. */
export function leaveShared(world: World, a: Attempt, t: Target): void {
  advance(world, t)
  world.targets.sharing.remove(t, a)
}

/** After somebody came or left, and was counted: when the next one ends. */
export function settleShared(world: World, t: Target): void {
  const { targets } = world
  // Starting again from 0 keeps virtual time small, and so exact.
  if (targets.busy[t] === 0) targets.virtualUs[t] = 0
  reschedule(world, t)
}

export function retimeShared(world: World, t: Target, speed: number): void {
  advance(world, t)
  world.targets.speed[t] = speed
  reschedule(world, t)
}

/** The attempt whose turn it is to end when the target's event is due, or NONE. */
export const nextShared = ({ targets }: World, t: Target): Attempt => targets.sharing.first(t)

/** How fast each attempt in service advances now. */
function rateOf({ targets }: World, t: Target): number {
  const busy = targets.busy[t]
  const slots = targets.slots[t]
  return targets.speed[t] * (busy > slots ? slots / busy : 1)
}

function advance(world: World, t: Target): void {
  const { targets, nowUs } = world
  const us = nowUs - targets.virtualSinceUs[t]
  targets.virtualSinceUs[t] = nowUs
  if (targets.busy[t] > 0) targets.virtualUs[t] += us * rateOf(world, t)
}

function reschedule(world: World, t: Target): void {
  const { attempts, queue, targets } = world
  const entry = targets.sharedEnds.first + t
  queue.cancel(entry)
  const first = targets.sharing.first(t)
  const rate = first < 0 ? 0 : rateOf(world, t)
  if (rate === 0) return
  const leftUs = attempts.workUs[first] - targets.virtualUs[t]
  queue.schedule(entry, world.nowUs + Math.max(0, Math.round(leftUs / rate)), RANK_COMPLETION)
}
