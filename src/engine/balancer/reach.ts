/** Whether DNS names a node: what the ALB documents of a node and the targets within its reach. */
import type { Node } from '../indices.ts'
import type { World } from '../world.ts'
import { groupsOf } from './plan.ts'
import { eachWorker } from './workers.ts'

/**
 * It does unless, for all its workers, all targets of one of its groups within its reach are unhealthy, or a smaller
 * share is healthy than the group's threshold for DNS. A node that has none at all within reach, because cross-zone is
 * off and its zone has no target, stays in DNS and answers 503.
 * Source: AWS, Application Load Balancers, "Turn off cross-zone load balancing", "Target group health".
 */
export function isNamed(world: World, node: Node): boolean {
  const { plan, balancer } = world
  for (const group of groupsOf(plan, node)) {
    let isAnyWell = false
    eachWorker(world, node, (worker) => {
      if (balancer.tooFewHealthy[balancer.view(worker, group)] === 0) isAnyWell = true
    })
    if (!isAnyWell) return false
  }
  return true
}
