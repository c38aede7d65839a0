/** What a node can do with requests: the groups to which it forwards, and whether it sees anybody there. */
import type { Group, Node } from '../indices.ts'
import type { Plan } from '../plan.ts'
import type { World } from '../world.ts'

/** The groups to which a node forwards. */
export const groupsOf = (plan: Plan, node: Node): readonly Group[] =>
  plan.balancers[plan.nodes[node].balancer].action.groups.map(({ group }) => group)

/** In every group to which it forwards it sees a healthy target, as DNS asks. */
export function canTake({ plan, balancer }: World, node: Node): boolean {
  for (const { group } of plan.balancers[plan.nodes[node].balancer].action.groups) {
    if (balancer.failOpen[balancer.view(node, group)] === 1) return false
    if (balancer.knowledge(node, group).usable.length === 0) return false
  }
  return true
}
