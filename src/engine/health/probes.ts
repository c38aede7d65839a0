/**
 * Active health checks: every node probes every target that it can use, on its own, at its own phase. A state machine
 * for each pair: so many failures in a row take a target out, so many successes bring it back, and a new target needs
 * only one success (ALB). A probe asks whether the target answers at all: an error rate of the application does not
 * fail it (model: a health path of its own), nor does a slow service, unless probes queue like requests.
 */
import { drawAt } from '../../base/draws.ts'
import { HEALTHY, INITIAL, UNHEALTHY } from '../../model/health.ts'
import { PROBE } from '../attempt/flags.ts'
import { hasRoom, isAtProbeLimit } from '../attempt/limits.ts'
import { readmitAt } from '../balancer/ejection.ts'
import type { Knowledge } from '../balancer/knowledge.ts'
import { REGISTERED } from '../balancer/pairs.ts'
import { groupsOf, type PlannedNode } from '../balancer/plan.ts'
import { isInReach, refresh } from '../balancer/usable.ts'
import { beginProbeCall, PROBE_WORK_US } from '../dependency/calls.ts'
import { statusOf } from '../ending.ts'
import { RANK_HEALTH } from '../entries.ts'
import type { Attempt, Group, Node, Pair, Population, Registration, Target } from '../indices.ts'
import { NONE } from '../indices.ts'
import { drawnPassageUs, lossOn, RESEND_US, RESENDS_MAX } from '../network/passage.ts'
import { recordChange, recordProbe } from '../record/rows.ts'
import type { PlannedGroup } from '../targets/plan.ts'
import { admit } from '../targets/station.ts'
import type { World } from '../world.ts'

// Stages of the probe of a pair.
const SEND = 0
const ARRIVE = 1
const FAILED = 2
const PASSED = 3

/** Sets the first states and schedules the first probe of each pair, at a random phase of the interval. */
export function beginHealth(world: World): void {
  world.plan.nodes.forEach((_, n) => {
    for (const group of groupsOf(world.plan, n as Node)) beginGroup(world, n as Node, group)
  })
}

function beginGroup(world: World, node: Node, group: Group): void {
  const { plan, health, balancer } = world
  const { first, size, intervalUs, health: settings } = plan.groups[group]
  const { k0, k1 } = plan.nodes[node].key
  for (let place = 0; place < size; place++) {
    const registration = (first + place) as Registration
    const { spec, key } = plan.targets[plan.registrations[registration].target]
    const pair = balancer.pairs.of(node, registration)
    health.known[pair] = spec.initial && settings.isActive ? INITIAL : HEALTHY
    if (!settings.isActive || !isInReach(world, node, registration)) continue
    const phase = drawAt(k0 ^ key.k0, k1 ^ key.k1, 0, 0, 0)
    world.queue.schedule(health.steps.first + pair, Math.floor(phase * intervalUs), RANK_HEALTH)
  }
  refresh(world, node, group)
}

/** The event of a pair is due. */
export function onProbe(world: World, nth: number): void {
  const pair = nth as Pair
  const stage = world.health.probeStage[pair]
  if (stage === SEND) sendProbe(world, pair)
  else if (stage === ARRIVE) arrive(world, pair)
  else conclude(world, pair, stage === PASSED)
}

/** A probe that queued like a request has left its target: its status says how. */
export function onProbeServed(world: World, a: Attempt): void {
  const { attempts, health } = world
  const pair = attempts.ordinal[a] as Pair
  const isAwaited = attempts.attempt[a] === (health.probes[pair] & 0xffff)
  const isOk = statusOf(attempts.ending[a]) === 200
  attempts.give(a)
  // The node may have stopped waiting: its event then stands at the next probe.
  if (isAwaited && health.probeStage[pair] === FAILED) report(world, pair, isOk)
}

