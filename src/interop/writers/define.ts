/** What the writer of a log format is: how an attempt becomes a line, as the balancer of that name writes it. */
import type { LogEntry } from './entry.ts'

export interface LogWriter<Id extends string = string> {
  readonly id: Id
  readonly label: string
  /** What it tells, in one sentence, for whoever chooses. */
  readonly summary: string
  readonly source: string
  /** Without the end of the line. */
  readonly lineOf: (entry: LogEntry) => string
}

export const defineLogWriter = <const Id extends string>(
  definition: LogWriter<Id>,
): LogWriter<Id> => definition
