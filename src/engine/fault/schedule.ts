/**
 * Faults begin and end. Their moments stand in one list, in order of time, with a single entry in the event queue, so
 * that adding or removing one leaves everything before its start as it was, to the bit.
 */
import { dropIdleLinks, loseNode } from '../balancer/node.ts'
import { dropClientLinks } from '../client/connect.ts'
import type { PlannedTarget } from '../plan.ts'
import { CELL_BITS, COUNT_BITS, DOWN, ERROR_RATIO } from '../targets/state.ts'
import { setSpeed } from '../targets/station.ts'
import { crash, vanishAll } from '../targets/visit.ts'
import { ENTRY_FAULT, FAULT_CURSOR, LOSSES, RANK_FAULT, type World } from '../world.ts'
import type { Moment, PlannedEffect } from './plan.ts'

/** Puts the next moment in the queue; used at the start, after each moment, and after a snapshot is restored. */
export function scheduleFaults(world: World): void {
  world.queue.cancel(ENTRY_FAULT)
  const next = world.moments[world.tally[FAULT_CURSOR] as number]
  if (next !== undefined) world.queue.schedule(ENTRY_FAULT, next.atUs, RANK_FAULT)
}

/** One fault begins or ends now. */
export function onFault(world: World): void {
  const cursor = world.tally[FAULT_CURSOR] as number
  const moment = world.moments[cursor] as Moment
  world.tally[FAULT_CURSOR] = cursor + 1
  scheduleFaults(world)
  const kind = moment.isStart ? 'fault-start' : 'fault-end'
  world.recorder.change(world, kind, moment.fault, 0, 0)
  for (const effect of world.plan.faults[moment.fault]?.effects ?? []) {
    apply(world, effect, moment.isStart)
  }
}

function apply(world: World, effect: PlannedEffect, isStart: boolean): void {
  const by = isStart ? 1 : -1
  switch (effect.kind) {
    case 'down':
      setDown(world, effect.a, by)
      return
    case 'zone-out':
      setOut(world, effect.a, by)
      return
    case 'speed':
      setSpeed(world, effect.a, speedNow(world, effect.a))
      return
    case 'errors':
      world.desk.cells[(effect.a << CELL_BITS) | ERROR_RATIO] = worst(
        world,
        'errors',
        (one) => one.a === effect.a,
        baseErrors(world, effect.a),
      )
      return
    case 'loss':
      setLoss(world, effect, by)
      return
  }
}

function setDown(world: World, t: number, by: number): void {
  const { counts } = world.desk
  const before = counts[(t << COUNT_BITS) | DOWN] as number
  counts[(t << COUNT_BITS) | DOWN] = before + by
  if (before === 0) {
    world.recorder.change(world, 'target-down', 0, t, 0)
    crash(world, t)
    dropIdleLinks(world, t)
    dropClientLinks(world, t)
  } else if (before + by === 0) {
    world.recorder.change(world, 'target-up', 0, t, 0)
  }
}

function setOut(world: World, site: number, by: number): void {
  const { out } = world.sites
  const before = out[site] as number
  out[site] = before + by
  if (before !== 0) return
  world.plan.nodes.forEach((node, n) => {
    if (node.site === site) loseNode(world, n)
  })
  world.plan.targets.forEach((target, t) => {
    if (target.site === site) vanishAll(world, t)
  })
}

function setLoss(world: World, effect: PlannedEffect, by: number): void {
  const sites = world.plan.sites.length
  const same = (one: PlannedEffect): boolean =>
    (one.a === effect.a && one.b === effect.b) || (one.a === effect.b && one.b === effect.a)
  const ratio = worst(world, 'loss', same, 0)
  world.sites.loss[effect.a * sites + effect.b] = ratio
  world.sites.loss[effect.b * sites + effect.a] = ratio
  world.tally[LOSSES] = (world.tally[LOSSES] as number) + by
}

/** Effects that hold now: those whose fault has begun and not ended, by the moments that have passed. */
function activeEffects(world: World): PlannedEffect[] {
  const active = new Set<number>()
  for (let i = 0; i < (world.tally[FAULT_CURSOR] as number); i++) {
    const { fault, isStart } = world.moments[i] as Moment
    if (isStart) active.add(fault)
    else active.delete(fault)
  }
  return world.plan.faults.flatMap((fault, index) => (active.has(index) ? fault.effects : []))
}

function speedNow(world: World, t: number): number {
  let speed = (world.plan.targets[t] as PlannedTarget).target.speed
  for (const effect of activeEffects(world)) {
    if (effect.kind === 'speed' && effect.a === t) speed *= effect.value
  }
  return speed
}

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

const baseErrors = (world: World, t: number): number =>
  (world.plan.targets[t] as PlannedTarget).target.errorRatio
