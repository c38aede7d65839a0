/**
 * What must hold in every trace, whatever was simulated, exactly and not nearly. Counts of the engine, which it
 * kept while it ran, are held against the stamps, which it wrote when things were over: a request that is
 * forgotten by one is remembered by the other.
 */
import { rowsOf } from '../../base/columns.ts'
import { formatAttempt } from '../../model/name.ts'
import { type Outcome, outcome } from '../../model/outcome.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import { nameAt } from '../../trace/attempt.ts'
import { type Trace, UNSET } from '../../trace/schema.ts'
import { checkAnswers } from './answers.ts'
import { checkOccupancy } from './occupancy.ts'
import { checkRegistrations } from './registrations.ts'
import { type RequestTally, tallyRequests } from './requests.ts'
import { Violations } from './violations.ts'
import { checkWorkers } from './workers.ts'

/** Every violation as a sentence (50 at most); none for a trace as it must be. Needs the rows of the trace. */
export function checkInvariants(trace: Trace, scenario: LaneScenario): readonly string[] {
  const violations = new Violations()
  checkStamps(trace, violations)
  const tally = tallyRequests(trace, violations)
  checkCounts(trace, tally, violations)
  checkOccupancy(trace, scenario, violations)
  checkFlows(trace, scenario, violations)
  checkRegistrations(trace, scenario, violations)
  checkAnswers(trace, scenario, violations)
  checkWorkers(trace, violations)
  return violations.sentences
}

/** The order in which an attempt passes its places; where it never was is left out. */
const WAY = ['nodeUs', 'routedUs', 'targetUs', 'startUs', 'serviceEndUs', 'backUs'] as const

function checkStamps(trace: Trace, violations: Violations): void {
  let lastUs = 0
  for (const chunk of trace.attempts.chunks) {
    const way = WAY.map((name) => chunk[name])
    const { sentUs, finishUs, endUs, backUs, status } = chunk
    for (let i = 0; i < chunk.rows; i++) {
      const add = (problem: string): void =>
        violations.add(`${formatAttempt(nameAt(trace, chunk, i))}: ${problem}`)
      let latest = 0
      for (let k = 0; k < way.length; k++) {
        const at = (way[k] as Uint32Array)[i] as number
        if (at === UNSET) continue
        if (at < latest) add(`${WAY[k]} is ${at}, before an earlier place on its way, ${latest}.`)
        latest = at
      }
      const end = endUs[i] as number
      const back = backUs[i] as number
      const finish = finishUs[i] as number
      const isAnswered = (status[i] as number) > 0 && end !== UNSET
      if (isAnswered && back !== UNSET && end < back) {
        add(`endUs is ${end}, before backUs, ${back}, though it was answered.`)
      }
      if (finish < latest || (end !== UNSET && finish < end)) {
        add(`finishUs is ${finish}, before another stamp.`)
      }
      const sent = sentUs[i] as number
      const finishedUs = sent + finish
      if (finishedUs < lastUs) add(`finished at ${finishedUs} us, but stands after ${lastUs} us.`)
      if (sent < 0 || finishedUs > trace.meta.endedUs) {
        add(`lasts from ${sent} to ${finishedUs} us in a run of ${trace.meta.endedUs} us.`)
      }
      lastUs = finishedUs
    }
  }
}

/** At layer 4 a connection leads to one target for its life. */
function checkFlows(trace: Trace, { balancers }: LaneScenario, violations: Violations): void {
  const { nodes } = trace.meta.names
  const isBlind = nodes.map(({ balancer }) => balancers[balancer]?.kind === 'network')
  if (!isBlind.includes(true)) return
  const targetOf = new Map<number, number>()
  for (const chunk of trace.attempts.chunks) {
    const { connection, node, target, targetUs } = chunk
    for (let i = 0; i < chunk.rows; i++) {
      if (targetUs[i] === UNSET || isBlind[node[i] as number] !== true) continue
      const known = targetOf.get(connection[i] as number)
      targetOf.set(connection[i] as number, target[i] as number)
      if (known === undefined || known === target[i]) continue
      violations.add(`Connection ${connection[i]} led to targets ${known} and ${target[i]}.`)
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
