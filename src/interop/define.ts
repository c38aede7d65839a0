/** What a log format is: how one line of an access log becomes one request. */

/** One request of a log. */
export interface LogRecord {
  /** Milliseconds since 1970-01-01 UTC, with the fraction that the log has. */
  readonly atMs: number
  /** Address or name of the client. It never leaves the reader: recordings hold pseudonyms. */
  readonly client: string
  readonly method: string
  /** Without scheme, host, query and fragment. */
  readonly path: string
  /** Whether the request line named a protocol, as in `HTTP/1.0`. */
  readonly hasProtocol: boolean
  readonly status: number
  /** Size of the response; null when the log says `-`. */
  readonly bytes: number | null
}

export interface LogFormat<Id extends string = string> {
  readonly id: Id
  readonly label: string
  readonly source: string
  /** How finely it tells the time: requests with one stamp are spread over so long. 0: fine enough. */
  readonly resolutionMs: number
  /** The request, or why the line is none, as the end of "is unreadable: ...". Never throws. */
  readonly parse: (line: string) => LogRecord | string
}

export const defineLogFormat = <const Id extends string>(
  definition: LogFormat<Id>,
): LogFormat<Id> => definition
