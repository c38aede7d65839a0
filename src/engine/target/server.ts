/**
 * A target serves: slots, a queue before them with a limit, speed, errors. Three orders: first come first served,
 * last come first served, and processor sharing (`sharing.ts`).
 */
import { author, cause } from '../../model/outcome.ts'
import * as F from '../flights.ts'
import type { PlannedTarget } from '../plan.ts'
import { RANK_COMPLETION, type World } from '../world.ts'
import { admitShared, leaveShared, retimeShared } from './sharing.ts'

const TARGET = author('target')
const QUEUE_FULL = cause('queue-full')
const APPLICATION_ERROR = cause('application-error')

/** A request or probe is at the target's door. Returns false when it is turned away, which ends its visit. */
export function admit(world: World, f: number, t: number): boolean {
  const { target } = world.plan.targets[t] as PlannedTarget
  const { targets } = world
  const speed = targets.speed[t] as number
  // A hung target accepts everything and answers nothing, not even that it is full.
  if (target.queue.order === 'sharing') {
    const isFull = (targets.busy[t] as number) >= target.slots + target.queue.limit
    if (isFull && speed > 0) return turnAway(world, f)
    touchArea(world, t)
    admitShared(world, f, t)
    countServing(world, f, t, 1)
    return true
  }
  if ((targets.busy[t] as number) < target.slots) {
    touchArea(world, t)
    start(world, f, t)
    return true
  }
  if ((targets.waiting[t] as number) >= target.queue.limit && speed > 0) return turnAway(world, f)
  touchArea(world, t)
  enqueue(world, f, t)
  return true
}

/** Service ended on its own: writes what the target says, frees the slot, lets the next one in. */
export function complete(world: World, f: number): void {
  const w = world.flights.words
  const t = w[f * F.WORDS + F.TARGET] as number
  leave(world, f)
  const ratio = world.targets.errorRatio[t] as number
  const isError = ratio > 0 && drawsError(world, f, t, ratio)
  writeStatus(world, f, isError ? 500 : 200, TARGET, isError ? APPLICATION_ERROR : 0)
  startNext(world, t)
}

/** Takes a flight out of the target, from its slot or its queue, and stamps that. Does not let the next one in. */
export function leave(world: World, f: number): void {
  const w = world.flights.words
  const at = f * F.WORDS
  const t = w[at + F.TARGET] as number
  touchArea(world, t)
  world.flights.times[f * F.TIMES + F.SERVICE_END] = world.nowUs
  if (((w[at + F.FLAGS] as number) & F.QUEUED) !== 0) {
    w[at + F.FLAGS] = (w[at + F.FLAGS] as number) & ~F.QUEUED
    unlink(world, f, t)
    world.targets.waiting[t] = (world.targets.waiting[t] as number) - 1
    countWaiting(world, f, t, -1)
    return
  }
  world.queue.cancel(world.mainEntry(f))
  w[at + F.FLAGS] = (w[at + F.FLAGS] as number) & ~F.SERVING
  if (isSharing(world, t)) {
    leaveShared(world, f, t)
  } else {
    unlinkService(world, f, t)
    world.targets.busy[t] = (world.targets.busy[t] as number) - 1
  }
  countServing(world, f, t, -1)
}

/** Fills a free slot from the queue. */
export function startNext(world: World, t: number): void {
  const { target } = world.plan.targets[t] as PlannedTarget
  const { targets } = world
  if ((targets.waiting[t] as number) === 0 || (targets.busy[t] as number) >= target.slots) return
  const f = (target.queue.order === 'lifo' ? targets.queueTail[t] : targets.queueHead[t]) as number
  const w = world.flights.words
  w[f * F.WORDS + F.FLAGS] = (w[f * F.WORDS + F.FLAGS] as number) & ~F.QUEUED
  unlink(world, f, t)
  targets.waiting[t] = (targets.waiting[t] as number) - 1
  countWaiting(world, f, t, -1)
  start(world, f, t)
}

/** The target's speed becomes another: work in service goes on at the new one. */
export function setSpeed(world: World, t: number, speed: number): void {
  const { targets, flights, queue } = world
  const before = targets.speed[t] as number
  if (before === speed) return
  if (isSharing(world, t)) {
    retimeShared(world, t, speed)
    return
  }
  const now = world.nowUs
  targets.speed[t] = speed
  let f = targets.serviceHead[t] as number
  while (f >= 0) {
    const i = f * F.TIMES
    const done = (now - (flights.times[i + F.WORK_SINCE] as number)) * before
    flights.times[i + F.WORK] = Math.max(0, (flights.times[i + F.WORK] as number) - done)
    flights.times[i + F.WORK_SINCE] = now
    queue.cancel(world.mainEntry(f))
    scheduleEnd(world, f, speed)
    f = flights.words[f * F.WORDS + F.QUEUE_NEXT] as number
  }
}

/** Everything at the target, in service first, then in the queue from its head: the first of them, or -1. */
export function firstAt(world: World, t: number): number {
  const serving = world.targets.serviceHead[t] as number
  return serving >= 0 ? serving : (world.targets.queueHead[t] as number)
}

/** Writes how the attempt ended, unless its client or its node has decided that already. */
export function writeStatus(
  world: World,
  f: number,
  status: number,
  by: number,
  why: number,
): void {
  const w = world.flights.words
  const at = f * F.WORDS
  if (((w[at + F.FLAGS] as number) & (F.CLIENT_DONE | F.NODE_GONE)) !== 0) return
  w[at + F.STATUS] = status
  w[at + F.AUTHOR] = by
  w[at + F.CAUSE] = why
}

