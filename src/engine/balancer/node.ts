/**
 * A balancer node: takes requests of its connections, picks a target for each by what it alone knows, waits for the
 * answer and passes it on; answers itself when there is no target, no connection or no answer.
 */
import { author, cause } from '../../model/outcome.ts'
import { drawsOf } from '../attempt/draws.ts'
import { AWAITING_TARGET, BOUND, CLIENT_DONE, OPENING, PASSED, RESET } from '../attempt/flags.ts'
import { finishForSystem, writeStatus } from '../attempt/lifecycle.ts'
import { STAGE_AT_WORKER } from '../attempt/stages.ts'
import { ABANDONED, WAS_RESET } from '../connection/endings.ts'
import { closeConnection, keepIdle, openConnection, takeIdle } from '../connection/idle.ts'
import { causeOf, statusOf } from '../ending.ts'
import { wayEntry } from '../entries.ts'
import {
  type Attempt,
  type Connection,
  NONE,
  type Node,
  type Pair,
  type Registration,
  type Target,
  type Worker,
} from '../indices.ts'
import { TO_TARGET } from '../network/legs.ts'
import { connectUs, transmit } from '../network/transmit.ts'
import { expireAtTarget } from '../targets/keepAlive.ts'
import { stopIfEmpty } from '../targets/occupancy.ts'
import { withdraw } from '../targets/station.ts'
import type { World } from '../world.ts'
import { abandonTarget, answer, overtake } from './answer.ts'
import { beginPending, countRequest, leaveBreaker, overflows } from './breaker.ts'
import { countEnding, countGone } from './ejection.ts'
import { explainBound, explainPick } from './explain.ts'
import { forgetFlows, pass, passBack } from './flow.ts'
import type { Knowledge } from './knowledge.ts'
import { leaveLogin, mayPass, onLogin } from './login.ts'
import { tryAgain } from './maxFails.ts'
import { sayIfIdle, sendAsked, tellReport } from './messages.ts'
import type { PlannedAction } from './plan.ts'
import { boundPlace } from './sticky.ts'
import { armTargetTimeout, disarmTargetTimeout, overdueTarget } from './targetTimeout.ts'
import { tellDone, tellSent } from './tell.ts'
import { unservedBy } from './unserved.ts'
import { beginWork, leaveWorker, loseWork } from './work.ts'
import { tellCounted } from './workers.ts'

const NODE_AUTHOR = author('node')
const IDLE_TIMEOUT = cause('idle-timeout')
const CONNECT_TIMEOUT = cause('connect-timeout')
const CLOSED_IDLE = cause('closed-idle')
const DEREGISTRATION_DELAY = cause('deregistration-delay')
const OVERFLOW = cause('overflow')
const IDEMPOTENT: readonly string[] = ['GET', 'HEAD', 'PUT', 'DELETE']

/** A request has arrived at its node. */
export function onNode(world: World, a: Attempt): void {
  const { attempts, balancer, network } = world
  const node = attempts.node[a]
  if (network.isOut(balancer.site[node])) {
    finishForSystem(world, a)
    return
  }
  attempts.nodeUs[a] = world.nowUs
  if (!world.plan.nodesWork || !beginWork(world, a)) route(world, a)
}

/** The worker of its connection is done with a request. */
export function onWorked(world: World, a: Attempt): void {
  const { attempts } = world
  leaveWorker(world, a)
  attempts.routedUs[a] = world.nowUs
  route(world, a)
}

/** What its node makes of a request that it has read. */
function route(world: World, a: Attempt): void {
  const { attempts, balancer } = world
  const knowledge = balancer.only(attempts.worker[a]) ?? act(world, a)
  if (knowledge === null) return
  attempts.group[a] = knowledge.group
  const picked = pick(world, a, knowledge)
  if (picked === null) turnAwayUnserved(world, a, knowledge)
  else if (world.plan.breaks && overflows(world, knowledge, picked))
    turnAway(world, a, 503, OVERFLOW)
  else dispatch(world, a, knowledge, picked)
}

/** An attempt that logs in goes on; with a session it is at its node as if it had just come. */
export function onLoginStep(world: World, a: Attempt): void {
  const { login } = actionOf(world, a)
  if (onLogin(world, a, login?.sessionUs ?? 0)) onNode(world, a)
}

/** The node has nobody to choose from. */
function turnAwayUnserved(world: World, a: Attempt, { group }: Knowledge): void {
  const { status, why } = unservedBy(world, group)
  turnAway(world, a, status, why)
}

function turnAway(world: World, a: Attempt, status: number, why: number): void {
  writeStatus(world, a, status, NODE_AUTHOR, why)
  answer(world, a)
}

/** The answer of a target, or word that it closed the connection, is back at the node. */
export function onBack(world: World, a: Attempt): void {
  const { attempts } = world
  const flags = attempts.flags[a]
  if ((flags & PASSED) !== 0) {
    passBack(world, a)
    return
  }
  attempts.backUs[a] = world.nowUs
  const isAnswer = (flags & RESET) === 0
  settle(world, a, isAnswer)
  if (!isAnswer && sendsAgain(world, a)) return
  if (world.plan.countsErrors) countEnding(world, a, isAnswer)
  answer(world, a)
}

