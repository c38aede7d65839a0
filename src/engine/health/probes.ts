/**
 * Active health checks: every node probes every target that it can use, on its own, at its own phase. A state machine
 * for each pair: so many failures in a row take a target out, so many successes bring it back, and a new target needs
 * only one success (ALB). A probe asks whether the target answers at all: an error rate of the application does not
 * fail it (model: a health path of its own), nor does a slow service, unless probes queue like requests.
 */
import { drawAt } from '../../base/draws.ts'
import * as F from '../attempt/attempts.ts'
import { HEALTHY, INITIAL, type NodeView, UNHEALTHY } from '../balancer/knowledge.ts'
import { RESEND_US, RESENDS_MAX, zoneLeg } from '../network/transmit.ts'
import type { PlannedGroup, PlannedNode, PlannedTarget } from '../plan.ts'
import { CELL_BITS, COUNT_BITS, DOWN, SPEED } from '../targets/state.ts'
import { admit } from '../targets/station.ts'
import { LOSSES, RANK_HEALTH, type World } from '../world.ts'

// Stages of the probe of a pair.
const SEND = 0
const ARRIVE = 1
const FAILED = 2
const PASSED = 3

/** A probe that queues is this much work, in microseconds (model). */
const PROBE_WORK_US = 1000

/** Sets the first states and schedules the first probe of each pair, at a random phase of the interval. */
export function beginHealth(world: World): void {
  const { plan, pairs } = world
  const group = plan.groups[plan.forwardGroup]
  if (group === undefined) return
  plan.nodes.forEach((node, n) => {
    const view = world.views[n] as NodeView
    for (let local = 0; local < group.size; local++) {
      const { target } = plan.targets[group.first + local] as PlannedTarget
      const pair = n * plan.targets.length + group.first + local
      pairs.health[pair] = target.initial && group.health.isActive ? INITIAL : HEALTHY
      if (!group.health.isActive || !view.isInReach(local)) continue
      const { key } = plan.targets[group.first + local] as PlannedTarget
      const phase = drawAt(node.key.k0 ^ key.k0, node.key.k1 ^ key.k1, 0, 0, 0)
      world.queue.schedule(
        world.probeBase + pair,
        Math.floor(phase * group.intervalUs),
        RANK_HEALTH,
      )
    }
    refresh(world, n)
  })
}

/** The event of a pair is due. */
export function onProbe(world: World, pair: number): void {
  const stage = world.pairs.probeStage[pair]
  if (stage === SEND) sendProbe(world, pair)
  else if (stage === ARRIVE) arrive(world, pair)
  else conclude(world, pair, stage === PASSED)
}

/** A probe that queued like a request has left its target: `status` says how. */
export function onProbeServed(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const pair = w[at | F.ORDINAL] as number
  const isAwaited = w[at | F.ATTEMPT] === ((world.pairs.probes[pair] as number) & 0xffff)
  const isOk = (w[at | F.STATUS] as number) === 200
  world.flights.give(f)
  // The node may have stopped waiting: its event then stands at the next probe.
  if (isAwaited && world.pairs.probeStage[pair] === FAILED) report(world, pair, isOk)
}

function sendProbe(world: World, pair: number): void {
  const { pairs, queue } = world
  pairs.probeSentUs[pair] = world.nowUs
  pairs.probes[pair] = (pairs.probes[pair] as number) + 1
  const node = nodeOf(world, pair)
  if ((world.sites.out[node.site] as number) > 0) {
    // A node that is out probes nobody; it looks again at the next interval.
    queue.schedule(world.probeBase + pair, world.nowUs + groupOf(world).intervalUs, RANK_HEALTH)
    return
  }
  const arriveUs = world.nowUs + legUs(world, pair, 1)
  if (arriveUs > world.nowUs + groupOf(world).timeoutUs) {
    awaitTimeout(world, pair)
    return
  }
  pairs.probeStage[pair] = ARRIVE
  schedule(world, pair, arriveUs)
}

/** The probe is at the target, which answers at once, refuses, queues it, or says nothing. */
function arrive(world: World, pair: number): void {
  const t = pair % world.plan.targets.length
  const { counts, cells } = world.desk
  const { site } = world.plan.targets[t] as PlannedTarget
  if ((world.sites.out[site] as number) > 0) awaitTimeout(world, pair)
  else if ((counts[(t << COUNT_BITS) | DOWN] as number) > 0) report(world, pair, false)
  else if (groupOf(world).health.queued) enqueue(world, pair, t)
  else if ((cells[(t << CELL_BITS) | SPEED] as number) === 0) awaitTimeout(world, pair)
  else report(world, pair, true)
}

