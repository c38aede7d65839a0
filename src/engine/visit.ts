/**
 * An attempt's visit to a target: it arrives, is turned away or served, and leaves; or the target crashes or
 * vanishes under it.
 */
import { author, cause } from '../model/outcome.ts'
import { CLIENT_DONE, NODE_GONE, OPENING, PASSED, PROBE, RESET } from './attempt/flags.ts'
import { finishForSystem, writeStatus } from './attempt/lifecycle.ts'
import { STAGE_CONNECT_TIMEOUT, STAGE_NONE } from './attempt/stages.ts'
import { endPending } from './balancer/breaker.ts'
import { requestsAt, tellIdle } from './balancer/messages.ts'
import { CONNECT_TIMEOUT_US } from './connection/connections.ts'
import { beginCall } from './dependency/calls.ts'
import { RANK_TIMEOUT, wayEntry } from './entries.ts'
import { onProbeServed } from './health/probes.ts'
import type { Attempt, Target } from './indices.ts'
import { TO_BACK, TO_CLIENT } from './network/legs.ts'
import { transmit } from './network/transmit.ts'
import { endWork } from './targets/hostSharing.ts'
import { isClosed } from './targets/keepAlive.ts'
import { stopIfEmpty } from './targets/occupancy.ts'
import { nextShared } from './targets/processorSharing.ts'
import { admit, complete, firstAt, leave } from './targets/station.ts'
import type { World } from './world.ts'

const NODE = author('node')
const CLIENT = author('client')
const CONNECT_REFUSED = cause('connect-refused')
const CLOSED_IDLE = cause('closed-idle')
const CONNECTION_RESET = cause('reset')

/** A request is at its target's door. */
export function onTarget(world: World, a: Attempt): void {
  const { attempts, targets } = world
  const t = attempts.target[a]
  attempts.stage[a] = STAGE_NONE
  if (targets.out[t] > 0) {
    vanish(world, a)
    return
  }
  attempts.targetUs[a] = world.nowUs
  if (world.plan.breaks) endPending(world, a)
  if (world.plan.tellsLatency) attempts.requestsThen[a] = requestsAt(world, t)
  attempts.flags[a] &= ~OPENING
  if (targets.down[t] > 0) refuse(world, a, CONNECT_REFUSED)
  else if (world.plan.targetsClose && isClosed(world, a)) refuse(world, a, CLOSED_IDLE)
  else if (!admit(world, a, t)) {
    if (world.plan.watchesTargets) look(world, a)
    goBack(world, a)
  }
}

/** Nobody is there for it: what comes back is no answer. */
function refuse(world: World, a: Attempt, why: number): void {
  world.attempts.serviceEndUs[a] = world.nowUs
  writeReset(world, a, why)
  goBack(world, a)
}

/** A service is over (slots), and so is the visit, unless the target calls what stands behind it. */
export function onServiceEnd(world: World, a: Attempt): void {
  if (world.plan.calls && beginCall(world, a)) {
    if (world.plan.sharesHosts) endWork(world, world.attempts.target[a])
    return
  }
  complete(world, a)
  depart(world, a)
}

/** It was dropped from the queue of its target, which says so. */
export const onDropped = (world: World, a: Attempt): void => depart(world, a)

/** A service is over (processor sharing): that of the first in the list. */
export function onSharedEnd(world: World, target: number): void {
  const a = nextShared(world, target as Target)
  if (a >= 0) onServiceEnd(world, a)
}

/** The target crashes: everything it works on or holds is reset, and those who sent it hear of that. */
export function crash(world: World, t: Target): void {
  for (let a = firstAt(world, t); a >= 0; a = firstAt(world, t)) {
    leave(world, a)
    writeReset(world, a, CONNECTION_RESET)
    depart(world, a)
  }
}

