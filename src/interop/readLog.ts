/**
 * Access logs become one recording. Clients are numbered in the order in which they appear and their addresses
 * forgotten; query strings are dropped. Several logs are merged by time. A log that tells the time to the second is
 * spread out: of n requests within one second, the k-th (from 0) is placed at (k + 0.5) / n of it. Lines slightly out
 * of order are sorted, lines of one instant keep their order. A size that is not given (`-`) counts as 0.
 */
import type { Recording } from '../model/recording.ts'
import { declaredFormat } from './declared.ts'
import type { LogFormat } from './define.ts'
import { logFormats } from './index.ts'
import { type Example, Intake, type LeftOut, REQUESTS_MAX, UNREADABLE } from './intake.ts'
import { lineBatches } from './parts/lines.ts'
import { NotALog, type Trouble, unpacked } from './parts/unpack.ts'
import { recordingOf } from './recordingOf.ts'

export interface LogSource {
  /** Of the file, for sentences. */
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
}

export interface About {
  readonly title: string
  readonly attribution?: string
  /** A line of the server's configuration that says what the lines are: `log_format` or `LogFormat`. */
  readonly logFormat?: string
}

/** What was read and what was not. */
export interface LogReport {
  readonly sources: readonly { readonly name: string; readonly lines: number }[]
  readonly formats: readonly {
    readonly id: string
    readonly label: string
    readonly requests: number
  }[]
  /** Lines that are not empty; each is a request or left out. */
  readonly lines: number
  readonly requests: number
  /** Most first. */
  readonly leftOut: readonly LeftOut[]
  /** Sentences about what could not be read or is not as it was. */
  readonly warnings: readonly string[]
  readonly withoutProtocol: number
  readonly withoutSize: number
  readonly withSizeZero: number
  /** Requests whose time the log does not place in a zone, so that it is read as UTC. */
  readonly withoutZone: number
  /** How many requests say how long they took: at the target, or only as a whole. */
  readonly tookOfTarget: number
  readonly tookOfRequest: number
  /** How many requests each target served, most first, where the log says so; their names are forgotten. */
  readonly targets: readonly number[]
}

export type LogResult =
  | { readonly ok: true; readonly recording: Recording; readonly report: LogReport }
  | { readonly ok: false; readonly message: string; readonly examples: readonly Example[] }

/** Never throws: what goes wrong is in the result. */
export async function readLog(sources: readonly LogSource[], about: About): Promise<LogResult> {
  const formats = formatsFor(about)
  if (typeof formats === 'string') return { ok: false, message: formats, examples: [] }
  const intake = new Intake(formats)
  const warnings: string[] = []
  for (const source of sources) {
    const before = intake.counts.requests
    const trouble = { warning: null as string | null }
    try {
      await readSource(source, intake, trouble)
    } catch (error) {
      if (!(error instanceof NotALog)) throw error
      return { ok: false, message: `${source.name} ${error.message}`, examples: [] }
    }
    if (trouble.warning !== null) warnings.push(`${source.name}: ${trouble.warning}.`)
    if (intake.isFull) {
      warnings.push(`Only the first ${REQUESTS_MAX} requests were read.`)
      break
    }
    if (sources.length > 1 && intake.counts.requests === before)
      warnings.push(`${source.name} holds no requests.`)
  }
  if (intake.counts.requests === 0) return refuse(intake, warnings, formats)
  const recording = recordingOf(intake, about)
  return { ok: true, recording, report: reportOf(intake, warnings) }
}

async function readSource(source: LogSource, intake: Intake, trouble: Trouble): Promise<void> {
  intake.begin(source.name)
  for await (const { first, texts } of lineBatches(unpacked(source.bytes, trouble))) {
    for (let i = 0; i < texts.length; i++) {
      intake.take(texts[i] as string, first + i)
      if (intake.isFull) return
    }
  }
}

/** The given format alone, where one is given: its lines are often readable in another, and wrongly. */
function formatsFor({ logFormat }: About): readonly LogFormat[] | string {
  if (logFormat === undefined || logFormat.trim() === '') return logFormats
  const declared = declaredFormat(logFormat)
  return declared.ok ? [declared.format] : declared.message
}

function reportOf(intake: Intake, warnings: string[]): LogReport {
  const { counts, sources, leftOut, targets } = intake
  return {
    sources: sources.map(({ name, lines }) => ({ name, lines })),
    formats: [...intake.formats]
      .sort(([, a], [, b]) => b - a)
      .map(([{ id, label }, requests]) => ({ id, label, requests })),
    lines: counts.lines,
    requests: counts.requests - counts.stray,
    leftOut: [...leftOut.values()].sort((a, b) => b.count - a.count),
    warnings: [...warnings, ...remarks(intake)],
    withoutProtocol: counts.withoutProtocol,
    withoutSize: counts.withoutSize,
    withSizeZero: counts.withSizeZero,
    withoutZone: counts.withoutZone,
    tookOfTarget: counts.tookOfTarget,
    tookOfRequest: counts.tookOfRequest,
    targets: [...targets.values()].sort((a, b) => b - a),
  }
}

/** What was read and is not in the recording as it stands in the log. */
function remarks({ counts }: Intake): readonly string[] {
  const said: string[] = []
  const say = (count: number, sentence: string): void => {
    if (count > 0) said.push(`${counted(count, 'request')} ${sentence}`)
  }
  say(counts.withoutClient, 'of no named client: they count as one client.')
  say(
    counts.withPathCut,
    'with a path of over 200 characters: it is cut, and told apart by a hash.',
  )
  say(counts.withPathMerged, 'with a path beyond the first 65,534: they share the path "other".')
  say(counts.tookTooLong, 'of over 10 minutes: they count as 10 minutes.')
  say(
    counts.withUnusedNumber,
    'with a whole number at the end of the line, which may be a duration: it is not used, because nothing says in which unit. Give the log format of the server to use it.',
  )
  return said
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

function refuse(
  intake: Intake,
  warnings: readonly string[],
  formats: readonly LogFormat[],
): LogResult {
  const { lines } = intake.counts
  const why = warnings.length === 0 ? '' : ` (${warnings.join(' ')})`
  const kinds = [...intake.leftOut.values()].sort((a, b) => b.count - a.count)
  const examples = kinds.flatMap((kind) => kind.examples).slice(0, 5)
  if (lines === 0) {
    const message = `The log holds no lines${why}. Choose a file with one request a line, such as access.log.`
    return { ok: false, message, examples }
  }
  const others = kinds.filter((kind) => kind.why !== UNREADABLE && kind.why !== 'comments')
  if (others.length > 0) {
    const what = others.map((kind) => `${counted(kind.count, 'line')}: ${kind.why}`).join('; ')
    const message = `The log holds no request to a target${why}. Left out: ${what}. Choose another part of it.`
    return { ok: false, message, examples }
  }
  const reason = formats.length === 1 ? `: ${kinds[0]?.examples[0]?.reason ?? ''}` : ''
  const message =
    `The log is of no known format${why}: none of its ${counted(lines, 'line')} is a request${reason}. ` +
    `Known are ${formats.map((format) => format.label).join(', ')}; plain, as gzip or as zstd. ` +
    'For a format of your own, give the line of the configuration (log_format, LogFormat).'
  return { ok: false, message, examples }
}
