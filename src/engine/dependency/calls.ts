/**
 * Calls: of what stands behind the targets, and of the identity provider. An attempt that calls has a call of its own,
 * which is a row of the pool like a probe and waits for one of the few that are served at one time. Whoever gives up
 * leaves its call behind, which is still done: so an overload there outlives its cause.
 */
import type { CallCounts } from '../../trace/schema.ts'
import { drawsOf } from '../attempt/draws.ts'
import { CALL, CALL_FAILED, CALL_LATE, CALLED, PROBE } from '../attempt/flags.ts'
import { hasRoom } from '../attempt/limits.ts'
import {
  STAGE_CALL,
  STAGE_CALLING,
  STAGE_LOGIN,
  STAGE_NONE,
  STAGE_PROBED,
  STAGE_SERVE,
} from '../attempt/stages.ts'
import { endingOf } from '../ending.ts'
import { RANK_COMPLETION, RANK_TIMEOUT, wayEntry } from '../entries.ts'
import { type Attempt, NONE, type Pair, type Population, type Station } from '../indices.ts'
import type { World } from '../world.ts'
import { BEHIND, IDENTITY, type PlannedStation, STATIONS } from './plan.ts'
import { ANSWERED, MADE, REFUSED, TIMED_OUT } from './state.ts'

/** A probe that queues, or calls, is this much work, in microseconds (model). */
export const PROBE_WORK_US = 1000

/** What a call comes back with to a probe: its status. */
const GOOD = 200
const BAD = 500

/** A target has done its own work for an attempt, and calls if it has to. False: it does not, or has done so. */
export function beginCall(world: World, a: Attempt): boolean {
  const { attempts, plan } = world
  const { calls } = plan.groups[plan.targets[attempts.target[a]].group]
  if (calls === null || (attempts.flags[a] & CALLED) !== 0) return false
  const isProbe = (attempts.flags[a] & PROBE) !== 0
  if (isProbe ? !calls.isProbed : !draws(world, a, calls.ratio)) return false
  if (!hasRoom(world)) return false
  const workUs = isProbe ? PROBE_WORK_US : drawWork(world, a, BEHIND, 1)
  attempts.flags[a] |= CALLED
  callFor(world, a, take(world, BEHIND, CALL, workUs), calls.timeoutUs)
  return true
}

/** Draw of the work of the `n`-th call that an attempt makes of a station, from 1 on. */
function drawWork(world: World, a: Attempt, station: Station, n: number): number {
  const { key, work } = world.plan.stations[station] as PlannedStation
  if (work.isFixed) return work.fixedUs
  return work.quantileUs(drawsOf(world, a, key).atFor(world.plan.keys.call, n))
}

/** An attempt logs in: the `n`-th of its calls goes to the identity provider. There is room for it. */
export function callProvider(world: World, a: Attempt, n: number, timeoutUs: number): void {
  callFor(world, a, take(world, IDENTITY, CALL, drawWork(world, a, IDENTITY, n)), timeoutUs)
}

/** An attempt waits for its call from now on, for so long at most. */
function callFor(world: World, a: Attempt, call: Attempt, timeoutUs: number): void {
  const { attempts, queue } = world
  attempts.stage[a] = STAGE_CALLING
  queue.schedule(wayEntry(world, a), world.nowUs + timeoutUs, RANK_TIMEOUT)
  attempts.partner[a] = call
  attempts.partner[call] = a
  arrive(world, call)
}

/** The target of a pair calls for its probe, beside its work. The probe's own timeout ends the wait. */
export function beginProbeCall(world: World, pair: Pair, probe: number): void {
  if (!hasRoom(world)) return
  const { attempts } = world
  const call = take(world, BEHIND, CALL | PROBE, PROBE_WORK_US)
  attempts.ordinal[call] = pair
  attempts.attempt[call] = probe
  arrive(world, call)
}

/** A call is done. */
export function onCallServed(world: World, call: Attempt): void {
  const { attempts, dependency } = world
  const station = stationOf(world, call)
  touchCalls(world, station)
  attempts.stage[call] = STAGE_NONE
  dependency.serving.remove(station, call)
  dependency.busy[station]--
  end(world, call, true)
  startNext(world, station)
}

