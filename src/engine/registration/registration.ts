/**
 * Targets are registered and deregistered: the control plane knows at once, each node after a delay of its own. A node
 * that has heard of a deregistration sends nothing new to the target (draining), and answers 502 in place of what the
 * target still has when the deregistration delay is over (unused). That the delay counts from when the node heard of it
 * is our model. Source: AWS Application Load Balancer, deregistration delay.
 */
import { DRAINING, UNUSED } from '../../model/health.ts'
import { readmitAt } from '../balancer/ejection.ts'
import { cutOff } from '../balancer/node.ts'
import { REGISTERED } from '../balancer/pairs.ts'
import { refresh } from '../balancer/usable.ts'
import { RANK_HEALTH } from '../entries.ts'
import { beginAnew } from '../health/probes.ts'
import type { Node, Pair, Registration, Target } from '../indices.ts'
import { recordChange } from '../record/rows.ts'
import type { World } from '../world.ts'

/** Somebody takes a target out of its group. */
export function deregister(world: World, t: Target): void {
  const { registration } = world.plan.targets[t]
  if (world.registrations.away[registration]++ > 0) return
  recordChange(world, 'deregistered', 0, t, 0)
  publish(world, registration, 0)
}

/** Who took it out gives it back; it is registered when nobody else keeps it away. */
export function register(world: World, t: Target): void {
  const { registration } = world.plan.targets[t]
  if (--world.registrations.away[registration] > 0) return
  recordChange(world, 'registered', 0, t, 0)
  publish(world, registration, 1)
}

/** A node reads what has reached it by now. */
export function onNews(world: World, nth: number): void {
  const { nowUs, plan, queue, registrations } = world
  const { news, read, reads } = registrations
  const node = nth as Node
  const { propagationUs } = plan.nodes[node]
  while (read[node] < news.live) {
    const next = read[node]
    const dueUs = news.atUs[next] + propagationUs
    if (dueUs > nowUs) {
      queue.schedule(reads.first + node, dueUs, RANK_HEALTH)
      return
    }
    read[node]++
    hear(world, node, news.registration[next], news.isRegistered[next] === 1)
  }
}

/** The deregistration delay of a pair is over. */
export function onDrainEnd(world: World, nth: number): void {
  const { balancer, plan } = world
  const { pairs } = balancer
  const pair = nth as Pair
  const { target, group } = plan.registrations[pairs.registrationOf(pair)]
  pairs.heard[pair] = UNUSED
  recordChange(world, 'unused', pairs.nodeOf(pair), target, 0)
  cutOff(world, pair)
  refresh(world, pairs.nodeOf(pair), group)
}

/** Puts it among the news, and wakes those nodes that had read all of them. */
function publish(world: World, registration: Registration, isRegistered: 0 | 1): void {
  const { nowUs, plan, queue, registrations } = world
  const { news, reads } = registrations
  if (news.live === news.capacity) news.grow()
  const latest = news.take()
  news.atUs[latest] = nowUs
  news.registration[latest] = registration
  news.isRegistered[latest] = isRegistered
  plan.nodes.forEach(({ propagationUs }, node) => {
    if (queue.isScheduled(reads.first + node)) return
    queue.schedule(reads.first + node, nowUs + propagationUs, RANK_HEALTH)
  })
}

function hear(world: World, node: Node, registration: Registration, isRegistered: boolean): void {
  const { balancer, nowUs, plan, queue, registrations } = world
  const { group, target } = plan.registrations[registration]
  if (balancer.views[balancer.view(plan.nodes[node].firstWorker, group)] === null) return
  const { pairs } = balancer
  const pair = pairs.of(node, registration)
  const drainEnd = registrations.drainEnds.first + pair
  queue.cancel(drainEnd)
  pairs.heardUs[pair] = nowUs
  if (isRegistered) {
    readmitAt(world, pair, true)
    pairs.heard[pair] = REGISTERED
    recordChange(world, 'joined', node, target, 0)
    beginAnew(world, pair)
  } else {
    const untilUs = nowUs + plan.groups[group].deregistrationUs
    pairs.heard[pair] = DRAINING
    recordChange(world, 'draining', node, target, untilUs)
    queue.schedule(drainEnd, untilUs, RANK_HEALTH)
  }
  refresh(world, node, group)
}
