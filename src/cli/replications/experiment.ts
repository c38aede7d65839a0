/** What is simulated over and over: some lanes, over one window. A job is one run of one of them. */
import { streamedReport } from '../../analysis/numbers/streamedReport.ts'
import type { Window } from '../../analysis/numbers/window.ts'
import { type Replication, replicationOf } from '../../analysis/replications/replication.ts'
import type { simulate } from '../../engine/simulate.ts'
import type { Recordings } from '../../model/recording.ts'
import { replicated } from '../../scenario/replications.ts'
import type { LaneScenario } from '../../scenario/types.ts'

export interface Experiment {
  readonly lanes: readonly LaneScenario[]
  readonly recordings: Recordings
  readonly window: Window
}

export interface Job {
  /** Position of the lane. */
  readonly lane: number
  readonly replication: number
}

export function runJob(
  { lanes, recordings, window }: Experiment,
  { lane, replication }: Job,
  simulateLane: typeof simulate,
): Replication {
  const scenario = replicated(lanes[lane] as LaneScenario, replication)
  const sink = streamedReport(scenario, { window })
  return replicationOf(sink.report(simulateLane(scenario, recordings, { sink })))
}
