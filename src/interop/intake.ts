/**
 * The requests of several logs as they are read: rows, with clients as numbers in the order in which they appear and
 * paths as numbers, and everything that was left out, counted and with examples.
 */
import { TableWriter } from '../base/columns.ts'
import type { LineOutcome, LineReader, LogFormat, LogRecord } from './define.ts'
import { LINE_MAX } from './parts/lines.ts'
import { LogLine } from './parts/logLine.ts'
import { cutPath, PATH_MAX } from './parts/requestLine.ts'

export const ROWS = {
  atMs: 'f64',
  bytes: 'f64',
  /** Microseconds by the log, plus 1; 0 where it does not say. */
  took: 'f64',
  client: 'u32',
  path: 'u16',
  /** Number of the line in its file, from 1. */
  line: 'u32',
} as const

export const REQUESTS_MAX = 5_000_000
export const EXAMPLES_MAX = 5
const EXAMPLE_LENGTH = 120

/** Lines of one kind that are no rows. */
export interface LeftOut {
  /** `unreadable`, or what else they are: `answered by the balancer itself (redirect)`. */
  readonly why: string
  readonly count: number
  /** The first of them. */
  readonly examples: readonly Example[]
}

export interface Example {
  /** Name of the file. */
  readonly source: string
  /** From 1. */
  readonly number: number
  /** At most 120 characters of the line. */
  readonly text: string
  readonly reason: string
}

/** Rows of one file: from the row before which it began. */
export interface SourceRows {
  readonly name: string
  readonly firstRow: number
  lines: number
  /** Whether no stamp had a fraction of a second. */
  isWholeSeconds: boolean
}

/** More paths than a recording can tell apart share one name. */
const PATHS_MAX = 65_534
const OTHER = 'other'
/** More reasons, and more targets, than anyone reads. */
const KINDS_MAX = 50
const TARGETS_MAX = 5000
export const UNREADABLE = 'unreadable'
const STRAY = 'a time far from all others'
/** A request that takes longer is no work of a target but a connection held open. */
const TOOK_MAX_MS = 600_000

export class Intake {
  readonly rows = new TableWriter(ROWS)
  readonly sources: SourceRows[] = []
  readonly paths: string[] = []
  readonly leftOut = new Map<string, { why: string; count: number; examples: Example[] }>()
  readonly formats = new Map<LogFormat, number>()
  /** Requests by the target that served them. */
  readonly targets = new Map<string, number>()
  readonly counts = {
    lines: 0,
    requests: 0,
    /** Of the requests, those whose time cannot be meant. */
    stray: 0,
    withoutProtocol: 0,
    withoutSize: 0,
    withSizeZero: 0,
    withoutClient: 0,
    withoutZone: 0,
    tookOfTarget: 0,
    tookOfRequest: 0,
    tookTooLong: 0,
    withUnusedNumber: 0,
    withPathCut: 0,
    withPathMerged: 0,
  }
  private readonly known: readonly LogFormat[]
  private readonly pathNumbers = new Map<string, number>()
  private readonly clientNumbers = new Map<string, number>()
  private readers: LineReader[] = []
  /** The format that read the newest line is tried first. */
  private current = -1

  constructor(known: readonly LogFormat[]) {
    this.known = known
  }

  get clients(): number {
    return this.clientNumbers.size
  }

  get isFull(): boolean {
    return this.counts.requests >= REQUESTS_MAX
  }

  /** What comes next is another file. */
  begin(name: string): void {
    this.readers = this.known.map((format) => format.open())
    this.sources.push({ name, firstRow: this.counts.requests, lines: 0, isWholeSeconds: true })
  }

  take(text: string, number: number): void {
    if (isBlank(text)) return
    const source = this.sources.at(-1) as SourceRows
    source.lines++
    this.counts.lines++
    const outcome = text.length > LINE_MAX ? 'it is too long' : this.read(trimEnd(text), true)
    if (typeof outcome === 'string') this.leaveOut(UNREADABLE, text, number, outcome)
    else if ('notReplayed' in outcome) {
      this.leaveOut(outcome.notReplayed, text, number, outcome.notReplayed)
    } else this.add(outcome, source, number)
  }

  private leaveOut(
    why: string,
    text: string,
    number: number,
    reason: string,
    source?: string,
  ): void {
    const key = this.leftOut.has(why) || this.leftOut.size < KINDS_MAX ? why : 'other reasons'
    const kind = this.leftOut.get(key) ?? { why: key, count: 0, examples: [] }
    this.leftOut.set(key, kind)
    kind.count++
    if (kind.examples.length >= EXAMPLES_MAX) return
    kind.examples.push({
      source: source ?? this.sources.at(-1)?.name ?? '',
      number,
      text: printable(text.slice(0, EXAMPLE_LENGTH)),
      reason: printable(reason),
    })
  }

