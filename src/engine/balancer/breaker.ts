/**
 * Circuit breakers: how much one node may have under way in one group. What would be too much it answers at once, 503:
 * requests in flight, and those of them that wait for a connection to open. Each node counts its own alone.
 * Source: Envoy, circuit breakers (max_requests, max_pending_requests; overflow is a 503 with x-envoy-overloaded). That
 * a request is pending until it arrives at the target is our model.
 */
import { OPENING } from '../attempt/flags.ts'
import { hasIdle } from '../connection/idle.ts'
import type { Attempt } from '../indices.ts'
import type { World } from '../world.ts'
import type { Knowledge } from './knowledge.ts'

/** Whether a request for the target at that place would be one too many. */
export function overflows(world: World, knowledge: Knowledge, place: number): boolean {
  const { balancer, plan } = world
  const { breaker } = plan.groups[knowledge.group]
  if (breaker === null) return false
  const view = knowledge.counted
  if (balancer.requests[view] >= breaker.requestsMax) return true
  if (balancer.pending[view] < breaker.pendingMax) return false
  return !hasIdle(world, balancer.peers.idle, knowledge.own(place))
}

/** A node has sent a request to a target. */
export function countRequest({ balancer }: World, { counted }: Knowledge): void {
  balancer.requests[counted]++
}

/** The node is done with it. */
export function leaveBreaker(world: World, a: Attempt, { counted }: Knowledge): void {
  world.balancer.requests[counted]--
  endPending(world, a)
}

/** A connection is being opened for the request. */
export function beginPending({ attempts, balancer }: World, a: Attempt): void {
  balancer.pending[balancer.knowledge(attempts.worker[a], attempts.group[a]).counted]++
}

/** The connection stands, or is no longer wanted; nothing where the request waits for none. */
export function endPending({ attempts, balancer }: World, a: Attempt): void {
  if ((attempts.flags[a] & OPENING) === 0) return
  attempts.flags[a] &= ~OPENING
  balancer.pending[balancer.knowledge(attempts.worker[a], attempts.group[a]).counted]--
}