function sendProbe(world: World, pair: Pair): void {
  const { health } = world
  if (isAtProbeLimit(world)) return
  health.probeSentUs[pair] = world.nowUs
  health.probes[pair]++
  const { intervalUs, timeoutUs } = groupOf(world, pair)
  if (world.network.isOut(nodeOf(world, pair).site) || !isRegistered(world, pair)) {
    // A node that is out probes nobody, and no node what is deregistered; it looks again at the next interval.
    schedule(world, pair, world.nowUs + intervalUs)
    return
  }
  const arriveUs = world.nowUs + passageUs(world, pair, 1)
  if (arriveUs > world.nowUs + timeoutUs) {
    awaitTimeout(world, pair)
    return
  }
  health.probeStage[pair] = ARRIVE
  schedule(world, pair, arriveUs)
}

/** The probe is at the target, which answers at once, refuses, queues it, or says nothing. */
function arrive(world: World, pair: Pair): void {
  const { targets } = world
  const t = targetOf(world, pair)
  if (targets.out[t] > 0) awaitTimeout(world, pair)
  else if (targets.down[t] > 0) report(world, pair, false)
  else if (groupOf(world, pair).health.queued) enqueue(world, pair, t)
  else if (targets.speed[t] === 0) awaitTimeout(world, pair)
  else if (groupOf(world, pair).calls?.isProbed === true) callBehind(world, pair)
  else report(world, pair, true)
}

/** Beside the work its target calls what stands behind it. */
function callBehind(world: World, pair: Pair): void {
  awaitTimeout(world, pair)
  beginProbeCall(world, pair, world.health.probes[pair] & 0xffff)
}

/** What stands behind the target has answered a probe, well or not; the target may have gone meanwhile. */
export function onProbed(world: World, a: Attempt): void {
  const { attempts, targets } = world
  const t = targetOf(world, attempts.ordinal[a] as Pair)
  if (targets.out[t] > 0 || targets.speed[t] === 0) attempts.give(a)
  else {
    if (targets.down[t] > 0) attempts.ending[a] = 0
    onProbeServed(world, a)
  }
}

function enqueue(world: World, pair: Pair, t: Target): void {
  if (!hasRoom(world)) return
  const { attempts, balancer, health } = world
  const a = attempts.take()
  attempts.flags[a] = PROBE
  attempts.population[a] = 0 as Population
  attempts.user[a] = 0
  attempts.ordinal[a] = pair
  attempts.attempt[a] = health.probes[pair] & 0xffff
  attempts.node[a] = balancer.pairs.nodeOf(pair)
  attempts.target[a] = t
  attempts.targetConnection[a] = NONE
  attempts.ending[a] = 0
  attempts.demandUs[a] = PROBE_WORK_US
  if (admit(world, a, t)) {
    awaitTimeout(world, pair)
  } else {
    attempts.give(a)
    report(world, pair, false)
  }
}

/** The target's answer, good or bad, is on its way to the node; it may come after the timeout. */
function report(world: World, pair: Pair, isOk: boolean): void {
  const { health, queue } = world
  const dueUs = health.probeSentUs[pair] + groupOf(world, pair).timeoutUs
  const backUs = world.nowUs + passageUs(world, pair, 2)
  queue.cancel(health.steps.first + pair)
  health.probeStage[pair] = isOk && backUs <= dueUs ? PASSED : FAILED
  schedule(world, pair, Math.min(backUs, dueUs))
}

/** Nothing comes back for now: the timeout decides. */
function awaitTimeout(world: World, pair: Pair): void {
  const { health } = world
  health.probeStage[pair] = FAILED
  schedule(world, pair, health.probeSentUs[pair] + groupOf(world, pair).timeoutUs)
}

function schedule(world: World, pair: Pair, atUs: number): void {
  const entry = world.health.steps.first + pair
  world.queue.schedule(entry, Math.max(world.nowUs, atUs), RANK_HEALTH)
}

/** The node knows the result: counts it, changes the state when it is enough, and plans the next probe. */
function conclude(world: World, pair: Pair, isOk: boolean): void {
  const { health, balancer } = world
  const sentUs = health.probeSentUs[pair]
  const { intervalUs, health: settings } = groupOf(world, pair)
  recordProbe(world, balancer.pairs.nodeOf(pair), targetOf(world, pair), sentUs, isOk)
  world.counters.probes++
  health.probeStage[pair] = SEND
  schedule(world, pair, sentUs + intervalUs)
  if (world.network.isOut(nodeOf(world, pair).site) || !isRegistered(world, pair)) return
  if (isOk && groupOf(world, pair).ejection?.endsWithProbe === true) readmitAt(world, pair, false)
  const state = health.known[pair]
  const agrees = isOk ? state === HEALTHY : state === UNHEALTHY
  const streak = agrees ? 0 : health.streak[pair] + 1
  health.streak[pair] = streak
  if (agrees) return
  const isEnough = isOk
    ? state === INITIAL || streak >= settings.healthyAfter
    : streak >= settings.unhealthyAfter
  if (isEnough) setHealth(world, pair, isOk ? HEALTHY : UNHEALTHY)
}