/** Brings the integrals of waiting and serving requests up to now, before one of them changes. */
export function touchArea(world: World, t: number): void {
  const { targets } = world
  const now = world.nowUs
  const us = now - (targets.areaSince[t] as number)
  if (us === 0) return
  targets.areaSince[t] = now
  targets.waitingArea[t] =
    (targets.waitingArea[t] as number) + (targets.requestsWaiting[t] as number) * us
  targets.servingArea[t] =
    (targets.servingArea[t] as number) + (targets.requestsServing[t] as number) * us
}

function turnAway(world: World, f: number): false {
  world.flights.times[f * F.TIMES + F.SERVICE_END] = world.nowUs
  writeStatus(world, f, 503, TARGET, QUEUE_FULL)
  return false
}

function start(world: World, f: number, t: number): void {
  const { targets, flights } = world
  const { target } = world.plan.targets[t] as PlannedTarget
  const { words: w, times } = flights
  const at = f * F.WORDS
  const i = f * F.TIMES
  const others = targets.busy[t] as number
  const demand = times[i + F.DEMAND] as number
  times[i + F.START] = world.nowUs
  times[i + F.WORK_SINCE] = world.nowUs
  times[i + F.WORK] =
    target.slowdownAtFull === 1
      ? demand
      : demand * (1 + ((target.slowdownAtFull - 1) * others) / Math.max(1, target.slots - 1))
  w[at + F.FLAGS] = (w[at + F.FLAGS] as number) | F.SERVING
  const head = targets.serviceHead[t] as number
  w[at + F.QUEUE_PREV] = -1
  w[at + F.QUEUE_NEXT] = head
  if (head >= 0) w[head * F.WORDS + F.QUEUE_PREV] = f
  targets.serviceHead[t] = f
  targets.busy[t] = others + 1
  countServing(world, f, t, 1)
  w[at + F.STAGE] = F.STAGE_SERVE
  scheduleEnd(world, f, targets.speed[t] as number)
}

function scheduleEnd(world: World, f: number, speed: number): void {
  if (speed === 0) return
  const us = Math.round((world.flights.times[f * F.TIMES + F.WORK] as number) / speed)
  world.queue.schedule(world.mainEntry(f), world.nowUs + us, RANK_COMPLETION)
}

function enqueue(world: World, f: number, t: number): void {
  const { targets } = world
  const w = world.flights.words
  const at = f * F.WORDS
  const tail = targets.queueTail[t] as number
  w[at + F.STAGE] = F.STAGE_NONE
  w[at + F.FLAGS] = (w[at + F.FLAGS] as number) | F.QUEUED
  w[at + F.QUEUE_PREV] = tail
  w[at + F.QUEUE_NEXT] = -1
  if (tail >= 0) w[tail * F.WORDS + F.QUEUE_NEXT] = f
  else targets.queueHead[t] = f
  targets.queueTail[t] = f
  targets.waiting[t] = (targets.waiting[t] as number) + 1
  countWaiting(world, f, t, 1)
}

/** Out of the queue, wherever it stands. */
function unlink(world: World, f: number, t: number): void {
  const { targets } = world
  const w = world.flights.words
  const before = w[f * F.WORDS + F.QUEUE_PREV] as number
  const after = w[f * F.WORDS + F.QUEUE_NEXT] as number
  if (before >= 0) w[before * F.WORDS + F.QUEUE_NEXT] = after
  else targets.queueHead[t] = after
  if (after >= 0) w[after * F.WORDS + F.QUEUE_PREV] = before
  else targets.queueTail[t] = before
}

function unlinkService(world: World, f: number, t: number): void {
  const w = world.flights.words
  const before = w[f * F.WORDS + F.QUEUE_PREV] as number
  const after = w[f * F.WORDS + F.QUEUE_NEXT] as number
  if (before >= 0) w[before * F.WORDS + F.QUEUE_NEXT] = after
  else world.targets.serviceHead[t] = after
  if (after >= 0) w[after * F.WORDS + F.QUEUE_PREV] = before
}

const isSharing = (world: World, t: number): boolean =>
  (world.plan.targets[t] as PlannedTarget).target.queue.order === 'sharing'

const isProbe = (world: World, f: number): boolean =>
  ((world.flights.words[f * F.WORDS + F.FLAGS] as number) & F.PROBE) !== 0

/** Counts a request (not a probe) in or out of service, for Little's law. */
function countServing(world: World, f: number, t: number, by: number): void {
  if (isProbe(world, f)) return
  const { requestsServing, servingMax } = world.targets
  const n = (requestsServing[t] as number) + by
  requestsServing[t] = n
  if (n > (servingMax[t] as number)) servingMax[t] = n
}

function countWaiting(world: World, f: number, t: number, by: number): void {
  if (isProbe(world, f)) return
  const { requestsWaiting, waitingMax } = world.targets
  const n = (requestsWaiting[t] as number) + by
  requestsWaiting[t] = n
  if (n > (waitingMax[t] as number)) waitingMax[t] = n
}

function drawsError(world: World, f: number, t: number, ratio: number): boolean {
  if (isProbe(world, f)) return false
  const { k0, k1 } = world.plan.keys.error
  const { key } = world.plan.targets[t] as PlannedTarget
  return world.attemptDraw(f, k0 ^ key.k0, k1 ^ key.k1, 0) < ratio
}
