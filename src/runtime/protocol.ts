/**
 * What the page and the worker of a lane say to each other.
 * The worker owns the rows; the page gets copies of chunks, and numbers that the worker computed from all rows.
 */

import type { LaneNumbers } from '../analysis/numbers/numbers.ts'
import type { Window } from '../analysis/numbers/window.ts'
import type { Replication } from '../analysis/replications/replication.ts'
import type { EdgeRates } from '../analysis/scene/rates.ts'
import type { IndexColumns } from '../analysis/scene/traceIndex.ts'
import type { AlgorithmTexts } from '../model/algorithmTexts.ts'
import type { Recording } from '../model/recording.ts'
import type { Spread, SpreadQuestion } from '../model/spread.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { Explanation, PickQuestion } from '../trace/explanation.ts'
import type { TraceMeta } from '../trace/schema.ts'
import type { ChunkCopy, ChunkCounts } from './chunks.ts'

/** Simulate this; it replaces every command before it. */
export interface RunCommand {
  readonly kind: 'run'
  readonly request: number
  readonly scenario: LaneScenario
  /** Of the scenario: equal keys, equal runs. */
  readonly key: string
  readonly goalUs: number
  /** Where the page's playhead is: what lies after it is wanted first. */
  readonly playheadUs: number
}

/** Simulate a lane once more with other chances, when there is nothing else to do. */
export interface ReplicateCommand {
  readonly kind: 'replicate'
  readonly key: string
  /** Null: that of the finished run of this key. */
  readonly scenario: LaneScenario | null
  /** Its number: see `scenario/replications.ts`. */
  readonly replication: number
  readonly window: Window
}

export type ToWorker =
  | RunCommand
  | ReplicateCommand
  /** Give up the replication under way; a run does so, too. */
  | { readonly kind: 'rest' }
  /** Give up the run under way; the finished one stays. */
  | { readonly kind: 'stop'; readonly request: number }
  /** Compute the numbers of the newest run again, with another latency goal. */
  | { readonly kind: 'measure'; readonly goalUs: number }
  | { readonly kind: 'ask'; readonly request: number; readonly question: Question }
  /** Recorded traffic that scenarios from now on may ask for. */
  | { readonly kind: 'recording'; readonly recording: Recording }
  /** How many bytes this worker may keep: rows, snapshots and older runs together. */
  | { readonly kind: 'budget'; readonly bytes: number }

/** What a worker can be asked beside runs, and what it then answers. */
export interface Questions {
  /** Why a request of the newest finished run went where it went; no answer when it never came to a node. */
  readonly explain: { readonly about: PickQuestion; readonly answer: Explanation }
  /** How an algorithm spreads keys over targets; no answer for one that has no table. */
  readonly spread: { readonly about: SpreadQuestion; readonly answer: Spread }
  /** What is told of the algorithms on their pages, by id. */
  readonly texts: {
    readonly about: null
    readonly answer: Readonly<Record<string, AlgorithmTexts>>
  }
}
export type AnswerTo<Kind extends keyof Questions> = Questions[Kind]['answer']

export type Question = {
  [Kind in keyof Questions]: { readonly kind: Kind; readonly about: Questions[Kind]['about'] }
}[keyof Questions]

export type FromWorker =
  | { readonly kind: 'ready' }
  /** A run has begun. The first `common` chunks are those of the run `since`. */
  | {
      readonly kind: 'begun'
      readonly request: number
      readonly since: string | null
      readonly common: ChunkCounts
    }
  /** How far a run is. */
  | { readonly kind: 'progress'; readonly request: number; readonly nowUs: number }
  /** What there is so far of a run that takes long, once it is past the playhead. */
  | {
      readonly kind: 'part'
      readonly request: number
      /** Rows up to this moment are there. */
      readonly nowUs: number
      readonly meta: TraceMeta
      readonly chunks: readonly ChunkCopy[]
      readonly index: IndexColumns
    }
  | {
      readonly kind: 'done'
      readonly request: number
      readonly key: string
      readonly meta: TraceMeta
      readonly chunks: readonly ChunkCopy[]
      readonly index: IndexColumns
      /** Time of the worker's clock that simulating took; 0 when the run was in the cache. */
      readonly tookMs: number
      /** Where the run was resumed; 0 for the start. */
      readonly resumedUs: number
      /** Events that were simulated for it: fewer when it was resumed, none when it was in the cache. */
      readonly events: number
    }
  /** The numbers of a run that is done. They follow it, so that its picture need not wait for them. */
  | {
      readonly kind: 'measured'
      /** Key of the run. */
      readonly key: string
      readonly numbers: LaneNumbers
      /** The part of the index that depends on the goal; null when the goal is the one of the index. */
      readonly rates: EdgeRates | null
    }
  | {
      readonly kind: 'answered'
      readonly request: number
      readonly answer: AnswerTo<keyof Questions> | null
    }
  | {
      readonly kind: 'replicated'
      readonly command: ReplicateCommand
      readonly found: Replication
    }
  | { readonly kind: 'failed'; readonly request: number; readonly message: string }

/** One end of the line: a `Worker`, the scope inside it, or a `MessagePort`. */
export interface Port<Out, In> {
  postMessage(message: Out, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<In>) => void) | null
  /** A message came that cannot be read. */
  onmessageerror: ((event: MessageEvent) => void) | null
}
