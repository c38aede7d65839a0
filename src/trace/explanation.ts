/** Why one attempt went where it went: what its node knew at that moment, and how its algorithm used it. */
export interface Candidate {
  readonly target: string
  /** Whether the node could choose it: healthy in its eyes, or failing open. */
  readonly isUsable: boolean
  readonly health: 'healthy' | 'unhealthy' | 'initial'
  /** The signals that the algorithm reads, by name. */
  readonly known: Readonly<Record<string, number>>
  /** The figure by which the algorithm compares, if it has one. */
  readonly score: number | null
  /** What the algorithm remembers of it, by name. */
  readonly remembered: Readonly<Record<string, number>>
}

export interface Explanation {
  readonly node: string
  readonly atUs: number
  readonly algorithm: string
  readonly chosen: string | null
  /** One sentence. */
  readonly because: string
  readonly isFailOpen: boolean
  readonly scoreLabel: string | null
  readonly scoreUnit: string | null
  readonly candidates: readonly Candidate[]
}
