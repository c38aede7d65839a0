/**
 * Auto-scaling: at the end of each period a group looks at its instances, makes a data point of them, and lets its policy
 * say how many there are to be. Within the minimum and the places that there are; out when so many points in a row are
 * above, in when so many are below and no instance launches or warms up. Source: EC2 Auto Scaling.
 */
import { UNHEALTHY } from '../../model/health.ts'
import { ABOVE, BELOW, type DataPoint } from '../../scalingPolicies/define.ts'
import { isInReach } from '../balancer/usable.ts'
import { SERVING } from '../deploy/state.ts'
import { RANK_HEALTH } from '../entries.ts'
import type { Group, Target } from '../indices.ts'
import { recordChange } from '../record/rows.ts'
import { IN_SERVICE, LAUNCHING, TERMINATING } from '../targets/instanceStages.ts'
import { touchArea } from '../targets/occupancy.ts'
import type { World } from '../world.ts'
import { beginInstances, reconcile, terminate } from './instances.ts'
import type { PlannedScaling } from './plan.ts'

/** Before the run. */
export function beginScaling(world: World): void {
  const { plan, queue, scaling } = world
  plan.scaling.forEach((planned, n) => {
    if (planned === null) return
    const group = n as Group
    beginInstances(world, group, planned)
    setDesired(world, group, planned.desired, Number.NaN)
    queue.schedule(scaling.looks.first + group, planned.periodUs, RANK_HEALTH)
  })
}

/** The period of a group is over. */
export function onScalingLook(world: World, nth: number): void {
  const { nowUs, plan, queue, scaling } = world
  const group = nth as Group
  const planned = plan.scaling[group] as PlannedScaling
  queue.schedule(scaling.looks.first + group, nowUs + planned.periodUs, RANK_HEALTH)
  const all = plan.groups[group].targets
  const point = measure(world, group, all)
  if (planned.replacesUnhealthy) replaceUnhealthy(world, planned, all)
  if (point !== null) decide(world, group, point)
  reconcile(world, group)
}

/**
 * The data point of the period that is over, of the instances that were in service and warm for all of it; null when
 * there are none. Counting begins anew.
 */
function measure(world: World, group: Group, all: readonly Target[]): DataPoint | null {
  const { nowUs, plan, scaling, targets } = world
  const { isByRequests, periodUs } = plan.scaling[group] as PlannedScaling
  let sum = 0
  let measured = 0
  for (const t of all) {
    touchArea(world, t)
    const busyUs = targets.busyAreaUs[t] - scaling.busyThenUs[t]
    const requests = scaling.requests[t]
    scaling.busyThenUs[t] = targets.busyAreaUs[t]
    scaling.requests[t] = 0
    if (scaling.stage[t] !== IN_SERVICE || scaling.warmAtUs[t] > nowUs - periodUs) continue
    measured++
    // Under processor sharing more are in service than there are slots; a target is not busier than busy.
    sum += isByRequests
      ? (requests * 1e6) / periodUs
      : 100 * Math.min(1, busyUs / (targets.slots[t] * periodUs))
  }
  if (measured === 0) return null
  return { value: sum / measured, measured, desired: scaling.desired[group] }
}

/** Counts the points in a row, and asks the policy when they are enough. */
function decide(world: World, group: Group, point: DataPoint): void {
  const { plan, scaling } = world
  const planned = plan.scaling[group] as PlannedScaling
  const { policy, knobs, minimum, outAfter, inAfter, scalesIn, waitsForAll } = planned
  if (policy.scaling === undefined) return
  const side = policy.scaling.side(knobs, point.value)
  const above = side === ABOVE ? scaling.above[group] + 1 : 0
  const below = side === BELOW ? scaling.below[group] + 1 : 0
  scaling.above[group] = above
  scaling.below[group] = below
  if (above < outAfter && below < inAfter) return
  if (waitsForAll && isCoolingDown(world, group)) return
  if (side === BELOW && !(scalesIn && isSettled(world, group))) return
  const asked = policy.scaling.desired(knobs, point, side)
  const bounded = Math.min(plan.groups[group].size, Math.max(minimum, asked))
  const isFurther = side === ABOVE ? bounded > point.desired : bounded < point.desired
  if (!isFurther) return
  setDesired(world, group, bounded, point.value)
}

function setDesired(world: World, group: Group, desired: number, metric: number): void {
  const [first] = world.plan.groups[group].targets
  world.scaling.desired[group] = desired
  recordChange(world, 'scaling', first, desired, metric)
}

/** Whether something is under way, or the cooldown after it. */
function isCoolingDown(world: World, group: Group): boolean {
  const { nowUs, plan, scaling } = world
  return (
    nowUs < scaling.cooldownUntilUs[group] ||
    plan.groups[group].targets.some(
      (t) => scaling.stage[t] === LAUNCHING || scaling.stage[t] === TERMINATING,
    )
  )
}

/** Whether all instances that there are were measured: none launches, or was warming up in the period. */
function isSettled(world: World, group: Group): boolean {
  const { nowUs, plan, scaling } = world
  const { periodUs } = plan.scaling[group] as PlannedScaling
  return plan.groups[group].targets.every(
    (t) =>
      scaling.stage[t] !== LAUNCHING &&
      (scaling.stage[t] !== IN_SERVICE || scaling.warmAtUs[t] <= nowUs - periodUs),
  )
}

/** Those that all nodes find unhealthy, beyond their grace, go; others are launched in their place. */
function replaceUnhealthy(world: World, { graceUs }: PlannedScaling, all: readonly Target[]): void {
  const { deploys, nowUs, scaling } = world
  for (const t of all) {
    if (scaling.stage[t] !== IN_SERVICE || deploys.stage[t] !== SERVING) continue
    if (scaling.sinceUs[t] + graceUs > nowUs) continue
    if (isUnhealthyForAll(world, t)) terminate(world, t)
  }
}

/**
 * Whether every node that probes it finds it unhealthy, and one does. A node whose zone is out probes nobody, and what
 * stands in such a zone, or on a host that is out, is found out without probes (EC2 status checks).
 */
function isUnhealthyForAll(world: World, t: Target): boolean {
  const { balancer, health, network, plan, targets } = world
  const { group, registration } = plan.targets[t]
  if (targets.out[t] > 0) return true
  let isChecked = false
  for (const knowledge of balancer.views) {
    if (knowledge?.group !== group || !isInReach(world, knowledge.node, registration)) continue
    if (network.isOut(plan.nodes[knowledge.node].site)) continue
    if (health.known[balancer.pairs.of(knowledge.node, registration)] !== UNHEALTHY) return false
    isChecked = true
  }
  return isChecked
}