/** The target vanishes, with its zone or its host: everything it works on or holds is gone, and nobody hears anything. */
export function vanishAll(world: World, t: Target): void {
  const { attempts } = world
  for (let a = firstAt(world, t); a >= 0; a = firstAt(world, t)) {
    leave(world, a)
    if ((attempts.flags[a] & PROBE) !== 0) attempts.give(a)
    else vanish(world, a)
  }
  if (world.plan.deploys.length > 0) stopIfEmpty(world, t)
}

/** Out of the target, and on its way home if somebody waits there. */
function depart(world: World, a: Attempt): void {
  const { attempts } = world
  const flags = attempts.flags[a]
  attempts.stage[a] = STAGE_NONE
  if (world.plan.watchesTargets) look(world, a)
  if ((flags & PROBE) !== 0) onProbeServed(world, a)
  else if ((flags & NODE_GONE) !== 0) finishForSystem(world, a)
  else goBack(world, a)
}

/** What follows from it that a request has left its target, or was turned away, for those who wait for that. */
function look(world: World, a: Attempt): void {
  const { attempts, plan, scaling } = world
  const isRequest = (attempts.flags[a] & PROBE) === 0
  if (plan.hearsTargets && isRequest) speak(world, a)
  if (plan.countsLeaving && isRequest) scaling.requests[attempts.target[a]]++
  if (plan.deploys.length > 0) stopIfEmpty(world, attempts.target[a])
}

/** What a target says besides its answer, where an algorithm hears it; one that is down says nothing. */
function speak(world: World, a: Attempt): void {
  const { attempts, targets } = world
  const t = attempts.target[a]
  if (targets.down[t] > 0) return
  if (world.plan.tellsLatency && attempts.startUs[a] >= 0) {
    targets.recent.add(t, attempts.requestsThen[a], world.nowUs - attempts.targetUs[a])
  }
  const requests = requestsAt(world, t)
  attempts.requestsThen[a] = requests
  if (requests === 0) tellIdle(world, t)
}

/** Sends the answer to the node, or to the client when there is none; nobody answers a client that has gone. */
function goBack(world: World, a: Attempt): void {
  const { attempts } = world
  const isAwaited = (attempts.flags[a] & CLIENT_DONE) === 0
  if (isEndToEnd(world, a) && !isAwaited) {
    finishForSystem(world, a)
    return
  }
  const arrives = transmit(world, a, attempts.node[a] < 0 ? TO_CLIENT : TO_BACK, 0)
  // At a node its timeout finds out; at a client its own timeout.
  if (!arrives && isEndToEnd(world, a)) finishForSystem(world, a)
}

/** Whether it is at its target on its client's own connection: without a balancer, or through one of layer 4. */
const isEndToEnd = ({ attempts }: World, a: Attempt): boolean =>
  attempts.node[a] < 0 || (attempts.flags[a] & PASSED) !== 0

/** A node turns a refused or reset connection into a 502; a client whose connection it is sees just that. */
function writeReset(world: World, a: Attempt, why: number): void {
  const { attempts } = world
  attempts.flags[a] |= RESET
  if (isEndToEnd(world, a)) writeStatus(world, a, 0, CLIENT, why)
  else writeStatus(world, a, 502, NODE, why)
}

/** The attempt is gone without a word. A node that was opening a connection notices after 10 s, otherwise after its idle timeout. */
function vanish(world: World, a: Attempt): void {
  const { attempts } = world
  const flags = attempts.flags[a]
  attempts.stage[a] = STAGE_NONE
  if (isEndToEnd(world, a) || (flags & NODE_GONE) !== 0) {
    finishForSystem(world, a)
    return
  }
  if ((flags & OPENING) === 0) return
  const dueUs = attempts.dispatchedUs[a] + CONNECT_TIMEOUT_US
  if (dueUs <= world.nowUs) return
  attempts.stage[a] = STAGE_CONNECT_TIMEOUT
  world.queue.schedule(wayEntry(world, a), dueUs, RANK_TIMEOUT)
}
