/** The rows of a trace as CSV (RFC 4180), one an attempt, times in milliseconds from the start. */
import { csvField } from '../base/csv.ts'
import { attemptsOf, type TracedAttempt } from '../trace/attempt.ts'
import type { LaneRun } from './laneRuns.ts'

const HEADER =
  'lane,population,user,ordinal,attempt,path,sentMs,nodeMs,targetMs,startMs,serviceEndMs,backMs,endMs,node,target,status,author,cause'

/** Lines that are written at one time. */
const BATCH = 2000

/** Pieces of many lines each. */
export function* csvPieces(runs: readonly LaneRun[]): Generator<string> {
  let lines: string[] = [HEADER]
  for (const { lane, trace } of runs) {
    for (const attempt of attemptsOf(trace)) {
      lines.push(lineOf(attempt, lane.letter))
      if (lines.length < BATCH) continue
      yield `${lines.join('\r\n')}\r\n`
      lines = []
    }
  }
  if (lines.length > 0) yield `${lines.join('\r\n')}\r\n`
}

const lineOf = (attempt: TracedAttempt, lane: string): string =>
  [
    lane,
    attempt.name.population,
    attempt.name.user,
    attempt.name.ordinal,
    attempt.name.attempt,
    csvField(attempt.path),
    ms(attempt.sentUs),
    ms(attempt.nodeUs),
    ms(attempt.targetUs),
    ms(attempt.startUs),
    ms(attempt.serviceEndUs),
    ms(attempt.backUs),
    ms(attempt.endUs),
    attempt.node ?? '',
    attempt.target ?? '',
    attempt.status === 0 ? '' : attempt.status,
    attempt.author,
    attempt.cause,
  ].join(',')

const ms = (us: number | null): string => (us === null ? '' : String(us / 1000))
