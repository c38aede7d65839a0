/**
 * What must hold in every trace, whatever was simulated, exactly and not nearly. Counts of the engine, which it
 * kept while it ran, are held against the stamps, which it wrote when things were over: a request that is
 * forgotten by one is remembered by the other.
 */
import { rowsOf } from '../base/columns.ts'
import { type Outcome, outcome } from '../model/outcome.ts'
import type { LaneScenario } from '../scenario/types.ts'
import { type Trace, UNSET } from '../trace/schema.ts'
import { checkOccupancy } from './occupancyInvariants.ts'
import { type RequestTally, tallyRequests } from './requestInvariants.ts'
import { attemptName, Violations } from './violations.ts'

/** Every violation as a sentence (50 at most); none for a trace as it must be. Needs the rows of the trace. */
export function checkInvariants(trace: Trace, scenario: LaneScenario): readonly string[] {
  const violations = new Violations()
  checkStamps(trace, violations)
  const tally = tallyRequests(trace, violations)
  checkCounts(trace, tally, violations)
  checkOccupancy(trace, scenario, violations)
  return violations.sentences
}

/** The order in which an attempt passes its places; where it never was is left out. */
const WAY = ['nodeUs', 'targetUs', 'startUs', 'serviceEndUs', 'backUs'] as const

function checkStamps(trace: Trace, violations: Violations): void {
  const { endedUs } = trace.meta
  let lastUs = 0
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const name = (): string => attemptName(trace, chunk, i)
      const sent = chunk.sentUs[i] as number
      const finish = chunk.finishUs[i] as number
      const end = chunk.endUs[i] as number
      let before: string = 'sentUs'
      let latest = 0
      for (const stamp of WAY) {
        const at = chunk[stamp][i] as number
        if (at === UNSET) continue
        const [was, is] = [before, latest]
        violations.hold(at >= latest, () => `${name()}: ${stamp} is ${at}, before ${was}, ${is}.`)
        before = stamp
        latest = at
      }
      const back = chunk.backUs[i] as number
      const isAnswered = (chunk.status[i] as number) > 0 && end !== UNSET
      violations.hold(
        !isAnswered || back === UNSET || end >= back,
        () => `${name()}: endUs is ${end}, before backUs, ${back}, though it was answered.`,
      )
      violations.hold(
        finish >= latest && (end === UNSET || finish >= end),
        () => `${name()}: finishUs is ${finish}, before another stamp.`,
      )
      const finishedUs = sent + finish
      const previousUs = lastUs
      violations.hold(
        finishedUs >= previousUs,
        () => `${name()}: finished at ${finishedUs} us, but stands after ${previousUs} us.`,
      )
      violations.hold(
        sent >= 0 && finishedUs <= endedUs,
        () => `${name()}: lasts from ${sent} to ${finishedUs} us in a run of ${endedUs} us.`,
      )
      lastUs = finishedUs
    }
  }
}

function checkCounts(trace: Trace, tally: RequestTally, violations: Violations): void {
  const { counts, endedUs } = trace.meta
  const same = (what: string, counted: number, found: number): void =>
    violations.hold(
      counted === found,
      () => `${what}: the engine counted ${counted}, the rows say ${found}.`,
    )
  const ended = (how: Outcome): number => tally.outcomes[outcome(how)] as number
  same('requests answered', counts.answered, ended('answered'))
  same('requests given up', counts.gaveUp, ended('gave-up'))
  same('requests refused', counts.refused, ended('refused'))
  same('requests unfinished', counts.unfinished, ended('unfinished'))
  same('requests', counts.requests, tally.requests)
  const parts = counts.answered + counts.gaveUp + counts.refused + counts.unfinished
  violations.hold(
    counts.requests === parts,
    () => `${counts.requests} requests came in, and ${parts} are accounted for.`,
  )
  same('retries', counts.retries, tally.retries)
  // A retry that its client had not sent when the run ended has a row, but was no attempt yet.
  const rows = rowsOf(trace.attempts)
  violations.hold(
    counts.attempts <= rows && rows <= counts.attempts + tally.unsent,
    () => `attempts: the engine counted ${counts.attempts}, there are ${rows} rows.`,
  )
  same(`request-microseconds in the system up to ${endedUs}`, counts.inSystemUs, tally.inSystemUs)
}
