/** What a node says to a client, and how it leaves an attempt to its target. */
import { CLIENT_DONE, NODE_GONE, OVERTAKEN, QUEUED, SERVING } from '../attempt/flags.ts'
import { finishForSystem } from '../attempt/lifecycle.ts'
import { STAGE_NONE } from '../attempt/stages.ts'
import { overtakingEntry, RANK_COMPLETION, wayEntry } from '../entries.ts'
import type { Attempt } from '../indices.ts'
import { TO_CLIENT } from '../network/legs.ts'
import { passageUs, transmit } from '../network/transmit.ts'
import type { World } from '../world.ts'

/** Sends the attempt's status to the client, if it still waits. */
export function answer(world: World, a: Attempt): void {
  const isAwaited = (world.attempts.flags[a] & CLIENT_DONE) === 0
  // An answer that never arrives is found out by the client's timeout.
  if (!isAwaited || !transmit(world, a, TO_CLIENT, 0)) finishForSystem(world, a)
}

/** Sends it to the client, if it still waits, beside the way of the attempt, which goes on. */
export function overtake(world: World, a: Attempt): void {
  const { attempts } = world
  if ((attempts.flags[a] & CLIENT_DONE) !== 0) return
  const us = passageUs(world, a, TO_CLIENT, TO_CLIENT.draw)
  attempts.flags[a] |= OVERTAKEN
  world.queue.schedule(overtakingEntry(world, a), world.nowUs + us, RANK_COMPLETION)
}

/** The node no longer cares. What is with the target goes on there; what is under way is dropped. */
export function abandonTarget(world: World, a: Attempt): void {
  const { attempts } = world
  attempts.flags[a] |= NODE_GONE
  if ((attempts.flags[a] & (QUEUED | SERVING)) !== 0) return
  world.queue.cancel(wayEntry(world, a))
  attempts.stage[a] = STAGE_NONE
  finishForSystem(world, a)
}
