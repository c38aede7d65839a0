/**
 * Calls of what stands behind the targets. An attempt whose target has done its own work holds its slot while a call of
 * its own, which is a row of the pool like a probe, waits for one of the few that are served at one time. Whoever gives
 * up leaves its call behind, which is still done: so an overload there outlives its cause.
 */

import type { CallCounts } from '../../trace/schema.ts'
import { drawsOf } from '../attempt/draws.ts'
import { CALL, CALL_FAILED, CALLED, PROBE } from '../attempt/flags.ts'
import { hasRoom } from '../attempt/limits.ts'
import {
  STAGE_CALL,
  STAGE_CALLING,
  STAGE_NONE,
  STAGE_PROBED,
  STAGE_SERVE,
} from '../attempt/stages.ts'
import { endingOf } from '../ending.ts'
import { RANK_COMPLETION, RANK_TIMEOUT, wayEntry } from '../entries.ts'
import { type Attempt, NONE, ONLY, type Pair, type Population } from '../indices.ts'
import type { World } from '../world.ts'
import type { PlannedDependency } from './plan.ts'
import { ANSWERED, MADE, REFUSED, TIMED_OUT } from './state.ts'

/** A probe that queues, or calls, is this much work, in microseconds (model). */
export const PROBE_WORK_US = 1000

/** What a call comes back with to a probe: its status. */
const GOOD = 200
const BAD = 500

/** A target has done its own work for an attempt, and calls if it has to. False: it does not, or has done so. */
export function beginCall(world: World, a: Attempt): boolean {
  const { attempts, plan, queue } = world
  const { calls } = plan.groups[plan.targets[attempts.target[a]].group]
  if (calls === null || (attempts.flags[a] & CALLED) !== 0) return false
  const isProbe = (attempts.flags[a] & PROBE) !== 0
  if (isProbe ? !calls.isProbed : !draws(world, a, calls.ratio)) return false
  if (!hasRoom(world)) return false
  const workUs = isProbe ? PROBE_WORK_US : drawWork(world, a)
  attempts.stage[a] = STAGE_CALLING
  queue.schedule(wayEntry(world, a), world.nowUs + calls.timeoutUs, RANK_TIMEOUT)
  const call = take(world, CALL, workUs)
  attempts.partner[a] = call
  attempts.partner[call] = a
  arrive(world, call)
  return true
}

/** The target of a pair calls for its probe, beside its work. The probe's own timeout ends the wait. */
export function beginProbeCall(world: World, pair: Pair, probe: number): void {
  if (!hasRoom(world)) return
  const { attempts } = world
  const call = take(world, CALL | PROBE, PROBE_WORK_US)
  attempts.ordinal[call] = pair
  attempts.attempt[call] = probe
  arrive(world, call)
}

/** A call is done. */
export function onCallServed(world: World, call: Attempt): void {
  const { attempts, dependency } = world
  touchCalls(world)
  attempts.stage[call] = STAGE_NONE
  dependency.serving.remove(ONLY, call)
  dependency.busy[ONLY]--
  end(world, call, true)
  startNext(world)
}

/** Whoever called gives up, and answers with an error. */
export function onCallTimeout(world: World, a: Attempt): void {
  world.dependency.counts[TIMED_OUT]++
  forgetCall(world, a)
  resume(world, a, false)
}

/** Whoever called is gone, or gives up: nobody waits for its call any more. */
export function forgetCall({ attempts }: World, a: Attempt): void {
  if (attempts.stage[a] !== STAGE_CALLING) return
  attempts.partner[attempts.partner[a]] = NONE
  attempts.partner[a] = NONE
  attempts.stage[a] = STAGE_NONE
}

/** It works at another speed from now on; at 0 it is down: what it has is reset, and what comes is refused. */
export function setDependencySpeed(world: World, speed: number): void {
  const { attempts, dependency, queue, plan } = world
  const before = dependency.speed[ONLY]
  if (before === speed || plan.dependency === null) return
  dependency.speed[ONLY] = speed
  if (speed === 0) {
    dropAll(world)
    return
  }
  const { serving } = dependency
  for (let call = serving.first(ONLY); call >= 0; call = serving.next(call)) {
    const doneUs = (world.nowUs - attempts.workSinceUs[call]) * before
    attempts.workUs[call] = Math.max(0, attempts.workUs[call] - doneUs)
    queue.cancel(wayEntry(world, call))
    scheduleEnd(world, call)
  }
}

/** Brings the integrals up to now, before what they are of changes. */
export function touchCalls({ dependency, nowUs }: World): void {
  const us = nowUs - dependency.areaSinceUs[ONLY]
  if (us === 0) return
  dependency.areaSinceUs[ONLY] = nowUs
  dependency.busyAreaUs[ONLY] += dependency.busy[ONLY] * us
  dependency.waitingAreaUs[ONLY] += dependency.waiting[ONLY] * us
}

