/** How many are in service and how many wait, and the integrals of both over time. */
import { PROBE } from '../attempt/flags.ts'
import { RANK_FAULT } from '../entries.ts'
import type { Attempt, Target } from '../indices.ts'
import type { World } from '../world.ts'
import { countWork } from './hostSharing.ts'

/** Brings the integrals of waiting and serving requests up to now, before one of them changes. */
export function touchArea(world: World, t: Target): void {
  const { targets, nowUs } = world
  const us = nowUs - targets.areaSinceUs[t]
  if (us === 0) return
  targets.areaSinceUs[t] = nowUs
  targets.busyAreaUs[t] += targets.requestsBusy[t] * us
  targets.waitingAreaUs[t] += targets.requestsWaiting[t] * us
}

/** Counts an attempt in or out of service. */
export function countBusy(world: World, a: Attempt, t: Target, by: number): void {
  const { attempts, targets } = world
  targets.busy[t] += by
  if (world.plan.sharesHosts) countWork(world, a, t, by)
  if ((attempts.flags[a] & PROBE) !== 0) return
  const requests = targets.requestsBusy[t] + by
  targets.requestsBusy[t] = requests
  if (requests > targets.busyMax[t]) targets.busyMax[t] = requests
}

/** Counts an attempt in or out of the queue. */
export function countWaiting(
  { attempts, targets }: World,
  a: Attempt,
  t: Target,
  by: number,
): void {
  targets.waiting[t] += by
  if ((attempts.flags[a] & PROBE) !== 0) return
  const requests = targets.requestsWaiting[t] + by
  targets.requestsWaiting[t] = requests
  if (requests > targets.waitingMax[t]) targets.waitingMax[t] = requests
}

/** A target that was told to stop has nothing left to do: it stops now, and not when its grace is over. */
export function stopIfEmpty({ deploys, nowUs, queue, targets }: World, t: Target): void {
  if (targets.stopping[t] === 0 || targets.busy[t] + targets.waiting[t] > 0) return
  const entry = deploys.steps.first + t
  queue.cancel(entry)
  queue.schedule(entry, nowUs, RANK_FAULT)
}
