/** The formats in which a run is written as an access log, each of which `readLog.ts` reads. */
import { joinedInPieces } from '../../base/pieces.ts'
import { alb } from './alb.ts'
import type { LogWriter } from './define.ts'
import { entriesOf, type LoggedRun } from './entry.ts'
import { envoy } from './envoy.ts'
import { haproxy } from './haproxy.ts'
import { nginx } from './nginx.ts'

export const logWriters = [nginx, haproxy, envoy, alb] as const

export type LogWriterId = (typeof logWriters)[number]['id']

/** The log in pieces of many lines each, so that a million are never in memory at once. */
export const logPieces = (run: LoggedRun, { lineOf }: LogWriter): Generator<string> =>
  joinedInPieces(linesOf(run, lineOf), '')

function* linesOf(run: LoggedRun, lineOf: LogWriter['lineOf']): Generator<string> {
  for (const entry of entriesOf(run)) yield `${lineOf(entry)}\n`
}
