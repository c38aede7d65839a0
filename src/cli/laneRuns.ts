/** Simulates lanes and reports on all of them over the window that they have in common, with rows or without. */
import { unchangedUntilUs } from '../analysis/numbers/beginning.ts'
import { type LaneReport, reportOf } from '../analysis/numbers/report.ts'
import { type StreamedReport, streamedReport } from '../analysis/numbers/streamedReport.ts'
import { commonWindow, isSameWindow, type Window } from '../analysis/numbers/window.ts'
import type { Recordings } from '../model/recording.ts'
import { costOf, costWarning } from '../scenario/cost.ts'
import { type LaneRef, laneTitle, resolveLane } from '../scenario/lanes.ts'
import type { Scenario } from '../scenario/types.ts'
import type { Trace } from '../trace/schema.ts'
import type { Io } from './io.ts'
import { Progress } from './progress.ts'

export interface LaneRun {
  readonly lane: LaneRef
  /** Without its rows where none were kept. */
  readonly trace: Trace
  readonly report: LaneReport
}

export interface LaneRuns {
  readonly runs: readonly LaneRun[]
  readonly window: Window
}

interface Asked {
  readonly scenario: Scenario
  readonly recordings: Recordings
  readonly lanes: readonly LaneRef[]
  readonly goalUs: number
}

/** Keeps every row: percentiles are exact. */
export function runLanes(asked: Asked, io: Io): LaneRuns {
  warn(asked, { keepsRows: true }, io)
  const traces = asked.lanes.map((lane) => simulated(asked, lane, io))
  const window = commonWindow(traces)
  const runs = asked.lanes.map((lane, i) => {
    const trace = traces[i] as Trace
    const untilUs = unchangedUntilUs(resolveLane(asked.scenario, lane.id))
    const options = { window, goalUs: asked.goalUs, unchangedUntilUs: untilUs }
    return { lane, trace, report: reportOf(trace, options) }
  })
  return { runs, window }
}

/**
 * Keeps no rows: memory stays flat. What is over is not there to be looked at again, so a lane that turns out to have
 * more than the common window, because another one is shorter or was stopped, runs once more with that window.
 */
export function runLanesWithoutRows(asked: Asked, io: Io): LaneRuns {
  warn(asked, { keepsRows: false }, io)
  const first = asked.lanes.map((lane) => streamed(asked, lane, undefined, io))
  const window = commonWindow(first.map(({ trace }) => trace))
  const runs = first.map((run) =>
    isSameWindow(run.report.window, window) ? run : streamed(asked, run.lane, window, io),
  )
  return { runs, window }
}

/** Of each lane that takes long or much memory, before anything begins. */
function warn(
  { scenario, recordings, lanes }: Asked,
  { keepsRows }: { readonly keepsRows: boolean },
  io: Io,
): void {
  for (const { id, letter } of lanes) {
    const warning = costWarning(costOf(resolveLane(scenario, id), { recordings, keepsRows }))
    if (warning !== null) io.err(`${letter}  ${warning}`)
  }
}

function streamed(asked: Asked, lane: LaneRef, window: Window | undefined, io: Io): LaneRun {
  const sink = streamedReport(resolveLane(asked.scenario, lane.id), {
    goalUs: asked.goalUs,
    ...(window === undefined ? {} : { window }),
  })
  const trace = simulated(asked, lane, io, sink)
  return { lane, trace, report: sink.report(trace) }
}

function simulated(
  { scenario, recordings }: Asked,
  lane: LaneRef,
  io: Io,
  sink?: StreamedReport,
): Trace {
  const progress = new Progress(io, `${lane.letter}  ${laneTitle(scenario, lane.id)}`)
  const trace = io.simulate(resolveLane(scenario, lane.id), recordings, {
    ...(sink === undefined ? {} : { sink }),
    onProgress: (share) => progress.show(share),
  })
  progress.end()
  return trace
}
