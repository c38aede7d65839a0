/**
 * An access log becomes a recording. Clients are numbered in the order in which they appear and their addresses
 * forgotten; query strings are dropped. A log that tells the time to the second is spread out: of n requests
 * within one second, the k-th (from 0) is placed at (k + 0.5) / n of it. Lines slightly out of order are sorted,
 * lines of one instant keep their order. A size that is not given (`-`) counts as 0.
 */
import { TableWriter } from '../base/columns.ts'
import type { Recording } from '../model/recording.ts'
import type { LogFormat } from './define.ts'
import { logFormats } from './index.ts'
import { type Line, linesOf } from './lines.ts'
import { ROWS, type Rows, recordingOf } from './recordingOf.ts'

/** What was read and what was not. */
export interface LogReport {
  readonly format: { readonly id: string; readonly label: string }
  /** Lines that are not empty; each is a request or unreadable. */
  readonly lines: number
  readonly requests: number
  readonly unreadable: number
  /** The first unreadable lines. */
  readonly examples: readonly UnreadableLine[]
  /** Requests without a protocol, without a size, and with size 0: all of them readable. */
  readonly withoutProtocol: number
  readonly withoutSize: number
  readonly withSizeZero: number
  /** Why not all of it was read, or null. */
  readonly stopped: string | null
}

export interface UnreadableLine {
  /** From 1. */
  readonly number: number
  /** At most 120 characters of it. */
  readonly text: string
  readonly reason: string
}

export type LogResult =
  | { readonly ok: true; readonly recording: Recording; readonly report: LogReport }
  | { readonly ok: false; readonly message: string; readonly examples: readonly UnreadableLine[] }

export const REQUESTS_MAX = 5_000_000
export const EXAMPLES_MAX = 5
const EXAMPLE_LENGTH = 120
/** Lines by which the format is recognised. */
const PROBE_LINES = 50

/** Reads a log of any known format. Never throws: what goes wrong is in the result. */
export async function readLog(
  bytes: AsyncIterable<Uint8Array>,
  about: { readonly title: string; readonly attribution?: string },
): Promise<LogResult> {
  const ending = { damage: null as string | null }
  const lines = linesOf(bytes, ending)
  const probe: Line[] = []
  let format: LogFormat | null = null
  let reading: Reading | null = null
  for await (const line of lines) {
    if (line.text.trim() === '') continue
    if (reading === null) {
      probe.push(line)
      if (probe.length < PROBE_LINES) continue
      format = recognise(probe)
      if (format === null) break
      reading = new Reading(format, probe)
    } else {
      reading.take(line)
    }
    if (reading.requests === REQUESTS_MAX) {
      ending.damage = `only the first ${REQUESTS_MAX} requests were read`
      break
    }
  }
  if (reading === null && format === null) {
    format = recognise(probe)
    if (format !== null) reading = new Reading(format, probe)
  }
  if (reading === null || format === null) return refuse(probe, ending.damage)
  const { id, label, resolutionMs } = format
  return {
    ok: true,
    recording: recordingOf(reading, resolutionMs, about),
    report: { ...reading.report(), format: { id, label }, stopped: ending.damage },
  }
}

/** The format that reads most of the lines; null when none reads any. */
function recognise(lines: readonly Line[]): LogFormat | null {
  let best: LogFormat | null = null
  let most = 0
  for (const format of logFormats) {
    const readable = lines.filter((line) => typeof format.parse(line.text) !== 'string').length
    if (readable > most) {
      best = format
      most = readable
    }
  }
  return best
}

function refuse(probe: readonly Line[], damage: string | null): LogResult {
  const names = logFormats.map((format) => format.label).join(', ')
  const why = damage === null ? '' : ` (${damage})`
  const message =
    probe.length === 0
      ? `The log holds no lines${why}. Choose a file with one request a line, such as access.log.`
      : `The log is of no known format${why}: none of its first ${probe.length} lines is a request. ` +
        `Known are ${names}, plain or as gzip.`
  const examples = probe
    .slice(0, EXAMPLES_MAX)
    .map((line) => exampleOf(line, 'it is a request in none of the known formats'))
  return { ok: false, message, examples }
}

const exampleOf = (line: Line, reason: string): UnreadableLine => ({
  number: line.number,
  text: line.text.slice(0, EXAMPLE_LENGTH),
  reason,
})

/** More paths than a recording can tell apart share one name. */
const PATHS_MAX = 65_534
const OTHER = 'other'

/** What has been read so far. */
class Reading implements Rows {
  readonly rows = new TableWriter(ROWS)
  readonly paths: string[] = []
  requests = 0
  private readonly format: LogFormat
  private readonly pathNumbers = new Map<string, number>()
  private readonly clientNumbers = new Map<string, number>()
  private readonly examples: UnreadableLine[] = []
  private lines = 0
  private withoutProtocol = 0
  private withoutSize = 0
  private withSizeZero = 0

  constructor(format: LogFormat, lines: readonly Line[]) {
    this.format = format
    for (const line of lines) this.take(line)
  }

  get clients(): number {
    return this.clientNumbers.size
  }

  take(line: Line): void {
    this.lines++
    const record = line.isTooLong ? 'it is too long' : this.format.parse(line.text)
    if (typeof record === 'string') {
      if (this.examples.length < EXAMPLES_MAX) this.examples.push(exampleOf(line, record))
      return
    }
    this.requests++
    if (!record.hasProtocol) this.withoutProtocol++
    if (record.bytes === null) this.withoutSize++
    else if (record.bytes === 0) this.withSizeZero++
    const chunk = this.rows.open()
    const row = chunk.rows++
    chunk.atMs[row] = record.atMs
    chunk.bytes[row] = record.bytes ?? 0
    chunk.path[row] = this.pathNumber(record.path)
    chunk.client[row] = numberOf(this.clientNumbers, record.client)
  }

  report(): Omit<LogReport, 'format' | 'stopped'> {
    const { lines, requests, examples, withoutProtocol, withoutSize, withSizeZero } = this
    const unreadable = lines - requests
    return { lines, requests, unreadable, examples, withoutProtocol, withoutSize, withSizeZero }
  }

  private pathNumber(path: string): number {
    const isFull = this.paths.length >= PATHS_MAX && !this.pathNumbers.has(path)
    const name = isFull ? OTHER : path
    const number = numberOf(this.pathNumbers, name)
    if (number === this.paths.length) this.paths.push(name)
    return number
  }
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name)
  if (known !== undefined) return known
  numbers.set(name, numbers.size)
  return numbers.size - 1
}
