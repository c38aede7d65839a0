/** One more run of a lane with other chances, a few milliseconds at a time. It keeps no rows: only its figures come of it. */
import { type StreamedReport, streamedReport } from '../analysis/numbers/streamedReport.ts'
import { type Replication, replicationOf } from '../analysis/replications/replication.ts'
import type { Recordings } from '../model/recording.ts'
import { replicated } from '../scenario/replications.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { Engine, EngineRun } from './engine.ts'
import type { ReplicateCommand } from './protocol.ts'
import { nextSliceEvents } from './slicing.ts'

const FIRST_SLICE_EVENTS = 5000

export class ReplicatedRun<Snapshot> {
  readonly command: ReplicateCommand
  private readonly sink: StreamedReport
  private readonly run: EngineRun<Snapshot>
  private sliceEvents = FIRST_SLICE_EVENTS

  constructor(
    command: ReplicateCommand,
    of: {
      readonly engine: Engine<Snapshot>
      readonly scenario: LaneScenario
      readonly recordings: Recordings
    },
  ) {
    const { replication, window } = command
    const scenario = replicated(of.scenario, replication)
    this.command = command
    this.sink = streamedReport(scenario, { window })
    this.run = of.engine.start(scenario, of.recordings, this.sink)
  }

  /** Simulates one slice; null as long as the run goes on. */
  advance(): Replication | null {
    const beganMs = performance.now()
    const isOver = this.run.advance(this.sliceEvents)
    this.sliceEvents = nextSliceEvents(this.sliceEvents, performance.now() - beganMs)
    return isOver ? replicationOf(this.sink.report(this.run.trace())) : null
  }
}
