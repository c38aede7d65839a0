/** The formats in which a run is written as an access log, each of which `readLog.ts` reads. */
import { alb } from './alb.ts'
import type { LogWriter } from './define.ts'
import { entriesOf, type LoggedRun } from './entry.ts'
import { envoy } from './envoy.ts'
import { haproxy } from './haproxy.ts'
import { nginx } from './nginx.ts'

export const logWriters = [nginx, haproxy, envoy, alb] as const

export type LogWriterId = (typeof logWriters)[number]['id']

/** Lines that are written at one time. */
const BATCH = 2000

/** The log in pieces of many lines each, so that a million are never in memory at once. */
export function* logPieces(run: LoggedRun, { lineOf }: LogWriter): Generator<string> {
  let lines: string[] = []
  for (const entry of entriesOf(run)) {
    lines.push(lineOf(entry))
    if (lines.length < BATCH) continue
    yield `${lines.join('\n')}\n`
    lines = []
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`
}
