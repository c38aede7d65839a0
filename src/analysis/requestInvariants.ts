/** What must hold of the attempts of one request: one of them ended it, they are numbered, they follow each other. */
import { OUTCOMES, outcome } from '../model/outcome.ts'
import { type Trace, UNSET } from '../trace/schema.ts'
import { attemptName, type Violations } from './violations.ts'

export interface RequestTally {
  readonly requests: number
  /** Requests by how they ended: positions of OUTCOMES. */
  readonly outcomes: readonly number[]
  readonly retries: number
  /** Attempts that may have been about to be sent when the run ended. */
  readonly unsent: number
  /** Time from first send to end (or to the end of the run), over all requests. */
  readonly inSystemUs: number
}

/** What has been seen of one request. */
interface Seen {
  /** One bit for each attempt: 1 << (attempt - 1). */
  attempts: number
  attemptMax: number
  firstUs: number
  ends: number
  endedWith: number
}

const UNFINISHED = outcome('unfinished')

export function tallyRequests(trace: Trace, violations: Violations): RequestTally {
  const seen = new Map<string, Seen>()
  const outcomes = OUTCOMES.map(() => 0)
  let retries = 0
  let unsent = 0
  let inSystemUs = 0
  for (const chunk of trace.attempts.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const name = (): string => attemptName(trace, chunk, i)
      const attempt = chunk.attempt[i] as number
      const how = chunk.outcome[i] as number
      const sent = chunk.sentUs[i] as number
      const end = chunk.endUs[i] as number
      const firstUs = sent - (chunk.sinceFirstUs[i] as number)
      const key = `${chunk.population[i]}/${chunk.user[i]}/${chunk.ordinal[i]}`
      const request = seen.get(key) ?? newRequest(firstUs)
      seen.set(key, request)
      if (attempt > 1) {
        retries++
        if (how === UNFINISHED && sent === trace.meta.endedUs) unsent++
      }
      const isNew = attempt >= 1 && Math.floor(request.attempts / pow2(attempt - 1)) % 2 === 0
      violations.hold(isNew, () => `${name()}: stands in the trace twice.`)
      if (isNew) request.attempts += pow2(attempt - 1)
      request.attemptMax = Math.max(request.attemptMax, attempt)
      violations.hold(
        firstUs === request.firstUs && (attempt > 1 || firstUs === sent),
        () => `${name()}: first sent at ${firstUs} us, by another row at ${request.firstUs} us.`,
      )
      violations.hold(
        (end === UNSET) === (how === UNFINISHED),
        () => `${name()}: its outcome is ${OUTCOMES[how]}, and its endUs ${end}.`,
      )
      if (how === 0) continue
      request.ends++
      request.endedWith = attempt
      outcomes[how] = (outcomes[how] as number) + 1
      inSystemUs += (end === UNSET ? trace.meta.endedUs : sent + end) - firstUs
    }
  }
  for (const [key, request] of seen) checkRequest(key, request, violations)
  return { requests: seen.size, outcomes, retries, unsent, inSystemUs }
}

const newRequest = (firstUs: number): Seen => ({
  attempts: 0,
  attemptMax: 0,
  firstUs,
  ends: 0,
  endedWith: 0,
})

function checkRequest(key: string, request: Seen, violations: Violations): void {
  const { attempts, attemptMax, ends, endedWith } = request
  violations.hold(ends === 1, () => `Request ${key} ended ${ends} times.`)
  violations.hold(
    attempts === pow2(attemptMax) - 1,
    () => `Request ${key} has attempts up to ${attemptMax}, but not all of them.`,
  )
  violations.hold(
    ends !== 1 || endedWith === attemptMax,
    () => `Request ${key} ended with attempt ${endedWith}, but had ${attemptMax}.`,
  )
}

/** 2 to the power of n, exactly, for n up to 52: attempts are at most 20. */
function pow2(n: number): number {
  let power = 1
  for (let i = 0; i < n; i++) power *= 2
  return power
}
