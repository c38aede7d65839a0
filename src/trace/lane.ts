/** The trace of a lane, with what it is called in a comparison. */
import type { Trace } from './schema.ts'

export interface TracedLane {
  readonly letter: string
  readonly title: string
  readonly trace: Trace
}
