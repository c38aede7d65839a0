/**
 * A target serves: slots, a queue before them with a limit, speed, errors. Three orders: first come first served,
 * last come first served, and processor sharing (`sharing.ts`).
 */
import { author, cause } from '../../model/outcome.ts'
import * as F from '../attempt/attempts.ts'
import type { PlannedTarget } from '../plan.ts'
import { RANK_COMPLETION, type World } from '../world.ts'
import { admitShared, leaveShared, retimeShared, settleShared } from './processorSharing.ts'
import * as D from './state.ts'

const TARGET = author('target')
const QUEUE_FULL = cause('queue-full')
const APPLICATION_ERROR = cause('application-error')

/** A request or probe is at the target's door. Returns false when it is turned away, which ends its visit. */
export function admit(world: World, f: number, t: number): boolean {
  const { counts, cells } = world.desk
  const c = t << D.COUNT_BITS
  const busy = counts[c | D.BUSY] as number
  const slots = counts[c | D.SLOTS] as number
  const isSharing = counts[c | D.ORDER] === D.SHARING
  if (!isSharing && busy < slots) {
    touchArea(world, t)
    start(world, f, t)
    return true
  }
  const waiting = isSharing ? busy - slots : (counts[c | D.WAITING] as number)
  // A hung target accepts everything and answers nothing, not even that it is full.
  const isFull = waiting >= (counts[c | D.LIMIT] as number)
  if (isFull && (cells[(t << D.CELL_BITS) | D.SPEED] as number) > 0) {
    world.times[(f << F.TIME_BITS) | F.SERVICE_END] = world.nowUs
    writeStatus(world, f, 503, TARGET, QUEUE_FULL)
    return false
  }
  touchArea(world, t)
  if (isSharing) {
    admitShared(world, f, t)
    countBusy(world, f, t, 1)
    settleShared(world, t)
  } else {
    enqueue(world, f, t)
  }
  return true
}

/** Service ended on its own: writes what the target says, frees the slot, lets the next one in. */
export function complete(world: World, f: number): void {
  const t = world.words[(f << F.WORD_BITS) | F.TARGET] as number
  if (world.desk.counts[(t << D.COUNT_BITS) | D.ORDER] === D.SHARING) leave(world, f)
  else leaveSlot(world, f, t)
  const ratio = world.desk.cells[(t << D.CELL_BITS) | D.ERROR_RATIO] as number
  if (ratio > 0 && drawsError(world, f, t, ratio)) {
    writeStatus(world, f, 500, TARGET, APPLICATION_ERROR)
  } else {
    writeStatus(world, f, 200, TARGET, 0)
  }
  startNext(world, t)
}

/** Takes a flight out of the target, from its slot or its queue, and stamps that. Does not let the next one in. */
export function leave(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const t = w[at | F.TARGET] as number
  const flags = w[at | F.FLAGS] as number
  const isQueued = (flags & F.QUEUED) !== 0
  if (!isQueued && world.desk.counts[(t << D.COUNT_BITS) | D.ORDER] !== D.SHARING) {
    world.queue.cancel(world.mainEntry(f))
    leaveSlot(world, f, t)
    return
  }
  touchArea(world, t)
  world.times[(f << F.TIME_BITS) | F.SERVICE_END] = world.nowUs
  w[at | F.FLAGS] = flags & ~(F.QUEUED | F.SERVING)
  if (isQueued) {
    unlink(world, f, t)
    countWaiting(world, f, t, -1)
  } else {
    leaveShared(world, f, t)
    countBusy(world, f, t, -1)
    settleShared(world, t)
  }
}

/** Out of its slot, and stamped. */
function leaveSlot(world: World, f: number, t: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  touchArea(world, t)
  world.times[(f << F.TIME_BITS) | F.SERVICE_END] = world.nowUs
  w[at | F.FLAGS] = (w[at | F.FLAGS] as number) & ~F.SERVING
  const before = w[at | F.QUEUE_PREV] as number
  const after = w[at | F.QUEUE_NEXT] as number
  if (before >= 0) w[(before << F.WORD_BITS) | F.QUEUE_NEXT] = after
  else world.desk.counts[(t << D.COUNT_BITS) | D.SERVICE_HEAD] = after
  if (after >= 0) w[(after << F.WORD_BITS) | F.QUEUE_PREV] = before
  countBusy(world, f, t, -1)
}