/** Nodes waited for targets for too long: they answer 504 themselves. */
export function onTargetTimeouts(world: World): void {
  for (let a = overdueTarget(world); a >= 0; a = overdueTarget(world)) {
    giveUpOnTarget(world, a, 504, IDLE_TIMEOUT)
  }
}

export function onConnectTimeout(world: World, a: Attempt): void {
  giveUpOnTarget(world, a, 504, CONNECT_TIMEOUT)
}

/** The deregistration delay of a target is over at a node: it waits no longer for what it has there. */
export function cutOff(world: World, pair: Pair): void {
  const { attempts, balancer } = world
  const node = balancer.pairs.nodeOf(pair)
  const registration = balancer.pairs.registrationOf(pair)
  for (let a = 0 as Attempt; a < attempts.capacity; a++) {
    if (attempts.node[a] !== node || attempts.registration[a] !== registration) continue
    if ((attempts.flags[a] & AWAITING_TARGET) === 0) continue
    giveUpOnTarget(world, a, 502, DEREGISTRATION_DELAY)
  }
}

/** The client has gone and its node tells the target to stop. */
export function onAbort(world: World, a: Attempt): void {
  if ((world.attempts.flags[a] & AWAITING_TARGET) !== 0) {
    settle(world, a, false)
    if (world.plan.countsErrors) countGone(world, a)
  }
  if (world.attempts.loginStep[a] > 0) leaveLogin(world, a)
  if (world.attempts.stage[a] === STAGE_AT_WORKER) leaveWorker(world, a)
  const isOut = withdraw(world, a)
  const t = world.attempts.target[a]
  if (world.plan.hearsTargets) sayIfIdle(world, t)
  if (world.plan.deploys.length > 0 && t >= 0) stopIfEmpty(world, t)
  if (world.plan.countsLeaving && isOut) world.scaling.requests[t]++
  world.queue.cancel(wayEntry(world, a))
  finishForSystem(world, a)
}

/** A node's zone has vanished, and with it all that the node was waiting for. Its clients hear nothing. */
export function loseNode(world: World, node: Node): void {
  const { attempts } = world
  for (let a = 0 as Attempt; a < attempts.capacity; a++) {
    if (attempts.node[a] !== node || (attempts.flags[a] & AWAITING_TARGET) === 0) continue
    settle(world, a, false)
    abandonTarget(world, a)
  }
  if (world.plan.nodesWork) loseWork(world, node)
  forgetFlows(world, node)
}

/** A target has closed its connections: those that lie idle at the nodes are closed too. */
export function dropTargetConnections(world: World, t: Target): void {
  const { balancer, plan } = world
  for (let worker = 0 as Worker; worker < plan.workers.length; worker++) {
    plan.registrations.forEach(({ target }, registration) => {
      if (target !== t) return
      const peer = balancer.peers.of(worker, registration as Registration)
      for (;;) {
        const c = takeIdle(world, balancer.peers.idle, peer)
        if (c < 0) break
        closeConnection(world, c, world.nowUs, WAS_RESET)
      }
    })
  }
}

/**
 * What its rule does with a request: what the node knows of the group chosen by weight, or null once it answered, or
 * passed it on because it sees no requests.
 */
function act(world: World, a: Attempt): Knowledge | null {
  const { attempts, balancer, plan } = world
  if (plan.balancers[plan.nodes[attempts.node[a]].balancer].isNetwork) {
    pass(world, a)
    return null
  }
  const { groups, login, status, cause: why } = actionOf(world, a)
  if (login !== null && !mayPass(world, a, login)) return null
  if (groups.length === 0) {
    writeStatus(world, a, status, NODE_AUTHOR, why)
    answer(world, a)
    return null
  }
  const u = drawsOf(world, a).atFor(plan.keys.group, 0)
  const chosen = groups.find(({ upTo }) => u < upTo) ?? groups[groups.length - 1]
  return balancer.knowledge(attempts.worker[a], chosen.group)
}

/** What its rule does with it now. */
function actionOf({ attempts, balancer, plan }: World, a: Attempt): PlannedAction {
  const { ruleOf } = plan.balancers[plan.nodes[attempts.node[a]].balancer]
  return balancer.action(ruleOf[attempts.path[a]])
}

/** The chosen target's place within its group, or null when there is none to choose from. */
function pick(world: World, a: Attempt, knowledge: Knowledge): number | null {
  if (knowledge.isSticky) {
    const bound = boundPlace(world, a, knowledge)
    if (bound !== null) {
      world.attempts.flags[a] |= BOUND
      if (world.watch !== null) explainBound(world, a, knowledge, bound)
      return bound
    }
  }
  drawsOf(world, a, knowledge.pickKey)
  if (world.watch !== null) explainPick(world, a, knowledge)
  const picked = knowledge.pick(a)
  if (knowledge.asked.length > 0) sendAsked(world, knowledge)
  return picked
}

