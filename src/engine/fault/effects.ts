/** What faults do to the world: the closed list of effects, each with how it begins, ends and combines. */
import { loseNode } from '../balancer/node.ts'
import { answering, shifted } from '../balancer/plan.ts'
import { setStationSpeed } from '../dependency/calls.ts'
import { beginDeploy, endDeploy } from '../deploy/rolling.ts'
import { cutPower, setDown, setTargetOut, setUp } from '../down.ts'
import type { Group, Host, Node, Site, Station, Target } from '../indices.ts'
import { deregister, register } from '../registration/registration.ts'
import { setOwnSpeed } from '../targets/hostSharing.ts'
import type { World } from '../world.ts'
import type { PlannedEffect } from './plan.ts'

/** An effect begins or ends now; the moment is counted as passed already. */
export function apply(world: World, effect: PlannedEffect, isStart: boolean): void {
  const by = isStart ? 1 : -1
  switch (effect.kind) {
    case 'down':
      if (isStart) setDown(world, effect.a as Target)
      else setUp(world, effect.a as Target)
      return
    case 'zone-out':
      setOut(world, effect.a as Site, by)
      return
    case 'host-out':
      setHostOut(world, effect.a as Host, isStart)
      return
    case 'unnamed':
      world.network.unnamed[effect.a as Site] += by
      return
    case 'speed':
      setOwnSpeed(world, effect.a as Target, speedNow(world, effect.a as Target))
      return
    case 'errors':
      setErrors(world, effect.a as Target)
      return
    case 'loss':
      setLoss(world, effect, by)
      return
    case 'shift':
    case 'answer':
      setActions(world)
      return
    case 'unregistered':
      if (isStart) deregister(world, effect.a as Target)
      else register(world, effect.a as Target)
      return
    case 'dependency':
      setStationSpeed(world, effect.a as Station, stationSpeedNow(world, effect.a as Station))
      return
    case 'deploy':
      if (isStart) beginDeploy(world, effect.a)
      else endDeploy(world, effect.a)
      return
  }
}

function setOut(world: World, site: Site, by: number): void {
  const { out } = world.network
  const before = out[site]
  out[site] = before + by
  if (before === 0) {
    world.plan.nodes.forEach((node, n) => {
      if (node.site === site) loseNode(world, n as Node)
    })
  }
  world.plan.targets.forEach((target, t) => {
    if (target.site === site) setTargetOut(world, t as Target, by)
  })
}

function setHostOut(world: World, host: Host, isStart: boolean): void {
  for (const t of world.plan.hosts[host].containers) {
    if (isStart) cutPower(world, t)
    else setTargetOut(world, t, -1)
  }
}

function setErrors(world: World, t: Target): void {
  const { errorRatio } = world.plan.targets[t].spec
  world.targets.errorRatio[t] = worst(world, 'errors', (one) => one.a === t, errorRatio)
}

function setLoss(world: World, { a, b }: PlannedEffect, by: number): void {
  const isSame = (one: PlannedEffect): boolean =>
    (one.a === a && one.b === b) || (one.a === b && one.b === a)
  world.network.setLoss(a as Site, b as Site, worst(world, 'loss', isSame, 0))
  world.network.losses += by
}

/** What rules do now: what they do usually, or what the change that began last makes of it. */
export function setActions(world: World): void {
  const actions = world.plan.rules.map(({ action }) => action)
  for (const { kind, a, b, value } of activeEffects(world)) {
    if (kind === 'shift') actions[a] = shifted(world.plan.rules[a].action, b as Group, value)
    else if (kind === 'answer') actions[a] = answering(value, 'fixed-response')
  }
  world.balancer.changeActions(actions)
}

/** Effects that hold now: those whose fault has begun and not ended, by the moments that have passed. */
function activeEffects({ faults, plan }: World): PlannedEffect[] {
  const active = new Set<number>()
  for (const { fault, isStart } of faults.moments.slice(0, faults.passed)) {
    if (isStart) active.add(fault)
    else active.delete(fault)
  }
  return plan.faults.flatMap((fault, index) => (active.has(index) ? fault.effects : []))
}

/** Slowdowns multiply. */
function speedNow(world: World, t: Target): number {
  let { speed } = world.plan.targets[t].spec
  for (const effect of activeEffects(world)) {
    if (effect.kind === 'speed' && effect.a === t) speed *= effect.value
  }
  return speed
}

function stationSpeedNow(world: World, station: Station): number {
  let speed = world.plan.stations[station]?.speed ?? 1
  for (const { kind, a, value } of activeEffects(world)) {
    if (kind === 'dependency' && a === station) speed *= value
  }
  return speed
}

/** Of losses and errors the worst holds. */
function worst(
  world: World,
  kind: PlannedEffect['kind'],
  fits: (effect: PlannedEffect) => boolean,
  base: number,
): number {
  let ratio = base
  for (const effect of activeEffects(world)) {
    if (effect.kind === kind && fits(effect) && effect.value > ratio) ratio = effect.value
  }
  return ratio
}
