/**
 * The life of an instance: launched into a vacant place, in service once it is up and registered, terminated after it
 * was deregistered and has drained. Which place is next, and who goes, keeps zones even (EC2 Auto Scaling); in a
 * zone it is the first place that is vacant, and the instance that is in service for the shortest time (model).
 * A place is vacant again when its instance is gone, so that those that still drain count for the maximum (model).
 */
import { UNUSED } from '../../model/health.ts'
import { SERVING } from '../deploy/state.ts'
import { setDown, setUp } from '../down.ts'
import { RANK_HEALTH, RANK_TIMEOUT } from '../entries.ts'
import type { Group, Node, Registration, Target } from '../indices.ts'
import { recordChange } from '../record/rows.ts'
import { deregister, register } from '../registration/registration.ts'
import { IN_SERVICE, LAUNCHING, TERMINATING, VACANT } from '../targets/instanceStages.ts'
import type { World } from '../world.ts'
import type { PlannedScaling } from './plan.ts'

/** Before the run: the desired number is in service, and all other places are vacant. */
export function beginInstances(world: World, group: Group, { desired }: PlannedScaling): void {
  const { scaling, plan } = world
  const all = plan.groups[group].targets
  for (const t of all) scaling.stage[t] = VACANT
  for (const t of nextPlaces(world, all, desired)) scaling.stage[t] = IN_SERVICE
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
  const { plan, scaling } = world
  const all = plan.groups[group].targets
  let missing = scaling.desired[group]
  for (const t of all) if (isThere(world, t)) missing--
  if (missing > 0) for (const t of nextPlaces(world, all, missing)) launch(world, t)
  if (missing < 0) for (const t of nextToGo(world, all, -missing)) terminate(world, t)
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
  // After the last node has stopped waiting for what is in flight, which is at that moment too.
  queue.schedule(scaling.steps.first + t, goneUs, RANK_TIMEOUT)
}

/** The first vacant places in the zones with the fewest instances; none that is out, with its zone or its host. */
function nextPlaces(world: World, all: readonly Target[], most: number): Target[] {
  const { scaling, targets } = world
  const isPlace = (t: Target): boolean => scaling.stage[t] === VACANT && targets.out[t] === 0
  const zones = zonesOf(world, all, isPlace, (a, b) => b - a)
  return inTurn(zones, most, {
    isSooner: (a, b) => a.instances < b.instances || (a.instances === b.instances && a.t < b.t),
    by: 1,
  })
}

/** The instances that came last into the zones with the most; none that warms up, or that a deploy has in hand. */
function nextToGo(world: World, all: readonly Target[], most: number): Target[] {
  const { deploys, nowUs, scaling } = world
  const mayGo = (t: Target): boolean =>
    scaling.stage[t] === IN_SERVICE && scaling.warmAtUs[t] <= nowUs && deploys.stage[t] === SERVING
  const ages = (a: Target, b: Target): number => scaling.sinceUs[a] - scaling.sinceUs[b] || a - b
  return inTurn(zonesOf(world, all, mayGo, ages), most, {
    isSooner: (a, b) =>
      a.instances > b.instances || (a.instances === b.instances && ages(a.t, b.t) > 0),
    by: -1,
  })
}

/** How many instances there are, or soon will be, in a zone, and those of its targets whose turn may come. */
interface ZoneOf {
  instances: number
  /** The next one is the last. */
  readonly queue: Target[]
}

function zonesOf(
  world: World,
  all: readonly Target[],
  mayBe: (t: Target) => boolean,
  order: (a: Target, b: Target) => number,
): readonly ZoneOf[] {
  const bySite = new Map<number, ZoneOf>()
  for (const t of all) {
    const { site } = world.plan.targets[t]
    const zone = bySite.get(site) ?? { instances: 0, queue: [] }
    bySite.set(site, zone)
    if (isThere(world, t)) zone.instances++
    if (mayBe(t)) zone.queue.push(t)
  }
  for (const { queue } of bySite.values()) queue.sort(order)
  return [...bySite.values()]
}

interface Head {
  readonly instances: number
  readonly t: Target
}

/** Up to so many targets, each from the zone whose turn it is when those before it have come or gone. */
function inTurn(
  zones: readonly ZoneOf[],
  most: number,
  { isSooner, by }: { readonly isSooner: (a: Head, b: Head) => boolean; readonly by: 1 | -1 },
): Target[] {
  const taken: Target[] = []
  while (taken.length < most) {
    let next: ZoneOf | undefined
    let head: Head | undefined
    for (const zone of zones) {
      const t = zone.queue.at(-1)
      if (t === undefined) continue
      const own = { instances: zone.instances, t }
      if (head !== undefined && !isSooner(own, head)) continue
      head = own
      next = zone
    }
    if (next === undefined) break
    taken.push(next.queue.pop() as Target)
    next.instances += by
  }
  return taken
}

/** Whether a place has an instance, or soon will. */
function isThere({ scaling }: World, t: Target): boolean {
  return scaling.stage[t] === IN_SERVICE || scaling.stage[t] === LAUNCHING
}
