/** What must hold of the attempts of one request: one of them ended it, they are numbered, they follow each other. */
import { assert } from '../../base/assert.ts'
import { rowsOf } from '../../base/columns.ts'
import { formatAttempt } from '../../model/name.ts'
import { OUTCOMES, outcome } from '../../model/outcome.ts'
import { nameAt } from '../../trace/attempt.ts'
import { type Trace, UNSET } from '../../trace/schema.ts'
import type { Violations } from './violations.ts'

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

const UNFINISHED = outcome('unfinished')
/** Attempts are remembered as bits of a word. */
const ATTEMPTS_MAX = 32

/** What has been seen of each request, by the order in which requests first appear. */
interface Seen {
  /** One bit for each attempt. */
  readonly attempts: Uint32Array
  readonly attemptMax: Uint8Array
  readonly firstUs: Float64Array
  readonly ends: Uint8Array
  readonly endedWith: Uint8Array
}

export function tallyRequests(trace: Trace, violations: Violations): RequestTally {
  const { endedUs } = trace.meta
  const rows = rowsOf(trace.attempts)
  const numbers = new RequestNumbers(trace)
  const seen: Seen = {
    attempts: new Uint32Array(rows),
    attemptMax: new Uint8Array(rows),
    firstUs: new Float64Array(rows),
    ends: new Uint8Array(rows),
    endedWith: new Uint8Array(rows),
  }
  const outcomes = OUTCOMES.map(() => 0)
  let retries = 0
  let unsent = 0
  let inSystemUs = 0
  for (const chunk of trace.attempts.chunks) {
    const { attempt, outcome: how, sentUs, endUs, sinceFirstUs } = chunk
    for (let i = 0; i < chunk.rows; i++) {
      const sent = sentUs[i] as number
      const firstUs = sent - (sinceFirstUs[i] as number)
      const end = endUs[i] as number
      const ended = how[i] as number
      if ((attempt[i] as number) > 1) {
        retries++
        if (ended === UNFINISHED && sent === endedUs) unsent++
      }
      const number = numbers.of(chunk, i)
      const problem = see(seen, number, { attempt: attempt[i] as number, firstUs, sent })
      if (problem !== '') violations.add(`${formatAttempt(nameAt(trace, chunk, i))}: ${problem}`)
      if ((end === UNSET) !== (ended === UNFINISHED)) {
        const name = formatAttempt(nameAt(trace, chunk, i))
        violations.add(`${name}: its outcome is ${OUTCOMES[ended]}, and its endUs ${end}.`)
      }
      if (ended === 0) continue
      seen.ends[number] = (seen.ends[number] as number) + 1
      seen.endedWith[number] = attempt[i] as number
      outcomes[ended] = (outcomes[ended] as number) + 1
      inSystemUs += (end === UNSET ? endedUs : sent + end) - firstUs
    }
  }
  numbers.each((number, name) => {
    checkRequest(seen, number, name, violations)
  })
  return { requests: numbers.count, outcomes, retries, unsent, inSystemUs }
}

/** Takes down one attempt; what is wrong with it as a sentence, or ''. */
function see(
  seen: Seen,
  number: number,
  row: { readonly attempt: number; readonly firstUs: number; readonly sent: number },
): string {
  const { attempt, firstUs, sent } = row
  if (attempt < 1 || attempt > ATTEMPTS_MAX)
    return `attempt ${attempt} is not 1 to ${ATTEMPTS_MAX}.`
  if (seen.attempts[number] === 0) seen.firstUs[number] = firstUs
  const bit = (1 << (attempt - 1)) >>> 0
  if (((seen.attempts[number] as number) & bit) !== 0) return 'stands in the trace twice.'
  seen.attempts[number] = (seen.attempts[number] as number) | bit
  if (attempt > (seen.attemptMax[number] as number)) seen.attemptMax[number] = attempt
  const other = seen.firstUs[number] as number
  if (firstUs !== other || (attempt === 1 && firstUs !== sent)) {
    return `first sent at ${firstUs} us, by another row at ${other} us.`
  }
  return ''
}

function checkRequest(
  seen: Seen,
  number: number,
  name: () => string,
  violations: Violations,
): void {
  const attemptMax = seen.attemptMax[number] as number
  const ends = seen.ends[number] as number
  const endedWith = seen.endedWith[number] as number
  const all = attemptMax === ATTEMPTS_MAX ? 0xffffffff : (1 << attemptMax) - 1
  if (ends !== 1) violations.add(`Request ${name()} ended ${ends} times.`)
  if (seen.attempts[number] !== all >>> 0) {
    violations.add(`Request ${name()} has attempts up to ${attemptMax}, but not all of them.`)
  }
  if (ends === 1 && endedWith !== attemptMax) {
    violations.add(`Request ${name()} ended with attempt ${endedWith}, but had ${attemptMax}.`)
  }
}

/** Numbers the requests of a trace in the order in which they appear. */
class RequestNumbers {
  private readonly known = new Map<number, number>()
  private readonly users: number
  private readonly ordinals: number

  constructor(trace: Trace) {
    let user = 0
    let ordinal = 0
    for (const chunk of trace.attempts.chunks) {
      for (let i = 0; i < chunk.rows; i++) {
        if ((chunk.user[i] as number) > user) user = chunk.user[i] as number
        if ((chunk.ordinal[i] as number) > ordinal) ordinal = chunk.ordinal[i] as number
      }
    }
    this.users = user + 1
    this.ordinals = ordinal + 1
    const keys = trace.meta.names.populations.length * this.users * this.ordinals
    assert(keys < Number.MAX_SAFE_INTEGER, 'population, user and ordinal fit into one number')
  }

  get count(): number {
    return this.known.size
  }

  of(chunk: Trace['attempts']['chunks'][number], i: number): number {
    const owner = (chunk.population[i] as number) * this.users + (chunk.user[i] as number)
    const key = owner * this.ordinals + (chunk.ordinal[i] as number)
    const number = this.known.get(key)
    if (number !== undefined) return number
    this.known.set(key, this.known.size)
    return this.known.size - 1
  }

  each(visit: (number: number, name: () => string) => void): void {
    for (const [key, number] of this.known) {
      visit(number, () => {
        const owner = Math.floor(key / this.ordinals)
        const population = Math.floor(owner / this.users)
        return `${population}/${owner % this.users}/${key % this.ordinals}`
      })
    }
  }
}
