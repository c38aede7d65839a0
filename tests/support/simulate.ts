/**
 * The only door to `simulate` for tests: whatever is simulated, for whatever reason, is held against the invariants,
 * and a trace that breaks one never gets out.
 */
import { checkInvariants } from '../../src/analysis/invariants/invariants.ts'
import type { LaneReport } from '../../src/analysis/numbers/report.ts'
import { GOAL_US } from '../../src/analysis/numbers/requests.ts'
import { streamedReport } from '../../src/analysis/numbers/streamedReport.ts'
import { simulate as simulateUnchecked } from '../../src/engine/simulate.ts'
import type { Recordings } from '../../src/model/recording.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import type { RowSink, Trace, TraceMeta } from '../../src/trace/schema.ts'

/** Simulates one lane with all its rows. Throws with every invariant that the trace breaks. */
export const simulate = (lane: LaneScenario, recordings: Recordings = {}): Trace =>
  checked(simulateUnchecked(lane, recordings), lane)

/** The same with the rows in a sink: only the counts can be checked. */
export const simulateInto = (
  sink: RowSink,
  lane: LaneScenario,
  recordings: Recordings = {},
): Trace => checked(simulateUnchecked(lane, recordings, { sink }), lane)

/** The report of a run that keeps no rows, for long runs. */
export function simulateReport(
  lane: LaneScenario,
  recordings: Recordings = {},
  goalUs: number = GOAL_US,
): { readonly report: LaneReport; readonly meta: TraceMeta } {
  const sink = streamedReport(lane, { goalUs })
  const trace = simulateInto(sink, lane, recordings)
  return { report: sink.report(trace), meta: trace.meta }
}

/** Passes the trace on when it is as it must be. For runs that a test drives itself, slice by slice. */
export function checked(trace: Trace, lane: LaneScenario): Trace {
  const violations = [
    ...countViolations(trace),
    ...(trace.meta.hasRows ? checkInvariants(trace, lane) : []),
  ]
  if (violations.length === 0) return trace
  throw new Error(`${violations.length} invariants are broken:\n${violations.join('\n')}`)
}

/** What must hold of the counts alone. */
function countViolations({ meta }: Trace): readonly string[] {
  const violations: string[] = []
  const hold = (holds: boolean, sentence: string): void => {
    if (!holds) violations.push(sentence)
  }
  const { counts, endedUs, durationUs } = meta
  const ended = counts.answered + counts.gaveUp + counts.refused + counts.unfinished
  hold(counts.requests === ended, `${counts.requests} requests came, ${ended} ended somehow.`)
  // A retry whose client had not sent it when the run ended was counted as retry, not as attempt.
  const unsent = counts.requests + counts.retries - counts.attempts
  hold(
    unsent >= 0 && unsent <= counts.unfinished,
    `${counts.requests} requests and ${counts.retries} retries made ${counts.attempts} attempts, ` +
      `with ${counts.unfinished} requests unfinished.`,
  )
  for (const calls of [counts.calls, counts.logins]) {
    if (calls === null) continue
    const over = calls.answered + calls.refused + calls.unfinished
    hold(calls.made === over, `${calls.made} calls were made, ${over} ended somehow.`)
    hold(
      calls.servingUs <= calls.slots * endedUs,
      `Calls were in service for ${calls.servingUs} us, with ${calls.slots} at one time in ${endedUs} us.`,
    )
  }
  counts.hosts.forEach(({ workingUs, coresUs, shortUs }, h) => {
    const { id, cores } = meta.names.hosts[h] as TraceMeta['names']['hosts'][number]
    hold(
      coresUs <= cores * endedUs && coresUs <= workingUs && shortUs * cores <= coresUs,
      `Host ${id} of ${cores} cores gave ${coresUs} us of them to ${workingUs} us of work in ${endedUs} us, ${shortUs} us of these short of cores.`,
    )
  })
  hold(endedUs <= durationUs, `The run of ${durationUs} us ended at ${endedUs} us.`)
  hold(
    endedUs < durationUs <= (meta.truncated !== null),
    `The run ended at ${endedUs} of ${durationUs} us and does not say why.`,
  )
  return violations
}