/** Fills a free slot from the queue. The integrals are up to date, because something has just left. */
export function startNext(world: World, t: number): void {
  const { counts } = world.desk
  const c = t << D.COUNT_BITS
  if (counts[c | D.WAITING] === 0) return
  if ((counts[c | D.BUSY] as number) >= (counts[c | D.SLOTS] as number)) return
  const end = counts[c | D.ORDER] === D.LIFO ? D.QUEUE_TAIL : D.QUEUE_HEAD
  const f = counts[c + end] as number
  const w = world.words
  w[(f << F.WORD_BITS) | F.FLAGS] = (w[(f << F.WORD_BITS) | F.FLAGS] as number) & ~F.QUEUED
  unlink(world, f, t)
  countWaiting(world, f, t, -1)
  start(world, f, t)
}

/** The target's speed becomes another: work in service goes on at the new one. */
export function setSpeed(world: World, t: number, speed: number): void {
  const { queue, times, words } = world
  const { counts, cells } = world.desk
  const before = cells[(t << D.CELL_BITS) | D.SPEED] as number
  if (before === speed) return
  if (counts[(t << D.COUNT_BITS) | D.ORDER] === D.SHARING) {
    retimeShared(world, t, speed)
    return
  }
  const now = world.nowUs
  cells[(t << D.CELL_BITS) | D.SPEED] = speed
  let f = counts[(t << D.COUNT_BITS) | D.SERVICE_HEAD] as number
  while (f >= 0) {
    const i = f << F.TIME_BITS
    const done = (now - (times[i | F.WORK_SINCE] as number)) * before
    times[i | F.WORK] = Math.max(0, (times[i | F.WORK] as number) - done)
    times[i | F.WORK_SINCE] = now
    queue.cancel(world.mainEntry(f))
    scheduleEnd(world, f, t)
    f = words[(f << F.WORD_BITS) | F.QUEUE_NEXT] as number
  }
}

/** Everything at the target, in service first, then in the queue from its head: the first of them, or -1. */
export function firstAt(world: World, t: number): number {
  const { counts } = world.desk
  const serving = counts[(t << D.COUNT_BITS) | D.SERVICE_HEAD] as number
  return serving >= 0 ? serving : (counts[(t << D.COUNT_BITS) | D.QUEUE_HEAD] as number)
}

/** Writes how the attempt ended, unless its client or its node has decided that already. */
export function writeStatus(
  world: World,
  f: number,
  status: number,
  by: number,
  why: number,
): void {
  const w = world.words
  const at = f << F.WORD_BITS
  if (((w[at | F.FLAGS] as number) & (F.CLIENT_DONE | F.NODE_GONE)) !== 0) return
  w[at | F.STATUS] = status
  w[at | F.AUTHOR] = by
  w[at | F.CAUSE] = why
}

/** Brings the integrals of waiting and serving requests up to now, before one of them changes. */
export function touchArea(world: World, t: number): void {
  const { counts, cells } = world.desk
  const i = t << D.CELL_BITS
  const now = world.nowUs
  const us = now - (cells[i | D.AREA_SINCE] as number)
  if (us === 0) return
  cells[i | D.AREA_SINCE] = now
  const c = t << D.COUNT_BITS
  const busy = counts[c | D.REQUESTS_BUSY] as number
  const waiting = counts[c | D.REQUESTS_WAITING] as number
  cells[i | D.BUSY_AREA] = (cells[i | D.BUSY_AREA] as number) + busy * us
  cells[i | D.WAITING_AREA] = (cells[i | D.WAITING_AREA] as number) + waiting * us
}

