/**
 * Recorded traffic: what an access log becomes on import. Clients are pseudonyms (whole numbers), query strings
 * are gone. Columns run in parallel, one row a request, ordered by time.
 */
export interface Recording {
  /** Hash of the content, as 16 hexadecimal digits: the name by which a scenario asks for it. */
  readonly hash: string
  readonly title: string
  /** Who collected it and under which terms; empty when it is the user's own. */
  readonly attribution: string
  /** Microseconds since the first request, whole, never falling. */
  readonly atUs: Float64Array
  /** Index into `paths`. */
  readonly path: Uint16Array
  /** Size of the response in bytes. */
  readonly bytes: Float64Array
  /** Pseudonym of the client: 0 to `clients` - 1. */
  readonly client: Uint32Array
  /**
   * How long each request took by the log, in microseconds: -1 where a line does not say; null where none does. It
   * is what a replay takes for the work.
   */
  readonly tookUs: Float64Array | null
  readonly paths: readonly string[]
  readonly clients: number
}

/** Recordings by their hash. */
export type Recordings = Readonly<Record<string, Recording>>
