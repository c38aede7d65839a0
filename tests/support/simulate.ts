/**
 * The only door to `simulate` for tests: whatever is simulated, for whatever reason, is held against the invariants,
 * and a trace that breaks one never gets out.
 */
import { checkInvariants } from '../../src/analysis/invariants/invariants.ts'
import { simulate as simulateUnchecked } from '../../src/engine/simulate.ts'
import { type Outcome, outcome } from '../../src/model/outcome.ts'
import type { Recordings } from '../../src/model/recording.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import type { Trace } from '../../src/trace/schema.ts'

/** Simulates one lane with all its rows. Throws with every invariant that the trace breaks. */
export const simulate = (lane: LaneScenario, recordings: Recordings = {}): Trace =>
  checked(simulateUnchecked(lane, recordings), lane)

/** The same without rows, for long runs: only the counts can be checked. */
export const simulateSummary = (lane: LaneScenario, recordings: Recordings = {}): Trace =>
  checked(simulateUnchecked(lane, recordings, { keep: 'summary' }), lane)

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
  const { counts, summary, endedUs, durationUs, warmUpUs } = meta
  const ended = counts.answered + counts.gaveUp + counts.refused + counts.unfinished
  hold(counts.requests === ended, `${counts.requests} requests came, ${ended} ended somehow.`)
  // A retry whose client had not sent it when the run ended was counted as retry, not as attempt.
  const unsent = counts.requests + counts.retries - counts.attempts
  hold(
    unsent >= 0 && unsent <= counts.unfinished,
    `${counts.requests} requests and ${counts.retries} retries made ${counts.attempts} attempts, ` +
      `with ${counts.unfinished} requests unfinished.`,
  )
  hold(endedUs <= durationUs, `The run of ${durationUs} us ended at ${endedUs} us.`)
  hold(
    endedUs < durationUs <= (meta.truncated !== null),
    `The run ended at ${endedUs} of ${durationUs} us and does not say why.`,
  )
  const bins = summary.okLatencies.reduce((sum, one) => sum + one, 0)
  hold(bins === summary.okCount, `The histogram holds ${bins} of ${summary.okCount} latencies.`)
  const answered = summary.outcomes[outcome('answered')] as number
  hold(
    summary.goodCount <= summary.okCount && summary.okCount <= answered,
    `${summary.goodCount} good of ${summary.okCount} without 5xx of ${answered} answers.`,
  )
  if (warmUpUs === 0) {
    const both: readonly (readonly [Outcome, number])[] = [
      ['answered', counts.answered],
      ['gave-up', counts.gaveUp],
      ['refused', counts.refused],
      ['unfinished', counts.unfinished],
    ]
    for (const [name, counted] of both) {
      const summed = summary.outcomes[outcome(name)]
      hold(summed === counted, `${counted} requests ${name}; the summary says ${summed}.`)
    }
  }
  summary.targetServed.forEach((served, t) => {
    const arrived = summary.targetAttempts[t] as number
    hold(served <= arrived, `Target ${t} served ${served} of ${arrived} attempts.`)
  })
  return violations
}