function start(world: World, f: number, t: number): void {
  const { counts, cells } = world.desk
  const { words: w, times } = world
  const at = f << F.WORD_BITS
  const i = f << F.TIME_BITS
  const c = t << D.COUNT_BITS
  const others = counts[c | D.BUSY] as number
  const slower = cells[(t << D.CELL_BITS) | D.SLOWER_BY] as number
  times[i | F.START] = world.nowUs
  times[i | F.WORK_SINCE] = world.nowUs
  times[i | F.WORK] = (times[i | F.DEMAND] as number) * (1 + slower * others)
  w[at | F.FLAGS] = (w[at | F.FLAGS] as number) | F.SERVING
  const head = counts[c | D.SERVICE_HEAD] as number
  w[at | F.QUEUE_PREV] = -1
  w[at | F.QUEUE_NEXT] = head
  if (head >= 0) w[(head << F.WORD_BITS) | F.QUEUE_PREV] = f
  counts[c | D.SERVICE_HEAD] = f
  countBusy(world, f, t, 1)
  w[at | F.STAGE] = F.STAGE_SERVE
  scheduleEnd(world, f, t)
}

function scheduleEnd(world: World, f: number, t: number): void {
  const speed = world.desk.cells[(t << D.CELL_BITS) | D.SPEED] as number
  if (speed === 0) return
  const us = Math.round((world.times[(f << F.TIME_BITS) | F.WORK] as number) / speed)
  world.queue.schedule(world.mainEntry(f), world.nowUs + us, RANK_COMPLETION)
}

function enqueue(world: World, f: number, t: number): void {
  const { counts } = world.desk
  const w = world.words
  const at = f << F.WORD_BITS
  const c = t << D.COUNT_BITS
  const tail = counts[c | D.QUEUE_TAIL] as number
  w[at | F.STAGE] = F.STAGE_NONE
  w[at | F.FLAGS] = (w[at | F.FLAGS] as number) | F.QUEUED
  w[at | F.QUEUE_PREV] = tail
  w[at | F.QUEUE_NEXT] = -1
  if (tail >= 0) w[(tail << F.WORD_BITS) | F.QUEUE_NEXT] = f
  else counts[c | D.QUEUE_HEAD] = f
  counts[c | D.QUEUE_TAIL] = f
  countWaiting(world, f, t, 1)
}

/** Out of the queue, wherever it stands. */
function unlink(world: World, f: number, t: number): void {
  const { counts } = world.desk
  const w = world.words
  const before = w[(f << F.WORD_BITS) | F.QUEUE_PREV] as number
  const after = w[(f << F.WORD_BITS) | F.QUEUE_NEXT] as number
  if (before >= 0) w[(before << F.WORD_BITS) | F.QUEUE_NEXT] = after
  else counts[(t << D.COUNT_BITS) | D.QUEUE_HEAD] = after
  if (after >= 0) w[(after << F.WORD_BITS) | F.QUEUE_PREV] = before
  else counts[(t << D.COUNT_BITS) | D.QUEUE_TAIL] = before
}

const isProbe = (world: World, f: number): boolean =>
  ((world.words[(f << F.WORD_BITS) | F.FLAGS] as number) & F.PROBE) !== 0

/** Counts a flight in or out of service. */
function countBusy(world: World, f: number, t: number, by: number): void {
  const { counts } = world.desk
  const c = t << D.COUNT_BITS
  counts[c | D.BUSY] = (counts[c | D.BUSY] as number) + by
  if (isProbe(world, f)) return
  const requests = (counts[c | D.REQUESTS_BUSY] as number) + by
  counts[c | D.REQUESTS_BUSY] = requests
  if (requests > (counts[c | D.BUSY_MAX] as number)) counts[c | D.BUSY_MAX] = requests
}

function countWaiting(world: World, f: number, t: number, by: number): void {
  const { counts } = world.desk
  const c = t << D.COUNT_BITS
  counts[c | D.WAITING] = (counts[c | D.WAITING] as number) + by
  if (isProbe(world, f)) return
  const requests = (counts[c | D.REQUESTS_WAITING] as number) + by
  counts[c | D.REQUESTS_WAITING] = requests
  if (requests > (counts[c | D.WAITING_MAX] as number)) counts[c | D.WAITING_MAX] = requests
}

function drawsError(world: World, f: number, t: number, ratio: number): boolean {
  if (isProbe(world, f)) return false
  const { key } = world.plan.targets[t] as PlannedTarget
  return world.drawsOf(f, key).atFor(world.plan.keys.error, 0) < ratio
}
