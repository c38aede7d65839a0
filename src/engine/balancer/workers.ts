/**
 * Workers of a node that share what they count, but not their algorithms' state: each hears when another has changed it.
 * Source: Envoy, whose workers have load balancers of their own over hosts with common counters (rq_active).
 */
import type { Node, Worker } from '../indices.ts'
import type { World } from '../world.ts'
import type { Knowledge } from './knowledge.ts'

/** Calls for those who decide at a node: one, or as many as it has workers. */
export function eachWorker({ plan }: World, node: Node, visit: (worker: Worker) => void): void {
  const { firstWorker, deciders } = plan.nodes[node]
  for (let nth = 0; nth < deciders; nth++) visit((firstWorker + nth) as Worker)
}

/** Calls for a worker, and for those of its node who go by the same counts. */
export function eachCounting(
  world: World,
  { node, counted, group }: Knowledge,
  visit: (knowledge: Knowledge) => void,
): void {
  eachWorker(world, node, (worker) => {
    const one = world.balancer.knowledge(worker, group)
    if (one.counted === counted) visit(one)
  })
}

/** A worker has counted a request at a target, or let it go: the others are told. For each request, so without a closure. */
export function tellCounted({ balancer, plan }: World, knowledge: Knowledge, place: number): void {
  const { firstWorker, deciders } = plan.nodes[knowledge.node]
  for (let nth = 0; nth < deciders; nth++) {
    const other = balancer.knowledge((firstWorker + nth) as Worker, knowledge.group)
    if (other === knowledge || other.counted !== knowledge.counted) continue
    const { counted } = other.algorithm
    if (counted === undefined) continue
    for (let i = 0; i < other.contexts.length; i++) counted(other.contexts[i], place)
  }
}
