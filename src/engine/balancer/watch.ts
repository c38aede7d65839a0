/** Somebody asks why one attempt went where it went: filled in when a node picks for it. */
import type { AttemptName } from '../../model/name.ts'
import type { Explanation } from '../../trace/explanation.ts'

/** What to look for, and the answer once the moment has come: an attempt, or the first pick at or after a time. */
export interface Watch {
  readonly attempt: AttemptName | null
  readonly atUs: number
  answer: Explanation | null
}
