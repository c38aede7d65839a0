/**
 * Nodes wait for targets, in one list for all nodes because all wait equally long; only the oldest is in the event
 * queue (`client/timeout.ts` says why).
 */
import { AWAITING_TARGET } from '../attempt/flags.ts'
import { RANK_TIMEOUT } from '../entries.ts'
import { type Attempt, NONE, ONLY } from '../indices.ts'
import type { World } from '../world.ts'

/** A node begins to wait for a target. */
export function armTargetTimeout(world: World, a: Attempt): void {
  const { attempts, balancer, queue } = world
  attempts.flags[a] |= AWAITING_TARGET
  attempts.dispatchedUs[a] = world.nowUs
  balancer.awaiting.append(ONLY, a)
  if (balancer.awaiting.first(ONLY) !== a) return
  const entry = balancer.timeout.first
  if (!queue.isScheduled(entry)) {
    queue.schedule(entry, world.nowUs + world.plan.nodeIdleUs, RANK_TIMEOUT)
  }
}

export function disarmTargetTimeout({ attempts, balancer }: World, a: Attempt): void {
  attempts.flags[a] &= ~AWAITING_TARGET
  balancer.awaiting.remove(ONLY, a)
}

/** The attempt for which a node has waited longest, if that is too long, or NONE; moves the event to the next head. */
export function overdueTarget(world: World): Attempt {
  const { attempts, balancer, plan, queue } = world
  const head = balancer.awaiting.first(ONLY)
  if (head < 0) return NONE
  const dueUs = attempts.dispatchedUs[head] + plan.nodeIdleUs
  if (dueUs <= world.nowUs) return head
  queue.schedule(balancer.timeout.first, dueUs, RANK_TIMEOUT)
  return NONE
}
