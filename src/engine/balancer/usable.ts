/** Which registrations a worker may choose from follows from what is known of them: made anew whenever that changes. */
import { DRAINING, HEALTHY, UNUSED } from '../../model/health.ts'
import { RANK_HEALTH } from '../entries.ts'
import type { Group, Node, Registration, Worker } from '../indices.ts'
import { recordChange } from '../record/rows.ts'
import type { World } from '../world.ts'
import { resetFlows } from './flow.ts'
import type { Knowledge } from './knowledge.ts'
import { sendAsked } from './messages.ts'
import { eachWorker } from './workers.ts'

/** After a snapshot was put in place. */
export function resumeHealth({ balancer }: World): void {
  for (const knowledge of balancer.views) knowledge?.refresh()
}

/** What a node knows of a group has changed: all its workers make their lists anew. */
export function refresh(world: World, node: Node, group: Group): void {
  eachWorker(world, node, (worker) => refreshWorker(world, worker, group))
}

/** Makes a worker's list of usable targets of a group anew and tells its algorithm. */
export function refreshWorker(world: World, worker: Worker, group: Group): void {
  const { balancer } = world
  const knowledge = balancer.knowledge(worker, group)
  const view = balancer.view(worker, group)
  const failsOpen = knowledge.refresh()
  const { node } = knowledge
  const before = isAnyOpen(world, node, group)
  const share = healthyShare(world, knowledge)
  balancer.failOpen[view] = failsOpen ? 1 : 0
  const { unnamedBelow } = world.plan.groups[group].health
  balancer.tooFewHealthy[view] = share === 0 || share < unnamedBelow ? 1 : 0
  if (isAnyOpen(world, node, group) !== before) {
    recordChange(world, before ? 'fail-open-end' : 'fail-open', node, group, before ? 0 : share)
  }
  resetFlows(world, knowledge)
  const { changed } = knowledge.algorithm
  if (changed !== undefined) knowledge.contexts.forEach(changed)
  if (knowledge.asked.length > 0) sendAsked(world, knowledge)
  if (world.deploys.joining > 0) tellDeploys(world, group)
}

/** Whether any worker of a node uses targets of a group that it does not hold to be healthy. */
function isAnyOpen(world: World, node: Node, group: Group): boolean {
  let isAny = false
  eachWorker(world, node, (worker) => {
    if (world.balancer.failOpen[world.balancer.view(worker, group)] === 1) isAny = true
  })
  return isAny
}

/** A deploy may have waited for this; it looks when all that happens at this moment has happened. */
function tellDeploys({ deploys, nowUs, queue }: World, group: Group): void {
  const look = deploys.looks.first + group
  if (!queue.isScheduled(look)) queue.schedule(look, nowUs, RANK_HEALTH)
}

/** The share of the registered targets within its reach that a worker holds to be healthy; NaN when it reaches none. */
function healthyShare(world: World, knowledge: Knowledge): number {
  let reached = 0
  let healthy = 0
  for (let place = 0; place < knowledge.size; place++) {
    if (!isInReach(world, knowledge.node, knowledge.registration(place))) continue
    const health = knowledge.health(place)
    if (health === DRAINING || health === UNUSED) continue
    reached++
    if (health === HEALTHY) healthy++
  }
  return healthy / reached
}

/** Whether a node probes a target at all: only those of its region, and with cross-zone off only those of its own zone. */
export function isInReach({ plan }: World, node: Node, registration: Registration): boolean {
  const { site, balancer } = plan.nodes[node]
  const there = plan.targets[plan.registrations[registration].target].site
  return plan.balancers[balancer].isCrossZone
    ? plan.regionOfSite[site] === plan.regionOfSite[there]
    : site === there
}