function enqueue(world: World, pair: number, t: number): void {
  if (!world.hasRoom()) return
  const f = world.flights.take()
  const { words: w, times } = world
  const at = f << F.WORD_BITS
  w[at | F.FLAGS] = F.PROBE
  w[at | F.POPULATION] = 0
  w[at | F.USER] = 0
  w[at | F.ORDINAL] = pair
  w[at | F.ATTEMPT] = (world.pairs.probes[pair] as number) & 0xffff
  w[at | F.NODE] = Math.floor(pair / world.plan.targets.length)
  w[at | F.TARGET] = t
  w[at | F.STATUS] = 0
  times[(f << F.TIME_BITS) | F.DEMAND] = PROBE_WORK_US
  if (admit(world, f, t)) {
    awaitTimeout(world, pair)
  } else {
    world.flights.give(f)
    report(world, pair, false)
  }
}

/** The target's answer, good or bad, is on its way to the node; it may come after the timeout. */
function report(world: World, pair: number, isOk: boolean): void {
  const { pairs, queue } = world
  const dueUs = (pairs.probeSentUs[pair] as number) + groupOf(world).timeoutUs
  const backUs = world.nowUs + legUs(world, pair, 2)
  queue.cancel(world.probeBase + pair)
  pairs.probeStage[pair] = isOk && backUs <= dueUs ? PASSED : FAILED
  schedule(world, pair, Math.min(backUs, dueUs))
}

/** Nothing comes back for now: the timeout decides. */
function awaitTimeout(world: World, pair: number): void {
  const { pairs } = world
  pairs.probeStage[pair] = FAILED
  const dueUs = (pairs.probeSentUs[pair] as number) + groupOf(world).timeoutUs
  schedule(world, pair, dueUs)
}

function schedule(world: World, pair: number, atUs: number): void {
  world.queue.schedule(world.probeBase + pair, Math.max(world.nowUs, atUs), RANK_HEALTH)
}

/** The node knows the result: counts it, changes the state when it is enough, and plans the next probe. */
function conclude(world: World, pair: number, isOk: boolean): void {
  const { pairs, plan } = world
  const targets = plan.targets.length
  const [node, target] = [Math.floor(pair / targets), pair % targets]
  const sentUs = pairs.probeSentUs[pair] as number
  const { intervalUs, health } = groupOf(world)
  world.recorder.probe(world, { node, target, sentUs, isOk })
  pairs.probeStage[pair] = SEND
  schedule(world, pair, sentUs + intervalUs)
  if ((world.sites.out[nodeOf(world, pair).site] as number) > 0) return
  const state = pairs.health[pair] as number
  const agrees = isOk ? state === HEALTHY : state === UNHEALTHY
  const streak = agrees ? 0 : (pairs.streak[pair] as number) + 1
  pairs.streak[pair] = streak
  if (agrees) return
  if (isOk && (state === INITIAL || streak >= health.healthyAfter)) setHealth(world, pair, HEALTHY)
  else if (!isOk && streak >= health.unhealthyAfter) setHealth(world, pair, UNHEALTHY)
}

function setHealth(world: World, pair: number, state: number): void {
  const targets = world.plan.targets.length
  const [node, target] = [Math.floor(pair / targets), pair % targets]
  world.pairs.health[pair] = state
  world.pairs.streak[pair] = 0
  world.recorder.change(world, state === HEALTHY ? 'healthy' : 'unhealthy', node, target, 0)
  refresh(world, node)
}

/** Makes a node's list of usable targets anew and tells its algorithm. */
function refresh(world: World, node: number): void {
  const view = world.views[node] as NodeView
  const failsOpen = view.refresh()
  const before = world.nodes.failOpen[node] === 1
  world.nodes.failOpen[node] = failsOpen ? 1 : 0
  if (failsOpen !== before) {
    world.recorder.change(world, failsOpen ? 'fail-open' : 'fail-open-end', node, 0, 0)
  }
  const { changed } = groupOf(world).algorithm
  if (changed !== undefined) changed(view.context)
}

/**
 * One way between a node and a target, in whole microseconds; Infinity when every packet is lost. Draws of a probe
 * have its pair and its number.
 */
function legUs(world: World, pair: number, n: number): number {
  const { plan, pairs } = world
  const node = nodeOf(world, pair)
  const { site, key } = plan.targets[pair % plan.targets.length] as PlannedTarget
  const leg = zoneLeg(world, node.site, site)
  const [k0, k1] = [node.key.k0 ^ key.k0, node.key.k1 ^ key.k1]
  const ordinal = pairs.probes[pair] as number
  let us = leg.isFixed ? leg.fixedUs : Math.round(leg.quantileUs(drawAt(k0, k1, ordinal, 0, n)))
  if ((world.tally[LOSSES] as number) === 0) return us
  const ratio = world.sites.loss[node.site * plan.sites.length + site] as number
  // Each loss costs a retransmission, as for a request.
  for (let again = 0; drawAt(k0, k1, ordinal, again + 1, n) < ratio; again++) {
    if (again === RESENDS_MAX) return Number.POSITIVE_INFINITY
    us += RESEND_US * (1 << again)
  }
  return us
}

const nodeOf = (world: World, pair: number): PlannedNode =>
  world.plan.nodes[Math.floor(pair / world.plan.targets.length)] as PlannedNode

const groupOf = (world: World): PlannedGroup =>
  world.plan.groups[world.plan.forwardGroup] as PlannedGroup