/** Whoever called gives up. */
export function onCallTimeout(world: World, a: Attempt): void {
  world.dependency.count(stationOf(world, world.attempts.partner[a]), TIMED_OUT)
  forgetCall(world, a)
  world.attempts.flags[a] |= CALL_LATE
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
export function setStationSpeed(world: World, station: Station, speed: number): void {
  const { attempts, dependency, queue, plan } = world
  const before = dependency.speed[station]
  if (before === speed || plan.stations[station] === null) return
  dependency.speed[station] = speed
  if (speed === 0) {
    dropAll(world, station)
    return
  }
  const { serving } = dependency
  for (let call = serving.first(station); call >= 0; call = serving.next(call)) {
    const doneUs = (world.nowUs - attempts.workSinceUs[call]) * before
    attempts.workUs[call] = Math.max(0, attempts.workUs[call] - doneUs)
    queue.cancel(wayEntry(world, call))
    scheduleEnd(world, call)
  }
}

/** Brings the integrals of all up to now, at the end of a run. */
export function touchAllCalls(world: World): void {
  for (const station of STATIONS) touchCalls(world, station)
}

/** What there is to say of a whole run; null where nobody calls it. */
export function callCounts({ dependency, plan }: World, station: Station): CallCounts | null {
  const planned = plan.stations[station]
  if (planned === null) return null
  const { busy, busyAreaUs, waiting, waitingAreaUs } = dependency
  return {
    made: dependency.countOf(station, MADE),
    answered: dependency.countOf(station, ANSWERED),
    refused: dependency.countOf(station, REFUSED),
    timedOut: dependency.countOf(station, TIMED_OUT),
    unfinished: busy[station] + waiting[station],
    slots: planned.slots,
    servingUs: busyAreaUs[station],
    waitingUs: waitingAreaUs[station],
  }
}

/** Brings the integrals up to now, before what they are of changes. */
function touchCalls({ dependency, nowUs }: World, station: Station): void {
  const us = nowUs - dependency.areaSinceUs[station]
  if (us === 0) return
  dependency.areaSinceUs[station] = nowUs
  dependency.busyAreaUs[station] += dependency.busy[station] * us
  dependency.waitingAreaUs[station] += dependency.waiting[station] * us
}

/** A call has nothing of a user, so its station stands there. */
const stationOf = ({ attempts }: World, call: Attempt): Station => attempts.user[call] as Station

function take({ attempts }: World, station: Station, flags: number, workUs: number): Attempt {
  const call = attempts.take()
  attempts.flags[call] = flags
  attempts.stage[call] = STAGE_NONE
  attempts.population[call] = 0 as Population
  attempts.user[call] = station
  attempts.ending[call] = 0
  attempts.workUs[call] = workUs
  attempts.partner[call] = NONE
  return call
}

function draws(world: World, a: Attempt, ratio: number): boolean {
  if (ratio === 1) return true
  const { key } = world.plan.stations[BEHIND] as PlannedStation
  return drawsOf(world, a, key).atFor(world.plan.keys.call, 0) < ratio
}

function arrive(world: World, call: Attempt): void {
  const { dependency } = world
  const station = stationOf(world, call)
  const { slots, limit } = world.plan.stations[station] as PlannedStation
  dependency.count(station, MADE)
  touchCalls(world, station)
  if (dependency.speed[station] === 0) end(world, call, false)
  else if (dependency.busy[station] < slots) start(world, call)
  else if (dependency.waiting[station] >= limit) end(world, call, false)
  else {
    dependency.waitlist.append(station, call)
    dependency.waiting[station]++
  }
}

function start(world: World, call: Attempt): void {
  const { attempts, dependency } = world
  const station = stationOf(world, call)
  attempts.stage[call] = STAGE_CALL
  dependency.serving.prepend(station, call)
  dependency.busy[station]++
  scheduleEnd(world, call)
}

function scheduleEnd(world: World, call: Attempt): void {
  const { attempts, dependency, nowUs, queue } = world
  attempts.workSinceUs[call] = nowUs
  const us = Math.round(attempts.workUs[call] / dependency.speed[stationOf(world, call)])
  queue.schedule(wayEntry(world, call), nowUs + us, RANK_COMPLETION)
}

function startNext(world: World, station: Station): void {
  const { dependency } = world
  const call = dependency.waitlist.first(station)
  if (call < 0) return
  dependency.waitlist.remove(station, call)
  dependency.waiting[station]--
  start(world, call)
}

/** A call is over: its answer, good or bad, goes to whoever waits for it. */
function end(world: World, call: Attempt, isOk: boolean): void {
  const { attempts, dependency, nowUs, queue } = world
  dependency.count(stationOf(world, call), isOk ? ANSWERED : REFUSED)
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

/**
 * An attempt has its call behind it, and goes on now: with its log-in; or its service ends, unless its target has come
 * to a standstill.
 */
function resume(world: World, a: Attempt, isOk: boolean): void {
  const { attempts, nowUs, queue, targets } = world
  if (!isOk) attempts.flags[a] |= CALL_FAILED
  if (attempts.loginStep[a] > 0) attempts.stage[a] = STAGE_LOGIN
  else {
    attempts.stage[a] = STAGE_SERVE
    attempts.workUs[a] = 0
    attempts.workSinceUs[a] = nowUs
    if (targets.speed[attempts.target[a]] === 0) return
  }
  queue.schedule(wayEntry(world, a), nowUs, RANK_COMPLETION)
}

/** Everything that it works on or holds is reset. */
function dropAll(world: World, station: Station): void {
  const { attempts, dependency, queue } = world
  const { serving, waitlist } = dependency
  touchCalls(world, station)
  for (let call = serving.first(station); call >= 0; call = serving.first(station)) {
    queue.cancel(wayEntry(world, call))
    attempts.stage[call] = STAGE_NONE
    serving.remove(station, call)
    dependency.busy[station]--
    end(world, call, false)
  }
  for (let call = waitlist.first(station); call >= 0; call = waitlist.first(station)) {
    waitlist.remove(station, call)
    dependency.waiting[station]--
    end(world, call, false)
  }
}
