/**
 * Legs: the ways between two things, numbered for one lane. First population to node, then node to target; in a
 * lane without nodes population to target. A request travels a leg in both directions.
 */
export interface Legs {
  readonly populations: number
  readonly nodes: number
  readonly targets: number
  /** How many legs there are. */
  readonly count: number
}

export function legsOf(counts: Omit<Legs, 'count'>): Legs {
  const { populations, nodes, targets } = counts
  const count = nodes === 0 ? populations * targets : populations * nodes + nodes * targets
  return { populations, nodes, targets, count }
}

export const legToNode = (legs: Legs, population: number, node: number): number =>
  population * legs.nodes + node

export const legToTarget = (legs: Legs, node: number, target: number): number =>
  legs.populations * legs.nodes + node * legs.targets + target

/** Only in a lane without nodes. */
export const legStraight = (legs: Legs, population: number, target: number): number =>
  population * legs.targets + target
