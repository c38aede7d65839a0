/**
 * Functions: an environment is started when a request finds none idle. While it starts the request waits, on no queue:
 * nobody else's environment serves it (model).
 */
import { drawsOf } from '../attempt/draws.ts'
import { QUEUED, SERVING } from '../attempt/flags.ts'
import { STAGE_INIT, STAGE_NONE } from '../attempt/stages.ts'
import { RANK_COMPLETION, wayEntry } from '../entries.ts'
import type { Attempt, Target } from '../indices.ts'
import type { World } from '../world.ts'
import type { PlannedEnvironments } from './environmentPlan.ts'
import type { Place } from './environmentState.ts'
import { countWaiting, touchArea } from './occupancy.ts'

/** The one that became idle last is at work again. */
export function takeEnvironment({ environments }: World, t: Target): void {
  environments.idle[t]--
}

/** An environment has nothing to do. */
export function releaseEnvironment({ environments, nowUs }: World, t: Target): void {
  const { first, idle, idleSinceUs, oldest, size } = environments
  idleSinceUs[(first[t] + ((oldest[t] + idle[t]) % size[t])) as Place] = nowUs
  idle[t]++
}

/** The function was down: of its environments only the provisioned ones are there again. */
export function forgetEnvironments({ environments, plan }: World, t: Target): void {
  const { provisioned } = plan.targets[t].environments as PlannedEnvironments
  environments.idle[t] = Math.min(environments.size[t], provisioned)
}

/** An environment starts for a request, which waits for it. */
export function startEnvironment(world: World, a: Attempt, t: Target): void {
  const { attempts, environments, nowUs, plan, queue, targets } = world
  const { init } = plan.targets[t].environments as PlannedEnvironments
  environments.tokens[t]--
  attempts.stage[a] = STAGE_INIT
  attempts.flags[a] |= QUEUED
  targets.waitlist.append(t, a)
  countWaiting(world, a, t, 1)
  const us = init.isFixed
    ? init.fixedUs
    : Math.round(init.quantileUs(drawsOf(world, a).atFor(plan.keys.init, 0)))
  queue.schedule(wayEntry(world, a), nowUs + us, RANK_COMPLETION)
}

/** It is ready: the request that waited for it no longer does. */
export function endWait(world: World, a: Attempt, t: Target): void {
  const { attempts, targets } = world
  touchArea(world, t)
  attempts.flags[a] &= ~QUEUED
  targets.waitlist.remove(t, a)
  countWaiting(world, a, t, -1)
}

/** A request that waits for its environment leaves, and with it the environment (model). */
export function leaveStart(world: World, a: Attempt, t: Target): void {
  const { attempts } = world
  world.queue.cancel(wayEntry(world, a))
  endWait(world, a, t)
  attempts.stage[a] = STAGE_NONE
  attempts.serviceEndUs[a] = world.nowUs
  attempts.flags[a] &= ~SERVING
}
