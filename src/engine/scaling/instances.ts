/**
 * The life of an instance: launched into a vacant place, in service once it is up and registered, terminated after it
 * was deregistered and has drained. Which place is next, and who goes, keeps zones even (EC2 Auto Scaling); in a
 * zone it is the first place that is vacant, and the instance that is in service for the shortest time (model).
 * A place is vacant again when its instance is gone, so that those that still drain count for the maximum (model).
 */
import { UNUSED } from '../../model/health.ts'
import { SERVING } from '../deploy/state.ts'
import { setDown, setUp } from '../down.ts'
import { RANK_HEALTH } from '../entries.ts'
import type { Group, Node, Registration, Target } from '../indices.ts'
import { recordChange } from '../record/rows.ts'
import { deregister, register } from '../registration/registration.ts'
import { IN_SERVICE, LAUNCHING, TERMINATING, VACANT } from '../targets/instanceStages.ts'
import type { World } from '../world.ts'
import type { PlannedScaling } from './plan.ts'

/** Targets of a group, in its order. */
export function targetsOf({ plan }: World, group: Group): Target[] {
  const { first, size } = plan.groups[group]
  return plan.registrations.slice(first, first + size).map(({ target }) => target)
}

/** Before the run: the desired number is in service, and all other places are vacant. */
export function beginInstances(world: World, group: Group, { desired }: PlannedScaling): void {
  const { scaling, plan } = world
  const all = targetsOf(world, group)
  for (const t of all) scaling.stage[t] = VACANT
  for (let n = 0; n < desired; n++) {
    const t = nextPlace(world, all)
    if (t !== undefined) scaling.stage[t] = IN_SERVICE
  }
  plan.registrations.forEach(({ target }, registration) => {
    if (plan.targets[target].group !== group || scaling.stage[target] !== VACANT) return
    leaveOut(world, registration as Registration)
  })
}

/** Nobody has ever heard of it. */
function leaveOut(world: World, registration: Registration): void {
  const { balancer, plan, registrations, targets } = world
  const t = plan.registrations[registration].target
  registrations.away[registration]++
  targets.down[t]++
  plan.nodes.forEach((_, node) => {
    balancer.pairs.heard[balancer.pairs.of(node as Node, registration)] = UNUSED
  })
  recordChange(world, 'vacant', 0, t, 0)
}

/** Launches and terminates until there are as many as desired, as far as there is place and somebody may go. */
export function reconcile(world: World, group: Group): void {
  const { scaling } = world
  const all = targetsOf(world, group)
  const stagesOf = (stage: number): number => all.filter((t) => scaling.stage[t] === stage).length
  let missing = scaling.desired[group] - stagesOf(IN_SERVICE) - stagesOf(LAUNCHING)
  for (; missing > 0; missing--) {
    const t = nextPlace(world, all)
    if (t === undefined) return
    launch(world, t)
  }
  for (; missing < 0; missing++) {
    const t = nextToGo(world, all)
    if (t === undefined) return
    terminate(world, t)
  }
}

/** The step of an instance is due: it is up, or it is gone. */
export function onInstanceStep(world: World, nth: number): void {
  const { deploys, nowUs, plan, scaling } = world
  const t = nth as Target
  const { group } = plan.targets[t]
  const { cooldownUs, warmUpUs } = plan.scaling[group] as PlannedScaling
  scaling.cooldownUntilUs[group] = nowUs + cooldownUs
  if (scaling.stage[t] === LAUNCHING) {
    scaling.stage[t] = IN_SERVICE
    scaling.sinceUs[t] = nowUs
    scaling.warmAtUs[t] = nowUs + warmUpUs
    // What is launched while a deploy goes on is its version.
    deploys.version[t] = deploys.going[group]
    recordChange(world, 'in-service', 0, t, 0)
    setUp(world, t)
    register(world, t)
    return
  }
  scaling.stage[t] = VACANT
  setDown(world, t)
  recordChange(world, 'vacant', 0, t, 0)
  reconcile(world, group)
}

function launch(world: World, t: Target): void {
  const { nowUs, plan, queue, scaling } = world
  const { group } = plan.targets[t]
  const upUs = nowUs + (plan.scaling[group] as PlannedScaling).launchUs
  scaling.stage[t] = LAUNCHING
  recordChange(world, 'launching', 0, t, upUs)
  queue.schedule(scaling.steps.first + t, upUs, RANK_HEALTH)
}

export function terminate(world: World, t: Target): void {
  const { nowUs, plan, queue, scaling } = world
  const { group } = plan.targets[t]
  const goneUs = nowUs + (plan.scaling[group] as PlannedScaling).drainUs
  scaling.stage[t] = TERMINATING
  recordChange(world, 'terminating', 0, t, goneUs)
  deregister(world, t)
  queue.schedule(scaling.steps.first + t, goneUs, RANK_HEALTH)
}

/** The first vacant place in the zone with the fewest instances; none in a zone that is out. */
function nextPlace(world: World, all: readonly Target[]): Target | undefined {
  const { network, plan, scaling } = world
  const count = countByZone(world, all)
  let best: Target | undefined
  for (const t of all) {
    const { site } = plan.targets[t]
    if (scaling.stage[t] !== VACANT || network.isOut(site)) continue
    const isEmptier = best === undefined || count(t) < count(best)
    if (isEmptier) best = t
  }
  return best
}

/** The instance that came last into the zone with the most; none that warms up, or that a deploy has in hand. */
function nextToGo(world: World, all: readonly Target[]): Target | undefined {
  const { deploys, nowUs, scaling } = world
  const count = countByZone(world, all)
  let best: Target | undefined
  for (const t of all) {
    if (scaling.stage[t] !== IN_SERVICE || scaling.warmAtUs[t] > nowUs) continue
    if (deploys.stage[t] !== SERVING) continue
    const isNext =
      best === undefined ||
      count(t) > count(best) ||
      (count(t) === count(best) && scaling.sinceUs[t] >= scaling.sinceUs[best])
    if (isNext) best = t
  }
  return best
}

/** How many instances there are, or soon will be, in the zone of a target. */
function countByZone({ plan, scaling }: World, all: readonly Target[]): (t: Target) => number {
  const bySite = new Map<number, number>()
  for (const t of all) {
    const { site } = plan.targets[t]
    const isThere = scaling.stage[t] === IN_SERVICE || scaling.stage[t] === LAUNCHING
    bySite.set(site, (bySite.get(site) ?? 0) + (isThere ? 1 : 0))
  }
  return (t) => bySite.get(plan.targets[t].site) ?? 0
}