  /** A row whose time cannot be meant. `line` is its number in its file. */
  dropStray(row: number, line: number, reason: string): void {
    const at = this.sources.findLastIndex((source) => source.firstRow <= row)
    this.leaveOut(STRAY, '', line, reason, this.sources[at]?.name)
    this.counts.stray++
  }

  private read(text: string, mayBeWrapped: boolean): LineOutcome {
    const line = new LogLine(text)
    if (text.startsWith('#')) {
      for (const reader of this.readers) reader(line)
      return { notReplayed: 'comments' }
    }
    const inner = mayBeWrapped ? wrapped(line) : null
    if (inner !== null) {
      const outcome = this.read(trimEnd(inner), false)
      if (typeof outcome !== 'string') return outcome
    }
    const { current } = this
    const first = current < 0 ? null : (this.readers[current] as LineReader)(line)
    if (first !== null && typeof first !== 'string') return first
    for (let i = 0; i < this.readers.length; i++) {
      if (i === current) continue
      const outcome = (this.readers[i] as LineReader)(line)
      if (typeof outcome === 'string') continue
      this.current = i
      return outcome
    }
    return first ?? 'it is a request in none of the known formats'
  }

  private add(record: LogRecord, source: SourceRows, number: number): void {
    const { counts } = this
    counts.requests++
    const format = this.known[this.current] as LogFormat
    this.formats.set(format, (this.formats.get(format) ?? 0) + 1)
    this.count(record)
    if (!record.isWholeSecond) source.isWholeSeconds = false
    const chunk = this.rows.open()
    const row = chunk.rows++
    chunk.atMs[row] = record.atMs
    chunk.bytes[row] = record.bytes ?? 0
    chunk.took[row] = this.tookCell(record)
    chunk.path[row] = this.pathNumber(record.path)
    chunk.client[row] = this.clientNumber(record.client ?? '')
    chunk.line[row] = number
  }

  private count(record: LogRecord): void {
    const { counts } = this
    if (!record.hasProtocol) counts.withoutProtocol++
    if (record.bytes === null) counts.withoutSize++
    else if (record.bytes === 0) counts.withSizeZero++
    if (record.client === null) counts.withoutClient++
    if (!record.hasZone) counts.withoutZone++
    if (record.hasUnusedNumber) counts.withUnusedNumber++
    if (record.target === null) return
    const known = this.targets.get(record.target)
    if (known !== undefined) this.targets.set(record.target, known + 1)
    else if (this.targets.size < TARGETS_MAX) this.targets.set(ownCopy(record.target), 1)
  }

  private tookCell({ took }: LogRecord): number {
    if (took === null) return 0
    if (took.of === 'target') this.counts.tookOfTarget++
    else this.counts.tookOfRequest++
    if (took.ms > TOOK_MAX_MS) this.counts.tookTooLong++
    return Math.round(Math.min(took.ms, TOOK_MAX_MS) * 1000) + 1
  }

  private pathNumber(path: string): number {
    if (path.length > PATH_MAX) this.counts.withPathCut++
    const whole = cutPath(path)
    const known = this.pathNumbers.get(whole)
    if (known !== undefined) return known
    const isFull = this.paths.length >= PATHS_MAX
    if (isFull) this.counts.withPathMerged++
    const name = isFull ? OTHER : ownCopy(whole)
    const number = this.pathNumbers.get(name) ?? this.paths.length
    if (number === this.paths.length) {
      this.paths.push(name)
      this.pathNumbers.set(name, number)
    }
    return number
  }

  private clientNumber(client: string): number {
    const known = this.clientNumbers.get(client)
    if (known !== undefined) return known
    this.clientNumbers.set(ownCopy(client), this.clientNumbers.size)
    return this.clientNumbers.size - 1
  }
}

/** A slice keeps the whole text alive that it was cut from; what is kept for good is written anew. */
const ownCopy = (text: string): string => JSON.parse(JSON.stringify(text)) as string

/** The line inside an object of a collector: Docker writes `log`, others `message` or `msg`. */
function wrapped(line: LogLine): string | null {
  if (!line.text.includes('{"')) return null
  const { json } = line
  if (json === null) return null
  const inner = [json['log'], json['message'], json['msg'], json['MESSAGE'], json['textPayload']]
  const text = inner.find((value) => typeof value === 'string')
  return text === undefined ? null : (text as string)
}

/** With control characters written as `\x1b`: a terminal must not obey a log. Always a text of its own. */
const printable = (text: string): string =>
  ownCopy(text).replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are looked for
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => {
      const code = character.charCodeAt(0)
      return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`
    },
  )

const isBlank = (text: string): boolean => text === '' || trimEnd(text) === ''

function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end--
  return end === text.length ? text : text.slice(0, end)
}
