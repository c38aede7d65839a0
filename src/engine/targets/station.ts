/**
 * A target serves: slots, a queue before them with a limit, speed, errors. Three orders: first come first served,
 * last come first served, and processor sharing (`processorSharing.ts`).
 */
import { author, cause } from '../../model/outcome.ts'
import { type Admission, REFUSE, SERVE, THROTTLE } from '../../targets/define.ts'
import { drawsOf } from '../attempt/draws.ts'
import { CALL_FAILED, FAILED, PROBE, QUEUED, SERVED, SERVING, SIGNED_IN } from '../attempt/flags.ts'
import { writeStatus } from '../attempt/lifecycle.ts'
import { STAGE_NONE, STAGE_SERVE } from '../attempt/stages.ts'
import { forgetCall } from '../dependency/calls.ts'
import { wayEntry } from '../entries.ts'
import type { Attempt, Target } from '../indices.ts'
import type { World } from '../world.ts'
import { nextToServe, noteFilled } from './discipline.ts'
import {
  endWait,
  leaveStart,
  releaseEnvironment,
  startEnvironment,
  takeEnvironment,
} from './environments.ts'
import { countBusy, countWaiting, touchArea } from './occupancy.ts'
import { admitShared, leaveShared, settleShared } from './processorSharing.ts'
import { scheduleEnd } from './retime.ts'
import { LIFO, ON_DEMAND, SHARING } from './state.ts'
import { coldness } from './warmth.ts'

const TARGET = author('target')
const NODE = author('node')
const QUEUE_FULL = cause('queue-full')
const THROTTLED = cause('throttled')
const APPLICATION_ERROR = cause('application-error')
const DEPENDENCY = cause('dependency')
const FORBIDDEN = cause('forbidden')

/** A request or probe is at the target's door. Returns false when it is turned away, which ends its visit. */
export function admit(world: World, a: Attempt, t: Target): boolean {
  const { attempts, plan, station, targets } = world
  const admission = plan.targets[t].kind.admit(station.of(t))
  // A hung target accepts everything and answers nothing, not even that it is full.
  if (admission === REFUSE && targets.speed[t] > 0) {
    attempts.serviceEndUs[a] = world.nowUs
    attempts.flags[a] |= FAILED
    writeStatus(world, a, 503, TARGET, QUEUE_FULL)
    return false
  }
  touchArea(world, t)
  if (targets.order[t] >= SHARING) return admitUnlisted(world, a, t, admission)
  if (admission === SERVE) {
    start(world, a, t)
  } else {
    enqueue(world, a, t)
  }
  return true
}

/** Where nobody queues: under processor sharing, and at a function. */
function admitUnlisted(world: World, a: Attempt, t: Target, admission: Admission): boolean {
  if (world.targets.order[t] === ON_DEMAND) return admitOnDemand(world, a, t, admission)
  admitShared(world, a, t)
  countBusy(world, a, t, 1)
  settleShared(world, t)
  return true
}

/** At the door of a function. A node hears of a throttle and answers 502; without one it is a 429 of the function. */
function admitOnDemand(world: World, a: Attempt, t: Target, admission: Admission): boolean {
  const { attempts } = world
  if (admission === SERVE) {
    takeEnvironment(world, t)
    start(world, a, t)
  } else if (admission === THROTTLE) {
    const hasNode = attempts.node[a] >= 0
    attempts.serviceEndUs[a] = world.nowUs
    attempts.flags[a] |= FAILED
    writeStatus(world, a, hasNode ? 502 : 429, hasNode ? NODE : TARGET, THROTTLED)
  } else startEnvironment(world, a, t)
  return admission !== THROTTLE
}

/** The environment that was started for it is ready. */
export function onInitialised(world: World, a: Attempt): void {
  const t = world.attempts.target[a]
  endWait(world, a, t)
  start(world, a, t)
}

/** Service ended on its own: writes what the target says, frees the slot, lets the next one in. */
export function complete(world: World, a: Attempt): void {
  const { attempts, targets } = world
  const t = attempts.target[a]
  if (targets.order[t] >= SHARING) leave(world, a)
  else leaveSlot(world, a, t)
  const ratio = targets.errorRatio[t]
  if (ratio > 0 && drawsError(world, a, t, ratio)) {
    attempts.flags[a] |= FAILED
    writeStatus(world, a, 500, TARGET, APPLICATION_ERROR)
  } else if ((attempts.flags[a] & CALL_FAILED) !== 0) {
    attempts.flags[a] |= FAILED
    writeStatus(world, a, 500, TARGET, DEPENDENCY)
  } else {
    attempts.flags[a] |= SERVED
    if (world.plan.admits && !isAdmitted(world, a, t)) writeStatus(world, a, 403, TARGET, FORBIDDEN)
    else writeStatus(world, a, 200, TARGET, 0)
  }
  startNext(world, t)
}

