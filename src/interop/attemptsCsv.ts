/** The rows of traces as CSV (RFC 4180), one an attempt, times in milliseconds from the start. */
import { csvField } from '../base/csv.ts'
import { joinedInPieces } from '../base/pieces.ts'
import { attemptsOf, type TracedAttempt } from '../trace/attempt.ts'
import type { TracedLane } from '../trace/lane.ts'
import type { Trace } from '../trace/schema.ts'
import { type Workers, workersOf } from '../trace/workers.ts'

const HEADER =
  'lane,population,user,ordinal,attempt,path,sentMs,nodeMs,routedMs,targetMs,startMs,serviceEndMs,backMs,endMs,node,worker,target,status,author,cause,warmUp'

/** Of all lanes, in pieces of many lines each. */
export const csvPieces = (lanes: readonly TracedLane[]): Generator<string> =>
  joinedInPieces(linesOf(lanes), '')

function* linesOf(lanes: readonly TracedLane[]): Generator<string> {
  yield `${HEADER}\r\n`
  for (const { letter, trace } of lanes) {
    const workers = workersOf(trace)
    for (const attempt of attemptsOf(trace))
      yield `${lineOf(attempt, { letter, trace, workers })}\r\n`
  }
}

interface Of {
  readonly letter: string
  readonly trace: Trace
  readonly workers: Workers
}

const lineOf = (attempt: TracedAttempt, { letter, trace, workers }: Of): string =>
  [
    letter,
    attempt.name.population,
    attempt.name.user,
    attempt.name.ordinal,
    attempt.name.attempt,
    csvField(attempt.path),
    ms(attempt.sentUs),
    ms(attempt.nodeUs),
    ms(attempt.routedUs),
    ms(attempt.targetUs),
    ms(attempt.startUs),
    ms(attempt.serviceEndUs),
    ms(attempt.backUs),
    ms(attempt.endUs),
    attempt.node ?? '',
    workerText(attempt, workers),
    attempt.target ?? '',
    attempt.status === 0 ? '' : attempt.status,
    attempt.author,
    attempt.cause,
    // Figures leave out what was sent in it.
    attempt.sentUs < trace.meta.warmUpUs ? 'yes' : 'no',
  ].join(',')

const ms = (us: number | null): string => (us === null ? '' : String(us / 1000))

/** Counted from 1, as everywhere; nothing where a node has one. */
function workerText({ connection }: TracedAttempt, workers: Workers): string {
  const worker = connection === null ? undefined : workers.get(connection)
  return worker === undefined ? '' : String(worker + 1)
}
