/**
 * What one node knows of the registrations of one group: the view that its algorithm gets, with every signal in it.
 * Three nodes have three of them, and no node sees the queue of a target.
 */
import type {
  Algorithm,
  Context,
  View as SeenBy,
  SignalName,
  StateShape,
} from '../../algorithms/define.ts'
import type { Draw, Key } from '../../base/draws.ts'
import type { Knobs } from '../../base/knobs.ts'
import { Columns } from '../columns.ts'
import { HEALTHY, type HealthState } from '../health/state.ts'
import type { Group, Node, Pair, Registration } from '../indices.ts'
import type { Plan } from '../plan.ts'
import type { BalancerState } from './state.ts'

/** What of the world a node's knowledge is made of. */
export interface Sources {
  readonly plan: Plan
  readonly clock: { readonly nowUs: number }
  readonly draw: Draw
  readonly balancer: BalancerState
  readonly health: HealthState
}

export class Knowledge extends Columns {
  /** Registrations that may be chosen now, by their place in the group, ascending. */
  readonly usable: number[] = []
  /** How many registrations the group has. */
  readonly size: number
  latencyUs = 0
  /** What the algorithm remembers. */
  readonly memory: Columns
  /** Key of this node's picks, to be mixed with that of the request's population. */
  readonly pickKey: Key
  readonly algorithm: Algorithm
  /** What the algorithm gets: this view, its knobs, its state, its draws. */
  readonly context: Context<SignalName, Knobs, StateShape>
  readonly #sources: Sources
  readonly #inFlight: BalancerState['inFlight']
  readonly #health: HealthState['known']
  readonly #node: Node
  /** The first registration of the group, and the pair of it and this node: the others follow. */
  readonly #first: Registration
  readonly #base: Pair

  constructor(sources: Sources, node: Node, group: Group) {
    super()
    const { plan, balancer, health, draw } = sources
    const { size, first, algorithm, knobs } = plan.groups[group]
    const { key } = plan.nodes[node]
    const purpose = plan.keys.pick
    this.#sources = sources
    this.#inFlight = balancer.inFlight
    this.#health = health.known
    this.#node = node
    this.#first = first
    this.#base = balancer.pair(node, first)
    this.size = size
    this.algorithm = algorithm
    this.pickKey = { k0: key.k0 ^ purpose.k0, k1: key.k1 ^ purpose.k1 }
    const cells = Object.entries(algorithm.state).map(([name, scope]) => [
      name,
      new Float64Array(scope === 'node' ? 1 : size),
    ])
    const memory = Object.fromEntries(cells)
    this.memory = Object.assign(new Memory(), memory)
    this.context = {
      view: this as SeenBy<SignalName>,
      knobs: knobs as Context<SignalName, Knobs, StateShape>['knobs'],
      state: memory,
      draw,
    }
  }

  get nowUs(): number {
    return this.#sources.clock.nowUs
  }

  inFlight(place: number): number {
    return this.#inFlight[(this.#base + place) as Pair]
  }

  weight(place: number): number {
    return this.#sources.plan.registrations[this.#first + place].weight
  }

  health(place: number): number {
    return this.#health[(this.#base + place) as Pair]
  }

  /** Whether this node may use the target at all: with cross-zone off, only those of its own zone. */
  isInReach(place: number): boolean {
    const { plan } = this.#sources
    const { site, balancer } = plan.nodes[this.#node]
    const { target } = plan.registrations[this.#first + place]
    return plan.balancers[balancer].crossZone || plan.targets[target].site === site
  }

  /**
   * Makes the list of usable targets anew from their health: the healthy ones, or all within reach when none is
   * (fail-open, as the ALB does). Returns whether it now fails open.
   */
  refresh(): boolean {
    this.usable.length = 0
    for (let place = 0; place < this.size; place++) {
      if (this.health(place) === HEALTHY && this.isInReach(place)) this.usable.push(place)
    }
    if (this.usable.length > 0) return false
    for (let place = 0; place < this.size; place++) {
      if (this.isInReach(place)) this.usable.push(place)
    }
    return this.usable.length > 0
  }
}

/** The cells that an algorithm declares, by their names: the same arrays as in its context. */
class Memory extends Columns {}
