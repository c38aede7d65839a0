/**
 * A rolling deploy: the targets of a group are replaced, so many at a time. Each is deregistered and goes on serving for
 * its pause; then it is told to stop, refuses what comes and finishes what it has; then the new version starts, and is
 * registered. When all nodes have heard of that and find it healthy, the next one follows.
 * Source: Kubernetes, RollingUpdate (maxUnavailable, preStop, terminationGracePeriodSeconds) with the readiness gate of
 * the AWS Load Balancer Controller; Amazon ECS, which waits for healthy targets as well.
 */
import { HEALTHY } from '../../model/health.ts'
import { isInReach } from '../balancer/usable.ts'
import { beginStop, endStop, setUp } from '../down.ts'
import { RANK_FAULT } from '../entries.ts'
import type { Group, Target } from '../indices.ts'
import { deregister, register } from '../registration/registration.ts'
import { IN_SERVICE } from '../targets/instanceStages.ts'
import { stopIfEmpty } from '../targets/occupancy.ts'
import type { World } from '../world.ts'
import { JOINING, PAUSING, SERVING, STARTING, STOPPING } from './state.ts'

/** A deploy begins; of two in one group, the one that began last goes on. */
export function beginDeploy(world: World, deploy: number): void {
  const { group } = world.plan.deploys[deploy]
  world.deploys.going[group] = deploy + 1
  replaceNext(world, group)
}

/** No further target is replaced; what has begun is finished. */
export function endDeploy(world: World, deploy: number): void {
  const { deploys, plan } = world
  const { group } = plan.deploys[deploy]
  if (deploys.going[group] === deploy + 1) deploys.going[group] = 0
}

/** The step of a target is due. */
export function onDeployStep(world: World, nth: number): void {
  const t = nth as Target
  switch (world.deploys.stage[t]) {
    case PAUSING:
      stop(world, t)
      return
    case STOPPING:
      start(world, t)
      return
    case STARTING:
      join(world, t)
      return
  }
}

/** What a node knows of a group has changed: it may have been the last to find a new version healthy. */
export function onDeployLook(world: World, nth: number): void {
  const { deploys } = world
  const group = nth as Group
  for (const t of world.plan.groups[group].targets) {
    if (deploys.stage[t] !== JOINING || !isHealthyForAll(world, t)) continue
    deploys.stage[t] = SERVING
    deploys.joining--
    replaceNext(world, group)
  }
}

function replaceNext(world: World, group: Group): void {
  const { deploys, nowUs, plan, queue, scaling } = world
  const going = deploys.going[group]
  if (going === 0) return
  const { unavailable, pauseUs } = plan.deploys[going - 1]
  const all = plan.groups[group].targets
  let room = unavailable - all.filter((t) => deploys.stage[t] !== SERVING).length
  for (const t of all) {
    if (room <= 0) return
    if (deploys.stage[t] !== SERVING || deploys.version[t] === going) continue
    if (scaling.stage[t] !== IN_SERVICE) continue
    room--
    deploys.stage[t] = PAUSING
    deploys.version[t] = going
    deregister(world, t)
    queue.schedule(deploys.steps.first + t, nowUs + pauseUs, RANK_FAULT)
  }
}

function stop(world: World, t: Target): void {
  const { deploys, nowUs, queue } = world
  deploys.stage[t] = STOPPING
  beginStop(world, t)
  queue.schedule(deploys.steps.first + t, nowUs + deployOf(world, t).graceUs, RANK_FAULT)
  stopIfEmpty(world, t)
}

function start(world: World, t: Target): void {
  const { deploys, nowUs, queue } = world
  deploys.stage[t] = STARTING
  endStop(world, t)
  queue.schedule(deploys.steps.first + t, nowUs + deployOf(world, t).startUs, RANK_FAULT)
}

function join(world: World, t: Target): void {
  const { deploys, nowUs, plan } = world
  deploys.stage[t] = JOINING
  deploys.joining++
  deploys.upUs[t] = nowUs
  setUp(world, t)
  register(world, t)
  // Where no node has anything to say of it, nobody is waited for.
  onDeployLook(world, plan.targets[t].group)
}

function isHealthyForAll(world: World, t: Target): boolean {
  const { balancer, deploys, plan } = world
  const { group, registration } = plan.targets[t]
  return balancer.views.every((knowledge) => {
    if (knowledge?.group !== group) return true
    if (!isInReach(world, knowledge.node, registration)) return true
    const pair = balancer.pairs.of(knowledge.node, registration)
    const hasHeard = balancer.pairs.heardUs[pair] >= deploys.upUs[t]
    return hasHeard && knowledge.health(registration - knowledge.first) === HEALTHY
  })
}

const deployOf = ({ deploys, plan }: World, t: Target) => plan.deploys[deploys.version[t] - 1]
