/** What a node as a whole knows of each registration, in its group or out of it: pairs of node and registration. */
import { type Column, Columns, float64, float64From, int32From, uint8 } from '../columns.ts'
import type { Node, Pair, Registration, Target } from '../indices.ts'
import type { PlannedRegistration } from '../targets/plan.ts'

/** What a node has heard of a registration, unless that is a position in `HEALTHS`: `DRAINING` or `UNUSED`. */
export const REGISTERED = 0

export class Pairs extends Columns {
  /** The weight in force. */
  readonly weight: Column<Pair>
  /** What it has heard of it, and when it last heard something; 0: never. */
  readonly heard: Column<Pair>
  readonly heardUs: Column<Pair>
  /** Which target a registration is of, side by side with what steps read with it. */
  readonly target: Column<Registration, Target>
  private readonly registrations: number

  constructor(nodes: readonly unknown[], registrations: readonly PlannedRegistration[]) {
    super()
    const pairs = nodes.length * registrations.length
    this.registrations = registrations.length
    this.weight = float64From<Pair>(nodes.flatMap(() => registrations.map(({ weight }) => weight)))
    this.target = int32From(registrations.map(({ target }) => target))
    this.heard = uint8(pairs)
    this.heardUs = float64(pairs)
  }

  of(node: Node, registration: Registration): Pair {
    return (node * this.registrations + registration) as Pair
  }

  nodeOf(pair: Pair): Node {
    return Math.floor(pair / this.registrations) as Node
  }

  registrationOf(pair: Pair): Registration {
    return (pair % this.registrations) as Registration
  }
}
