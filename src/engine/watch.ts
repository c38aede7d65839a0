/** Somebody asks why one attempt went where it went: this is filled in when a node picks for it. */
import type { AttemptName } from '../model/name.ts'

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

/** What to look for, and the answer once the moment has come: an attempt, or the first pick at or after a time. */
export interface Watch {
  readonly attempt: AttemptName | null
  readonly atUs: number
  answer: Explanation | null
}
