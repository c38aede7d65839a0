/** What a log format is: how one line of an access log becomes one request. */
import type { LogLine } from './parts/logLine.ts'

/** One request of a log. */
export interface LogRecord {
  /** Milliseconds since 1970-01-01 UTC, with the fraction that the log has. */
  readonly atMs: number
  /** Whether the log tells this time to the second only. */
  readonly isWholeSecond: boolean
  /** Whether the log says in which zone the time is; where it does not, it is read as UTC. */
  readonly hasZone: boolean
  /** Address or name of the client, null where the log has none. It never leaves the reader: recordings hold pseudonyms. */
  readonly client: string | null
  readonly method: string
  /** Without scheme, host, query and fragment. */
  readonly path: string
  /** Whether the request line named a protocol, as in `HTTP/1.0`. */
  readonly hasProtocol: boolean
  /** Null when the log has none (`-`). */
  readonly status: number | null
  /** Size of the response; null when the log has none (`-`). */
  readonly bytes: number | null
  /** How long it took, by the log: the time of the target where it has that, else of the request. */
  readonly took: Took | null
  /** Which target served it; null where the log does not say. */
  readonly target: string | null
  /** The line ends with a whole number that may be a duration, and nothing says in which unit. */
  readonly hasUnusedNumber: boolean
}

export interface Took {
  readonly ms: number
  readonly of: 'target' | 'request'
}

/** A line that was understood and is no traffic to a target. */
export interface NotReplayed {
  readonly notReplayed: string
}

/** A string says why the line is none, as the end of "is unreadable: ...". */
export type LineOutcome = LogRecord | NotReplayed | string

/** Reads the lines of one file in order; some formats say at the top what their columns are. Never throws. */
export type LineReader = (line: LogLine) => LineOutcome

export interface LogFormat<Id extends string = string> {
  readonly id: Id
  readonly label: string
  readonly source: string
  /** A reader for one file. */
  readonly open: () => LineReader
}

export const defineLogFormat = <const Id extends string>(
  definition: LogFormat<Id>,
): LogFormat<Id> => definition