/** What there is to say of a whole run; null where nothing stands behind the targets. */
export function callCounts({ dependency, plan }: World): CallCounts | null {
  if (plan.dependency === null) return null
  const { busy, busyAreaUs, counts, waiting, waitingAreaUs } = dependency
  return {
    made: counts[MADE],
    answered: counts[ANSWERED],
    refused: counts[REFUSED],
    timedOut: counts[TIMED_OUT],
    unfinished: busy[ONLY] + waiting[ONLY],
    slots: plan.dependency.slots,
    servingUs: busyAreaUs[ONLY],
    waitingUs: waitingAreaUs[ONLY],
  }
}

function take({ attempts }: World, flags: number, workUs: number): Attempt {
  const call = attempts.take()
  attempts.flags[call] = flags
  attempts.stage[call] = STAGE_NONE
  attempts.population[call] = 0 as Population
  attempts.ending[call] = 0
  attempts.workUs[call] = workUs
  attempts.partner[call] = NONE
  return call
}

function draws(world: World, a: Attempt, ratio: number): boolean {
  if (ratio === 1) return true
  const { key } = world.plan.dependency as PlannedDependency
  return drawsOf(world, a, key).atFor(world.plan.keys.call, 0) < ratio
}

function drawWork(world: World, a: Attempt): number {
  const { key, work } = world.plan.dependency as PlannedDependency
  if (work.isFixed) return work.fixedUs
  return work.quantileUs(drawsOf(world, a, key).atFor(world.plan.keys.call, 1))
}

function arrive(world: World, call: Attempt): void {
  const { dependency } = world
  const { slots, limit } = world.plan.dependency as PlannedDependency
  dependency.counts[MADE]++
  touchCalls(world)
  if (dependency.speed[ONLY] === 0) end(world, call, false)
  else if (dependency.busy[ONLY] < slots) start(world, call)
  else if (dependency.waiting[ONLY] >= limit) end(world, call, false)
  else {
    dependency.waitlist.append(ONLY, call)
    dependency.waiting[ONLY]++
  }
}

function start(world: World, call: Attempt): void {
  const { attempts, dependency } = world
  attempts.stage[call] = STAGE_CALL
  dependency.serving.prepend(ONLY, call)
  dependency.busy[ONLY]++
  scheduleEnd(world, call)
}

function scheduleEnd(world: World, call: Attempt): void {
  const { attempts, dependency, nowUs, queue } = world
  attempts.workSinceUs[call] = nowUs
  const us = Math.round(attempts.workUs[call] / dependency.speed[ONLY])
  queue.schedule(wayEntry(world, call), nowUs + us, RANK_COMPLETION)
}

function startNext(world: World): void {
  const { dependency } = world
  const call = dependency.waitlist.first(ONLY)
  if (call < 0) return
  dependency.waitlist.remove(ONLY, call)
  dependency.waiting[ONLY]--
  start(world, call)
}

/** A call is over: its answer, good or bad, goes to whoever waits for it. */
function end(world: World, call: Attempt, isOk: boolean): void {
  const { attempts, dependency, nowUs, queue } = world
  dependency.counts[isOk ? ANSWERED : REFUSED]++
  if ((attempts.flags[call] & PROBE) !== 0) {
    attempts.ending[call] = endingOf(isOk ? GOOD : BAD, 0, 0)
    attempts.stage[call] = STAGE_PROBED
    queue.schedule(wayEntry(world, call), nowUs, RANK_COMPLETION)
    return
  }
  const a = attempts.partner[call]
  attempts.give(call)
  if (a < 0) return
  attempts.partner[a] = NONE
  queue.cancel(wayEntry(world, a))
  resume(world, a, isOk)
}

/** An attempt has its call behind it: its service ends now, unless its target has come to a standstill. */
function resume(world: World, a: Attempt, isOk: boolean): void {
  const { attempts, nowUs, queue, targets } = world
  attempts.flags[a] |= isOk ? CALLED : CALLED | CALL_FAILED
  attempts.stage[a] = STAGE_SERVE
  attempts.workUs[a] = 0
  attempts.workSinceUs[a] = nowUs
  if (targets.speed[attempts.target[a]] === 0) return
  queue.schedule(wayEntry(world, a), nowUs, RANK_COMPLETION)
}

/** Everything that it works on or holds is reset. */
function dropAll(world: World): void {
  const { attempts, dependency, queue } = world
  const { serving, waitlist } = dependency
  touchCalls(world)
  for (let call = serving.first(ONLY); call >= 0; call = serving.first(ONLY)) {
    queue.cancel(wayEntry(world, call))
    attempts.stage[call] = STAGE_NONE
    serving.remove(ONLY, call)
    dependency.busy[ONLY]--
    end(world, call, false)
  }
  for (let call = waitlist.first(ONLY); call >= 0; call = waitlist.first(ONLY)) {
    waitlist.remove(ONLY, call)
    dependency.waiting[ONLY]--
    end(world, call, false)
  }
}