/** Whether a node repeats a request that a connection closed by its target has lost (RFC 9110: idempotent methods). */
function maySendAgain({ attempts, plan }: World, a: Attempt): boolean {
  const { resends } = plan.balancers[plan.nodes[attempts.node[a]].balancer]
  return (
    resends &&
    (attempts.flags[a] & CLIENT_DONE) === 0 &&
    causeOf(attempts.ending[a]) === CLOSED_IDLE &&
    IDEMPOTENT.includes(plan.names.paths[attempts.path[a]].method)
  )
}

/** Sends it to the same target if it may, on a new connection, which nobody can have closed. */
function sendsAgain(world: World, a: Attempt): boolean {
  if (!maySendAgain(world, a)) return false
  const { attempts, balancer } = world
  const knowledge = balancer.knowledge(attempts.worker[a], attempts.group[a])
  attempts.flags[a] &= ~RESET
  attempts.ending[a] = 0
  attempts.targetUs[a] = -1
  attempts.serviceEndUs[a] = -1
  attempts.backUs[a] = -1
  engage(world, a, knowledge, attempts.registration[a] - knowledge.first)
  sendOnNew(world, a)
  return true
}

function dispatch(world: World, a: Attempt, knowledge: Knowledge, picked: number): void {
  const { attempts, balancer, connections } = world
  engage(world, a, knowledge, picked)
  const c = takeIdle(world, balancer.peers.idle, knowledge.own(picked))
  if (c < 0) {
    sendOnNew(world, a)
    return
  }
  attempts.targetConnection[a] = c
  attempts.targetConnectionId[a] = connections.id[c]
  transmit(world, a, TO_TARGET, 0)
}

/** The node gives the attempt to a target, and waits for it. */
function engage(world: World, a: Attempt, knowledge: Knowledge, picked: number): void {
  const { attempts, balancer } = world
  const { pairs, peers } = balancer
  const registration = knowledge.registration(picked)
  const t = pairs.target[registration]
  attempts.registration[a] = registration
  attempts.target[a] = t
  peers.inFlight[knowledge.counts(picked)]++
  if (world.plan.sharesCounts) tellCounted(world, knowledge, picked)
  tellSent(knowledge, picked)
  if (knowledge.asked.length > 0) sendAsked(world, knowledge)
  armTargetTimeout(world, a)
  if (world.plan.breaks) countRequest(world, knowledge)
  if (world.plan.countsErrors) {
    const { ejection } = world.plan.groups[knowledge.group]
    if (ejection?.kind === 'max-fails') tryAgain(world, knowledge, picked, ejection)
  }
}

/** To its target, on a connection that is opened for it. */
function sendOnNew(world: World, a: Attempt): void {
  const { attempts, balancer, connections, plan } = world
  const node = attempts.node[a]
  const registration = attempts.registration[a]
  const peer = balancer.peers.of(attempts.worker[a], registration)
  const route = plan.routeOfPair[balancer.pairs.of(node, registration)]
  const c = openConnection(world, peer, NONE, node, attempts.target[a], route)
  attempts.targetConnection[a] = c
  attempts.targetConnectionId[a] = connections.id[c]
  attempts.flags[a] |= OPENING
  if (plan.breaks) beginPending(world, a)
  const delayUs = connectUs(world, a, TO_TARGET, 1)
  connections.readyUs[c] = world.nowUs + delayUs
  transmit(world, a, TO_TARGET, delayUs)
}

/** The node is done with the target for this attempt: its count, its connection, its algorithm. */
function settle(world: World, a: Attempt, keepsConnection: boolean): void {
  const { attempts, balancer, plan } = world
  const { peers } = balancer
  const knowledge = balancer.knowledge(attempts.worker[a], attempts.group[a])
  const place = attempts.registration[a] - knowledge.first
  peers.inFlight[knowledge.counts(place)]--
  if (plan.sharesCounts) tellCounted(world, knowledge, place)
  disarmTargetTimeout(world, a)
  if (plan.breaks) leaveBreaker(world, a, knowledge)
  const c = attempts.targetConnection[a]
  attempts.targetConnection[a] = NONE
  if (keepsConnection) {
    keepIdle(world, peers.idle, c, a, plan.nodeIdleUs)
    if (plan.targetsClose) expireAtTarget(world, c, a)
  } else drop(world, a, c)
  if (keepsConnection && knowledge.hearsReports) tellReport(world, a, knowledge)
  const latencyUs = world.nowUs - attempts.dispatchedUs[a]
  const isOk = keepsConnection && statusOf(attempts.ending[a]) < 500
  tellDone(knowledge, place, isOk, latencyUs)
  if (knowledge.asked.length > 0) sendAsked(world, knowledge)
}

function drop(world: World, a: Attempt, c: Connection): void {
  const isReset = (world.attempts.flags[a] & RESET) !== 0
  closeConnection(world, c, world.nowUs, isReset ? WAS_RESET : ABANDONED)
}

function giveUpOnTarget(world: World, a: Attempt, status: number, why: number): void {
  writeStatus(world, a, status, NODE_AUTHOR, why)
  settle(world, a, false)
  if (world.plan.countsErrors) countEnding(world, a, false)
  overtake(world, a)
  abandonTarget(world, a)
}
