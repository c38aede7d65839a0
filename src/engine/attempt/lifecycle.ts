/**
 * How an attempt ends: its status is of whoever decided last while client and node still waited, and its row is written
 * when neither its client nor the system has anything left to do with it.
 */

import { endingOf } from '../ending.ts'
import { overtakingEntry } from '../entries.ts'
import type { Attempt } from '../indices.ts'
import { recordAttempt } from '../record/rows.ts'
import type { World } from '../world.ts'
import { CLIENT_DONE, NODE_GONE, OVERTAKEN, SYSTEM_DONE } from './flags.ts'

const DONE = CLIENT_DONE | SYSTEM_DONE

/** Writes how the attempt ended, unless its client or its node has decided that already. */
export function writeStatus(
  world: World,
  a: Attempt,
  status: number,
  by: number,
  why: number,
): void {
  const { attempts } = world
  if ((attempts.flags[a] & (CLIENT_DONE | NODE_GONE)) !== 0) return
  attempts.ending[a] = endingOf(status, by, why)
}

/** The system has nothing left to do with the attempt. */
export function finishForSystem(world: World, a: Attempt): void {
  world.attempts.flags[a] |= SYSTEM_DONE
  finishIfDone(world, a)
}

/** Writes the row and gives the place back once neither side has anything left to do. */
export function finishIfDone(world: World, a: Attempt): void {
  const { attempts } = world
  const flags = attempts.flags[a]
  if ((flags & DONE) !== DONE) return
  // A word to stop may still be on its way to what has stopped by itself.
  if ((flags & OVERTAKEN) !== 0) world.queue.cancel(overtakingEntry(world, a))
  recordAttempt(world, a)
  attempts.give(a)
}