/** A node has heard that a target is registered again: it knows nothing of it yet. */
export function beginAnew(world: World, pair: Pair): void {
  const { health } = world
  health.known[pair] = INITIAL
  health.streak[pair] = 0
  health.slowSinceUs[pair] = -1
  if (!groupOf(world, pair).health.isActive) setHealth(world, pair, HEALTHY)
}

function setHealth(world: World, pair: Pair, state: number): void {
  const { balancer, health, plan } = world
  const node = balancer.pairs.nodeOf(pair)
  const { group } = plan.registrations[balancer.pairs.registrationOf(pair)]
  const { firstWorker } = plan.nodes[node]
  const startsSlowly =
    state === HEALTHY && mayStartSlowly(world, pair, balancer.knowledge(firstWorker, group))
  health.known[pair] = state
  health.streak[pair] = 0
  health.slowSinceUs[pair] = startsSlowly ? world.nowUs : -1
  const kind = state === HEALTHY ? 'healthy' : 'unhealthy'
  recordChange(world, kind, node, targetOf(world, pair), 0)
  if (startsSlowly) {
    const untilUs = world.nowUs + plan.groups[group].slowStartUs
    recordChange(world, 'slow-start', node, targetOf(world, pair), untilUs)
  }
  refresh(world, node, group)
}

/**
 * Whether a target that is found healthy starts slowly: only beside another that is healthy and has its whole share, and
 * not when it was registered with all the others into an empty group. Source: AWS Application Load Balancer, slow start.
 */
function mayStartSlowly(world: World, pair: Pair, knowledge: Knowledge): boolean {
  const { slowStartUs, isAllNew } = world.plan.groups[knowledge.group]
  const isFirst = world.health.known[pair] === INITIAL && world.balancer.pairs.heardUs[pair] === 0
  if (slowStartUs === 0 || (isAllNew && isFirst)) return false
  for (let place = 0; place < knowledge.size; place++) {
    if (knowledge.health(place) === HEALTHY && knowledge.share(place) === 1) return true
  }
  return false
}

/**
 * One way between a node and a target, in whole microseconds; Infinity when every packet is lost. Draws of a probe
 * have its pair and its number.
 */
function passageUs(world: World, pair: Pair, n: number): number {
  const { plan, draw, network } = world
  const route = plan.routeOfPair[pair]
  const node = nodeOf(world, pair).key
  const target = plan.targets[targetOf(world, pair)].key
  draw.k0 = node.k0 ^ target.k0
  draw.k1 = node.k1 ^ target.k1
  draw.ordinal = world.health.probes[pair]
  draw.attempt = 0
  let us = drawnPassageUs(plan.network, route, draw, n)
  if (network.losses === 0) return us
  const ratio = lossOn(world, route)
  // Each loss costs a retransmission, as for a request.
  for (let again = 0; ; again++) {
    draw.attempt = again + 1
    if (draw.at(n) >= ratio) return us
    if (again === RESENDS_MAX) return Number.POSITIVE_INFINITY
    us += RESEND_US * (1 << again)
  }
}

const isRegistered = ({ balancer }: World, pair: Pair): boolean =>
  balancer.pairs.heard[pair] === REGISTERED

const nodeOf = ({ plan, balancer }: World, pair: Pair): PlannedNode =>
  plan.nodes[balancer.pairs.nodeOf(pair)]

const targetOf = ({ plan, balancer }: World, pair: Pair): Target =>
  plan.registrations[balancer.pairs.registrationOf(pair)].target

const groupOf = ({ plan, balancer }: World, pair: Pair): PlannedGroup =>
  plan.groups[plan.registrations[balancer.pairs.registrationOf(pair)].group]
