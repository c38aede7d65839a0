/**
 * What one node knows of the targets of its group: the view that its algorithm gets, with every signal in it.
 * Three nodes have three views, and no node sees the queue of a target.
 */
import type { Context, SignalName, StateShape, View } from '../../algorithms/define.ts'
import type { Key } from '../../base/draws.ts'
import type { Knobs } from '../../base/knobs.ts'
import type { PlannedGroup, PlannedNode, PlannedTarget } from '../plan.ts'
import type { World } from '../world.ts'

/** Health of a target as one node sees it. */
export const UNHEALTHY = 0
export const HEALTHY = 1
export const INITIAL = 2

export class NodeView {
  readonly usable: number[] = []
  readonly size: number
  latencyUs = 0
  /** Key of this node's picks, to be mixed with that of the request's population. */
  readonly pickKey: Key
  /** What the algorithm gets: this view, its knobs, its state, its draws. */
  readonly context: Context<SignalName, Knobs, StateShape>
  private readonly world: World
  private readonly node: number
  private readonly group: PlannedGroup | null
  /** Place of (this node, first target of the group) among the pairs. */
  private readonly base: number

  constructor(world: World, node: number) {
    this.world = world
    this.node = node
    this.group = world.plan.groups[world.plan.forwardGroup] ?? null
    this.size = this.group?.size ?? 0
    const { key } = world.plan.nodes[node] as PlannedNode
    const purpose = world.plan.keys.pick
    this.pickKey = { k0: key.k0 ^ purpose.k0, k1: key.k1 ^ purpose.k1 }
    this.base = node * world.plan.targets.length + (this.group?.first ?? 0)
    this.context = {
      view: this as View<SignalName>,
      knobs: (this.group?.knobs ?? {}) as Context<SignalName, Knobs, StateShape>['knobs'],
      state: world.algorithmStates[node] ?? {},
      draw: world.draw,
    }
  }

  get nowUs(): number {
    return this.world.nowUs
  }

  inFlight(target: number): number {
    return this.world.pairs.inFlight[this.base + target] as number
  }

  weight(target: number): number {
    return this.planned(target).target.weight
  }

  health(target: number): number {
    return this.world.pairs.health[this.base + target] as number
  }

  /** Whether this node may use the target at all: with cross-zone off, only those of its own zone. */
  isInReach(target: number): boolean {
    const { plan } = this.world
    const { site } = plan.nodes[this.node] as PlannedNode
    return plan.crossZone || this.planned(target).site === site
  }

  /**
   * Makes the list of usable targets anew from their health: the healthy ones, or all within reach when none is
   * (fail-open, as the ALB does). Returns whether it now fails open.
   */
  refresh(): boolean {
    this.usable.length = 0
    for (let target = 0; target < this.size; target++) {
      if (this.health(target) === HEALTHY && this.isInReach(target)) this.usable.push(target)
    }
    if (this.usable.length > 0) return false
    for (let target = 0; target < this.size; target++) {
      if (this.isInReach(target)) this.usable.push(target)
    }
    return this.usable.length > 0
  }

  private planned(target: number): PlannedTarget {
    return this.world.plan.targets[(this.group as PlannedGroup).first + target] as PlannedTarget
  }
}
