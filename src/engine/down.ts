/** A target goes down or comes up: the process dies, whoever is the cause, or a new one can serve. */
import { resetFlowsOf } from './balancer/flow.ts'
import { dropTargetConnections } from './balancer/node.ts'
import { dropClientConnections } from './client/connect.ts'
import type { Target } from './indices.ts'
import { recordChange } from './record/rows.ts'
import { forgetEnvironments } from './targets/environments.ts'
import { startCold } from './targets/warmth.ts'
import { crash, vanishAll } from './visit.ts'
import type { World } from './world.ts'

/** One more reason for it to be down. */
export function setDown(world: World, t: Target): void {
  const { down, stopping } = world.targets
  // While it stops it is down for what comes, but what it has goes on.
  const isFirst = down[t] === stopping[t]
  down[t]++
  if (isFirst) die(world, t)
}

/** One reason less. */
export function setUp(world: World, t: Target): void {
  const { down } = world.targets
  if (--down[t] > 0) return
  startCold(world, t)
  recordChange(world, 'target-up', 0, t, 0)
}

/** It vanishes without a word, or is back. */
export function setTargetOut(world: World, t: Target, by: number): void {
  const { cut, out } = world.targets
  out[t] += by
  if (by > 0 && out[t] === 1) vanishAll(world, t)
  if (out[t] > 0 || cut[t] === 0) return
  cut[t] = 0
  startAnew(world, t)
}

/** Its power is cut: it vanishes, and its process with all that it knew. */
export function cutPower(world: World, t: Target): void {
  world.targets.cut[t] = 1
  setTargetOut(world, t, 1)
  forgetProcess(world, t)
}

/** Another process is there: who kept a connection to the one before has none any more. */
function startAnew(world: World, t: Target): void {
  dropConnections(world, t)
  if (world.targets.down[t] > 0) return
  startCold(world, t)
  recordChange(world, 'target-up', 0, t, 0)
}

/** It is told to stop: it finishes what it has, and refuses the rest. */
export function beginStop(world: World, t: Target): void {
  const { down, stopping } = world.targets
  down[t]++
  stopping[t]++
  recordChange(world, 'stopping', 0, t, 0)
  dropConnections(world, t)
}

/** It has stopped: what it still has is cut off. */
export function endStop(world: World, t: Target): void {
  const { down, stopping } = world.targets
  const isDead = down[t] > stopping[t]
  stopping[t]--
  if (!isDead) die(world, t)
}

function die(world: World, t: Target): void {
  recordChange(world, 'target-down', 0, t, 0)
  crash(world, t)
  forgetProcess(world, t)
  dropConnections(world, t)
}

/** What a process knew is gone with it. */
function forgetProcess(world: World, t: Target): void {
  if (world.plan.targets[t].environments !== null) forgetEnvironments(world, t)
  if (world.plan.tellsLatency) world.targets.recent.forget(t)
}

function dropConnections(world: World, t: Target): void {
  dropTargetConnections(world, t)
  resetFlowsOf(world, t)
  dropClientConnections(world, t)
}