/** Whether the application lets it: it believes what the balancer says of who it is from. Probes are let. */
function isAdmitted({ attempts, plan }: World, a: Attempt, t: Target): boolean {
  const { role } = plan.groups[plan.targets[t].group]
  const flags = attempts.flags[a]
  if (role === '' || (flags & PROBE) !== 0) return true
  return (flags & SIGNED_IN) !== 0 && plan.populations[attempts.population[a]].role === role
}

/** Takes an attempt out of the target, from its slot or its queue, and stamps that. Does not let the next one in. */
export function leave(world: World, a: Attempt): void {
  const { attempts, targets } = world
  const t = attempts.target[a]
  const flags = attempts.flags[a]
  const isQueued = (flags & QUEUED) !== 0
  if (world.plan.calls) forgetCall(world, a)
  if (targets.order[t] === ON_DEMAND && isQueued) {
    leaveStart(world, a, t)
    return
  }
  if (!isQueued && targets.order[t] !== SHARING) {
    world.queue.cancel(wayEntry(world, a))
    leaveSlot(world, a, t)
    if (targets.order[t] === ON_DEMAND) releaseEnvironment(world, t)
    return
  }
  touchArea(world, t)
  attempts.serviceEndUs[a] = world.nowUs
  attempts.flags[a] = flags & ~(QUEUED | SERVING)
  if (isQueued) {
    targets.waitlist.remove(t, a)
    countWaiting(world, a, t, -1)
  } else {
    leaveShared(world, a, t)
    countBusy(world, a, t, -1)
    settleShared(world, t)
  }
}

/** Out of its slot, and stamped. */
function leaveSlot(world: World, a: Attempt, t: Target): void {
  const { attempts, targets } = world
  touchArea(world, t)
  attempts.serviceEndUs[a] = world.nowUs
  attempts.flags[a] &= ~SERVING
  targets.serving.remove(t, a)
  countBusy(world, a, t, -1)
}

/** Takes an attempt that nobody waits for out of its target, if it is there, and lets the next one in. */
export function withdraw(world: World, a: Attempt): boolean {
  const { attempts } = world
  if ((attempts.flags[a] & (QUEUED | SERVING)) === 0) return false
  leave(world, a)
  startNext(world, attempts.target[a])
  return true
}

/** Fills a free slot from the queue. The integrals are up to date, because something has just left. */
function startNext(world: World, t: Target): void {
  const { attempts, targets } = world
  if (targets.waiting[t] === 0 || targets.busy[t] >= targets.slots[t]) return
  if (targets.order[t] === ON_DEMAND) return
  const { waitlist } = targets
  const a =
    targets.isDisciplined[t] === 1
      ? nextToServe(world, t)
      : targets.order[t] === LIFO
        ? waitlist.last(t)
        : waitlist.first(t)
  if (a < 0) return
  attempts.flags[a] &= ~QUEUED
  waitlist.remove(t, a)
  countWaiting(world, a, t, -1)
  start(world, a, t)
}

/** Everything at the target, in service first, then in the queue from its head: the first of them, or NONE. */
export function firstAt({ targets }: World, t: Target): Attempt {
  const isSharing = targets.order[t] === SHARING
  const serving = isSharing ? targets.sharing.first(t) : targets.serving.first(t)
  return serving >= 0 ? serving : targets.waitlist.first(t)
}

function start(world: World, a: Attempt, t: Target): void {
  const { attempts, targets } = world
  const others = targets.busy[t]
  attempts.startUs[a] = world.nowUs
  attempts.workSinceUs[a] = world.nowUs
  attempts.workUs[a] =
    attempts.demandUs[a] * (1 + targets.slowerBy[t] * others) * coldness(world, t)
  attempts.flags[a] |= SERVING
  attempts.stage[a] = STAGE_SERVE
  targets.serving.prepend(t, a)
  countBusy(world, a, t, 1)
  scheduleEnd(world, a, t)
}

function enqueue(world: World, a: Attempt, t: Target): void {
  const { attempts, targets } = world
  attempts.stage[a] = STAGE_NONE
  attempts.flags[a] |= QUEUED
  if (targets.isDisciplined[t] === 1) noteFilled(world, t)
  targets.waitlist.append(t, a)
  countWaiting(world, a, t, 1)
}

function drawsError(world: World, a: Attempt, t: Target, ratio: number): boolean {
  if ((world.attempts.flags[a] & PROBE) !== 0) return false
  const { key } = world.plan.targets[t]
  return drawsOf(world, a, key).atFor(world.plan.keys.error, 0) < ratio
}
