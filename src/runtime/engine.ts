/** The engine as a worker drives it: the one file that knows a real one is `worker.ts`. */
import type { AlgorithmTexts } from '../model/algorithmTexts.ts'
import type { Recordings } from '../model/recording.ts'
import type { Spread, SpreadQuestion } from '../model/spread.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { Explanation, PickQuestion } from '../trace/explanation.ts'
import type { RowSink, Trace } from '../trace/schema.ts'

/** A run that goes on when it is told to. */
export interface EngineRun<Snapshot> {
  /** True when the run is over. */
  advance(events: number): boolean
  readonly nowUs: number
  /** What there is so far. */
  trace(): Trace
  snapshot(): Snapshot
}

export interface Engine<Snapshot> {
  /** With a sink, which gets the rows, the trace has none. */
  start(scenario: LaneScenario, recordings: Recordings, sink?: RowSink): EngineRun<Snapshot>
  resume(scenario: LaneScenario, recordings: Recordings, snapshot: Snapshot): EngineRun<Snapshot>
  /** What a node knew and why it chose; null when the attempt never came to a node. */
  explain(
    scenario: LaneScenario,
    recordings: Recordings,
    question: PickQuestion,
    snapshots: readonly Snapshot[],
  ): Explanation | null
  /** How an algorithm spreads keys; null for one that has no table. */
  spread(question: SpreadQuestion): Spread | null
  /** What is told of the algorithms, by id. */
  texts(): Readonly<Record<string, AlgorithmTexts>>
}
