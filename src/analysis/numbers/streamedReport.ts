/**
 * The report of a run that keeps no rows: it takes them as they come and counts them at once. What it counts is what
 * `reportOf` counts, over the same window; only percentiles come from histograms, so that memory stays flat.
 *
 * Where a window ends is known when the run has ended, for a limit may stop it. Hence what came last is held back until
 * something later has come: whatever is counted before the end lies before it.
 */
import { usFromMs } from '../../model/time.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { AttemptChunk } from '../../trace/attempt.ts'
import type { RowSink, Trace } from '../../trace/schema.ts'
import { type BeginningTally, beginningTally, unchangedUntilUs } from './beginning.ts'
import { type LaneReport, reportTally } from './report.ts'
import { GOAL_US, requestsIn } from './requests.ts'
import { inHistograms } from './sample.ts'
import { Tally } from './tally.ts'
import { visitsIn } from './visits.ts'
import { type Window, wholeWindow } from './window.ts'

type ConnectionChunk = Trace['connections']['chunks'][number]

export interface StreamedReportOptions {
  readonly warmUpUs: number
  /** How many targets the lane has. */
  readonly targets: number
  /** The whole run after warm-up if left out; else a stretch that the run is known to cover. */
  readonly window?: Window
  readonly goalUs?: number
  /** See `ReportOptions`. */
  readonly unchangedUntilUs?: number
}

/** Of a run of this lane. */
export function streamedReport(
  lane: LaneScenario,
  options: Pick<StreamedReportOptions, 'window' | 'goalUs'> = {},
): StreamedReport {
  const { warmUpMs, targetGroups } = lane
  const groups = Object.values(targetGroups)
  const targets = groups.reduce((sum, group) => sum + Object.keys(group.targets).length, 0)
  return new StreamedReport({
    warmUpUs: usFromMs(warmUpMs),
    unchangedUntilUs: unchangedUntilUs(lane),
    targets,
    ...options,
  })
}

export class StreamedReport implements RowSink {
  private readonly options: StreamedReportOptions
  private readonly goalUs: number
  private tally: Tally
  private readonly beginning: BeginningTally | null
  /** Whether the run is known to go on beyond its warm-up. */
  private isPastWarmUp: boolean
  private heldAttempts: AttemptChunk[] = []
  private heldConnections: ConnectionChunk[] = []

  constructor(options: StreamedReportOptions) {
    const { window, warmUpUs } = options
    this.options = options
    this.goalUs = options.goalUs ?? GOAL_US
    this.beginning = beginningTally(options.unchangedUntilUs)
    this.isPastWarmUp = window !== undefined || warmUpUs === 0
    this.tally = this.tallyOf(window ?? { fromUs: 0, toUs: Number.POSITIVE_INFINITY })
  }

  takeAttempts(chunk: AttemptChunk): AttemptChunk | null {
    const last = this.heldAttempts.at(-1)
    const nowUs = finishUs(chunk, 0)
    const isCounted = last !== undefined && finishUs(last, last.rows - 1) < nowUs
    const free = isCounted ? last : null
    if (isCounted) this.countUpTo(nowUs)
    this.heldAttempts.push(chunk)
    return free
  }

  takeConnections(chunk: ConnectionChunk): ConnectionChunk | null {
    this.heldConnections.push(chunk)
    return null
  }

  /** Of the run that has handed over its rows and left the last of them in `trace`. */
  report(trace: Trace): LaneReport {
    const { meta } = trace
    const window = this.options.window ?? wholeWindow(meta)
    if (meta.endedUs > this.options.warmUpUs) this.passWarmUp()
    this.tally.endAt(window.toUs)
    this.countAttempts([...this.heldAttempts, ...trace.attempts.chunks], meta.endedUs)
    this.tally.addConnections([...this.heldConnections, ...trace.connections.chunks])
    const { goalUs, beginning } = this
    return reportTally(this.tally, trace, { window, goalUs, beginning })
  }

  /** The run goes on at least until then: what was held lies before, and counts. */
  private countUpTo(nowUs: number): void {
    if (nowUs > this.options.warmUpUs) this.passWarmUp()
    this.countAttempts(this.heldAttempts, nowUs)
    this.heldAttempts = []
    const isBefore = (chunk: ConnectionChunk): boolean => openedLastUs(chunk) < nowUs
    this.tally.addConnections(this.heldConnections.filter(isBefore))
    this.heldConnections = this.heldConnections.filter((chunk) => !isBefore(chunk))
  }

  private countAttempts(chunks: readonly AttemptChunk[], endedUs: number): void {
    const requests = requestsIn(chunks, this.goalUs)
    this.beginning?.add(requests)
    this.tally.addRequests(requests)
    this.tally.addVisits(visitsIn(chunks, endedUs))
    this.tally.addAttempts(chunks)
  }

  /**
   * What was counted so far was over before the warm-up was: it counts in a run that ends there, and in no other, but for
   * what workers had in a whole run.
   */
  private passWarmUp(): void {
    if (this.isPastWarmUp) return
    this.isPastWarmUp = true
    const window = { fromUs: this.options.warmUpUs, toUs: Number.POSITIVE_INFINITY }
    this.tally = this.tallyOf(window, this.tally.workers)
  }

  private tallyOf(window: Window, workers?: Tally['workers']): Tally {
    const of = { targets: this.options.targets, sampleKind: inHistograms }
    return new Tally(window, workers === undefined ? of : { ...of, workers })
  }
}

/** Rows are in the order in which they were finished. */
const finishUs = (chunk: AttemptChunk, row: number): number =>
  (chunk.sentUs[row] as number) + (chunk.finishUs[row] as number)

function openedLastUs({ openedUs, rows }: ConnectionChunk): number {
  let last = 0
  for (let i = 0; i < rows; i++) last = Math.max(last, openedUs[i] as number)
  return last
}
