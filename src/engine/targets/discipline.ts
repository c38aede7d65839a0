/**
 * Queues that protect: the last in is served first while the queue stands, and what has waited for too long, or what
 * nobody waits for any more, is dropped when its turn comes. A queue stands when it has not been empty for an interval.
 * Sources: Maurer, "Fail at Scale", ACM Queue 13(8), 2015 (adaptive LIFO, and controlled delay with M = 5 ms and
 * N = 100 ms); Nichols and Jacobson, "Controlling Queue Delay", ACM Queue 10(5), 2012, of which it is a variant.
 */

import { author, cause } from '../../model/outcome.ts'
import { usFromMs } from '../../model/time.ts'
import { FAILED, PROBE, QUEUED } from '../attempt/flags.ts'
import { writeStatus } from '../attempt/lifecycle.ts'
import { STAGE_DROPPED } from '../attempt/stages.ts'
import { RANK_COMPLETION, wayEntry } from '../entries.ts'
import { type Attempt, NONE, type Target } from '../indices.ts'
import type { World } from '../world.ts'
import { countWaiting } from './occupancy.ts'
import { ABANDONED, ADAPTIVE, LATE, LIFO } from './state.ts'

const TARGET = author('target')
const DROPPED = cause('dropped')

/** Somebody comes to wait: who is the first begins a queue that is not empty. */
export function noteFilled({ nowUs, targets }: World, t: Target): void {
  if (targets.waiting[t] === 0) targets.filledUs[t] = nowUs
}

/** Whose turn it is, once those are dropped whose turn comes too late; NONE when nobody is left. */
export function nextToServe(world: World, t: Target): Attempt {
  const { nowUs, plan, targets } = world
  const { queue } = plan.targets[t].spec
  const isStanding = nowUs - targets.filledUs[t] > usFromMs(queue.intervalMs)
  const longestUs = usFromMs(isStanding ? queue.targetMs : queue.intervalMs)
  const order = targets.order[t]
  const isLast = order === LIFO || (order === ADAPTIVE && isStanding)
  while (targets.waiting[t] > 0) {
    const a = isLast ? targets.waitlist.last(t) : targets.waitlist.first(t)
    if (!isToDrop(world, a, t, longestUs)) return a
    drop(world, a, t)
  }
  return NONE
}

/** A probe is no request, and has no client. */
function isToDrop(world: World, a: Attempt, t: Target, longestUs: number): boolean {
  const { attempts, nowUs, plan, targets } = world
  if ((attempts.flags[a] & PROBE) !== 0) return false
  if (targets.drops[t] === LATE) return nowUs - attempts.targetUs[a] > longestUs
  if (targets.drops[t] !== ABANDONED) return false
  return nowUs - attempts.sentUs[a] >= plan.populations[attempts.population[a]].timeoutUs
}

/** Out of the queue, with a 503 that leaves at this moment. */
function drop(world: World, a: Attempt, t: Target): void {
  const { attempts, nowUs, queue, targets } = world
  attempts.flags[a] = (attempts.flags[a] & ~QUEUED) | FAILED
  attempts.serviceEndUs[a] = nowUs
  targets.waitlist.remove(t, a)
  countWaiting(world, a, t, -1)
  writeStatus(world, a, 503, TARGET, DROPPED)
  attempts.stage[a] = STAGE_DROPPED
  queue.schedule(wayEntry(world, a), nowUs, RANK_COMPLETION)
}
