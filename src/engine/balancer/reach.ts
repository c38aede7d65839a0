/** Whether a node can do anything with a request, as DNS asks. */
import type { Node } from '../indices.ts'
import type { World } from '../world.ts'

/** It sees a healthy target in the group to which it forwards. */
export function canTake({ plan, balancer }: World, node: Node): boolean {
  const { group } = plan.balancers[plan.nodes[node].balancer]
  const isFailingOpen = balancer.failOpen[balancer.view(node, group)] === 1
  return !isFailingOpen && balancer.knowledge(node, group).usable.length > 0
}
