/** Whether a node can do anything with a request. */
import type { Node } from '../indices.ts'
import type { World } from '../world.ts'

/** In every group to which it forwards it sees a healthy target, as DNS asks. */
export function canTake({ plan, balancer }: World, node: Node): boolean {
  for (const { group } of plan.balancers[plan.nodes[node].balancer].action.groups) {
    if (balancer.failOpen[balancer.view(node, group)] === 1) return false
    if (balancer.knowledge(node, group).usable.length === 0) return false
  }
  return true
}
