/**
 * Processor sharing: everybody is served at once and the speed is divided. With n in service each advances at
 * `speed × min(1, slots / n)`. Virtual time counts how much work each has got since the target was last empty, so an
 * attempt is done when virtual time reaches the one at its start plus its demand, whoever comes and goes meanwhile.
 * The list in service is kept in order of those ends; only the first is in the event queue.
 */
import * as F from '../flights.ts'
import type { PlannedTarget } from '../plan.ts'
import { RANK_COMPLETION, type World } from '../world.ts'

export function admitShared(world: World, f: number, t: number): void {
  advance(world, t)
  const { targets, flights } = world
  const { words: w, times } = flights
  const at = f * F.WORDS
  const i = f * F.TIMES
  const endAt = (targets.virtual[t] as number) + (times[i + F.DEMAND] as number)
  times[i + F.START] = world.nowUs
  times[i + F.WORK] = endAt
  w[at + F.STAGE] = F.STAGE_NONE
  w[at + F.FLAGS] = (w[at + F.FLAGS] as number) | F.SERVING
  // From the end of the list, because what comes last mostly ends late.
  let before = targets.queueTail[t] as number
  while (before >= 0 && (times[before * F.TIMES + F.WORK] as number) > endAt) {
    before = w[before * F.WORDS + F.QUEUE_PREV] as number
  }
  const after = (before < 0 ? targets.serviceHead[t] : w[before * F.WORDS + F.QUEUE_NEXT]) as number
  w[at + F.QUEUE_PREV] = before
  w[at + F.QUEUE_NEXT] = after
  if (before < 0) targets.serviceHead[t] = f
  else w[before * F.WORDS + F.QUEUE_NEXT] = f
  if (after < 0) targets.queueTail[t] = f
  else w[after * F.WORDS + F.QUEUE_PREV] = f
  targets.busy[t] = (targets.busy[t] as number) + 1
  reschedule(world, t)
}

export function leaveShared(world: World, f: number, t: number): void {
  advance(world, t)
  const { targets } = world
  const w = world.flights.words
  const before = w[f * F.WORDS + F.QUEUE_PREV] as number
  const after = w[f * F.WORDS + F.QUEUE_NEXT] as number
  if (before < 0) targets.serviceHead[t] = after
  else w[before * F.WORDS + F.QUEUE_NEXT] = after
  if (after < 0) targets.queueTail[t] = before
  else w[after * F.WORDS + F.QUEUE_PREV] = before
  const busy = (targets.busy[t] as number) - 1
  targets.busy[t] = busy
  // Starting again from 0 keeps virtual time small, and so exact.
  if (busy === 0) targets.virtual[t] = 0
  reschedule(world, t)
}

export function retimeShared(world: World, t: number, speed: number): void {
  advance(world, t)
  world.targets.speed[t] = speed
  reschedule(world, t)
}

/** The flight whose turn it is to end when the target's event is due. */
export function nextShared(world: World, t: number): number {
  return world.targets.serviceHead[t] as number
}

/** How fast each attempt in service advances now. */
function rateOf(world: World, t: number): number {
  const { target } = world.plan.targets[t] as PlannedTarget
  const busy = world.targets.busy[t] as number
  return (world.targets.speed[t] as number) * (busy > target.slots ? target.slots / busy : 1)
}

function advance(world: World, t: number): void {
  const { targets } = world
  const us = world.nowUs - (targets.virtualSince[t] as number)
  targets.virtualSince[t] = world.nowUs
  if ((targets.busy[t] as number) > 0) {
    targets.virtual[t] = (targets.virtual[t] as number) + us * rateOf(world, t)
  }
}

function reschedule(world: World, t: number): void {
  const entry = world.sharingBase + t
  world.queue.cancel(entry)
  const first = world.targets.serviceHead[t] as number
  const rate = first < 0 ? 0 : rateOf(world, t)
  if (rate === 0) return
  const left =
    (world.flights.times[first * F.TIMES + F.WORK] as number) - (world.targets.virtual[t] as number)
  const us = Math.max(0, Math.round(left / rate))
  world.queue.schedule(entry, world.nowUs + us, RANK_COMPLETION)
}
