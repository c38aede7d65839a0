/** What is simulated over and over: some lanes, each over its window. A job is one run of one of them. */
import { streamedReport } from '../../analysis/numbers/streamedReport.ts'
import type { Window } from '../../analysis/numbers/window.ts'
import { type Replication, replicationOf } from '../../analysis/replications/replication.ts'
import { replicationWindow } from '../../analysis/replications/window.ts'
import type { simulate } from '../../engine/simulate.ts'
import type { Recordings } from '../../model/recording.ts'
import { replicated } from '../../scenario/replications.ts'
import type { LaneScenario } from '../../scenario/types.ts'

export interface LaneInWindow {
  readonly scenario: LaneScenario
  /** The one that it shares with those that it is compared with. */
  readonly window: Window
}

export interface Experiment {
  readonly lanes: readonly LaneInWindow[]
  readonly recordings: Recordings
}

/** Lanes that are compared with each other. */
export function inOneWindow(lanes: readonly LaneScenario[]): readonly LaneInWindow[] {
  const window = replicationWindow(lanes)
  return lanes.map((scenario) => ({ scenario, window }))
}

export interface Job {
  /** Position of the lane. */
  readonly lane: number
  readonly replication: number
}

export function runJob(
  { lanes, recordings }: Experiment,
  { lane, replication }: Job,
  simulateLane: typeof simulate,
): Replication {
  const { scenario: own, window } = lanes[lane] as LaneInWindow
  const scenario = replicated(own, replication)
  const sink = streamedReport(scenario, { window })
  return replicationOf(sink.report(simulateLane(scenario, recordings, { sink })))
}
