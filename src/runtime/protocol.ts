/**
 * What the page and the worker of a lane say to each other.
 * The worker owns the rows; the page gets copies of chunks, and numbers that the worker computed from all rows.
 */

import type { LaneNumbers } from '../analysis/numbers.ts'
import type { AttemptName } from '../model/name.ts'
import type { Recording } from '../model/recording.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { Explanation } from '../trace/explanation.ts'
import type { TraceMeta } from '../trace/schema.ts'
import type { Held, Parcel } from './tables.ts'

export type ToWorker =
  /** Simulate this; it replaces every wish before it. */
  | {
      readonly kind: 'run'
      readonly request: number
      readonly scenario: LaneScenario
      readonly key: string
      readonly goalUs: number
    }
  /** Give up the run in hand; the finished one stays. */
  | { readonly kind: 'stop'; readonly request: number }
  /** Compute the numbers of the newest run again, with another latency goal. */
  | { readonly kind: 'measure'; readonly request: number; readonly goalUs: number }
  /** Why an attempt of the newest finished run, sent at `atUs`, went where it went. */
  | {
      readonly kind: 'explain'
      readonly request: number
      readonly attempt: AttemptName
      readonly atUs: number
    }
  /** Recorded traffic that scenarios from now on may ask for. */
  | { readonly kind: 'recording'; readonly recording: Recording }
  /** How many bytes this worker may keep: rows, snapshots and older runs together. */
  | { readonly kind: 'budget'; readonly bytes: number }

export type FromWorker =
  | { readonly kind: 'ready' }
  /** A run has begun. The first `common` chunks are those of the run `since`. */
  | {
      readonly kind: 'begun'
      readonly request: number
      readonly since: string | null
      readonly common: Held
    }
  /** Chunks that are full, of a run that takes long. */
  | {
      readonly kind: 'progress'
      readonly request: number
      /** Rows up to this moment are there. */
      readonly nowUs: number
      readonly meta: TraceMeta
      readonly parcels: readonly Parcel[]
    }
  | {
      readonly kind: 'done'
      readonly request: number
      readonly key: string
      readonly meta: TraceMeta
      readonly parcels: readonly Parcel[]
      readonly numbers: LaneNumbers
      /** Time of the worker's clock that simulating took; 0 when the run was kept from before. */
      readonly tookMs: number
      /** Where the run was resumed; 0 for the start. */
      readonly resumedUs: number
    }
  | { readonly kind: 'measured'; readonly request: number; readonly numbers: LaneNumbers }
  | {
      readonly kind: 'explained'
      readonly request: number
      /** Null when the attempt never came to a node. */
      readonly explanation: Explanation | null
    }
  | { readonly kind: 'failed'; readonly request: number; readonly message: string }

/** One end of the line: a `Worker`, the scope inside it, or a `MessagePort`. */
export interface Port<Out, In> {
  postMessage(message: Out, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<In>) => void) | null
}
