/** How an attempt failed, read from its row. */
import { attemptFailure } from '../../model/failure.ts'
import type { AttemptChunk } from '../../trace/attempt.ts'
import { UNSET } from '../../trace/schema.ts'

/** FAILURE of row `i` of a chunk. */
export const failureAt = (chunk: AttemptChunk, i: number): number =>
  attemptFailure(
    chunk.cause[i] as number,
    chunk.outcome[i] as number,
    chunk.status[i] as number,
    chunk.startUs[i] !== UNSET,
  )
