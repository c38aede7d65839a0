/**
 * The report of one lane: every number that stands beside its stage, over one window.
 * Requests count in the window of their first send; rates of answers by the moment the answer came, so that they
 * are what the lane delivered in the window and never more than it can; times at targets are cut at its edges.
 */
import { isAnswer, isFailure } from '../../model/failure.ts'
import {
  AUTHORS,
  type Author,
  CAUSES,
  type Cause,
  VERDICTS,
  type Verdict,
} from '../../model/outcome.ts'
import type { Trace } from '../../trace/schema.ts'
import { type Imbalance, imbalanceOf } from './imbalance.ts'
import { type LatencySummary, latenciesUs, summariseLatency } from './latency.ts'
import { GOAL_US, type Requests, requestsOf } from './requests.ts'
import { type TargetReport, targetReports } from './targetReport.ts'
import { type Visits, visitsOf } from './visits.ts'
import { clipWindow, secondsOf, type Window, wholeWindow } from './window.ts'

/** Failed requests that failed in one way. */
export interface FailureCount {
  readonly status: number
  readonly author: Author
  readonly cause: Cause
  readonly count: number
}

export interface LaneReport {
  /** The 16 digits of the whole run, and the limit that stopped it, if one did. */
  readonly digest: string
  readonly truncated: string | null
  readonly endedUs: number
  readonly window: Window
  readonly goalUs: number
  /** Requests first sent in the window, and how many of them were over before the run was. */
  readonly requests: number
  readonly ended: number
  /** Requests first sent, any answers, and answers under 400 before the client gave up; per second. */
  readonly offeredPerSecond: number
  readonly throughputPerSecond: number
  readonly goodputPerSecond: number
  readonly latency: LatencySummary
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** Of the requests that ended; of all of them for `unfinished`. 0 when there are none. */
  readonly verdictRatios: Readonly<Record<Verdict, number>>
  /** Errors, rejections and clients that gave up, of the requests that ended. */
  readonly errorRatio: number
  /** Of failed requests, by the cause of their last attempt; causes that did not occur are left out. */
  readonly failuresByCause: Readonly<Partial<Record<Cause, number>>>
  /** The same, told apart by status and author too; the most frequent first. */
  readonly failures: readonly FailureCount[]
  /** Attempts sent in the window; those after the first of a request. */
  readonly attempts: number
  readonly retries: number
  readonly connectionsOpened: { readonly byClients: number; readonly byNodes: number }
  /** In the order of the scenario. */
  readonly targets: readonly TargetReport[]
  readonly imbalance: Imbalance
}

export interface ReportOptions {
  /** The whole run after warm-up if left out. */
  readonly window?: Window
  /** The latency up to which an answer is on time; `GOAL_MS` if left out. */
  readonly goalUs?: number
}

export const reportOf = (trace: Trace, options: ReportOptions = {}): LaneReport =>
  reportFrom(trace, requestsOf(trace, options.goalUs ?? GOAL_US), visitsOf(trace), options)

/** The same from what has been read of the trace already: see `numbers.ts`. */
export function reportFrom(
  trace: Trace,
  requests: Requests,
  visits: Visits,
  options: ReportOptions,
): LaneReport {
  const window = clipWindow(trace, options.window ?? wholeWindow(trace))
  const goalUs = options.goalUs ?? GOAL_US
  const { verdicts, failures } = tally(requests, window)
  const total = VERDICTS.reduce((sum, verdict) => sum + verdicts[verdict], 0)
  const ended = total - verdicts.unfinished
  const failed = verdicts.error + verdicts.rejected + verdicts['gave-up']
  const targets = targetReports(trace, visits, window)
  return {
    digest: trace.meta.digest,
    truncated: trace.meta.truncated,
    endedUs: trace.meta.endedUs,
    window,
    goalUs,
    requests: total,
    ended,
    offeredPerSecond: ratio(total, secondsOf(window)),
    ...answerRates(requests, window),
    latency: summariseLatency(latenciesUs(requests, window)),
    verdicts,
    verdictRatios: ratios(verdicts, { total, ended }),
    errorRatio: ratio(failed, ended),
    failuresByCause: byCause(failures),
    failures,
    ...countAttempts(trace, window),
    connectionsOpened: countConnections(trace, window),
    targets,
    imbalance: imbalanceOf(targets.map((target) => target.loadMean)),
  }
}

const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)

function tally(requests: Requests, window: Window) {
  const counts = new Float64Array(VERDICTS.length)
  const failureCounts = new Map<number, number>()
  for (let i = 0; i < requests.count; i++) {
    const first = requests.firstUs[i] as number
    if (first < window.fromUs || first >= window.toUs) continue
    const verdict = requests.verdict[i] as number
    counts[verdict] = (counts[verdict] as number) + 1
    if (!isFailure(verdict)) continue
    const key = (requests.status[i] as number) * 65_536 + (requests.blame[i] as number)
    failureCounts.set(key, (failureCounts.get(key) ?? 0) + 1)
  }
  const verdicts = byVerdict((verdict) => counts[VERDICTS.indexOf(verdict)] as number)
  const failures = [...failureCounts].map(([key, count]) => failureOf(key, count))
  return { verdicts, failures: failures.sort((a, b) => b.count - a.count || compareText(a, b)) }
}

const failureOf = (key: number, count: number): FailureCount => ({
  status: Math.floor(key / 65_536),
  author: AUTHORS[Math.floor(key / 256) % 256] ?? 'none',
  cause: CAUSES[key % 256] ?? 'none',
  count,
})

const textOf = (failure: FailureCount): string =>
  `${failure.status} ${failure.author} ${failure.cause}`

const compareText = (a: FailureCount, b: FailureCount): number => (textOf(a) < textOf(b) ? -1 : 1)

const byVerdict = (of: (verdict: Verdict) => number): Record<Verdict, number> =>
  Object.fromEntries(VERDICTS.map((verdict) => [verdict, of(verdict)])) as Record<Verdict, number>

const ratios = (
  verdicts: Readonly<Record<Verdict, number>>,
  of: { readonly total: number; readonly ended: number },
): Record<Verdict, number> =>
  byVerdict((verdict) => ratio(verdicts[verdict], verdict === 'unfinished' ? of.total : of.ended))

function byCause(failures: readonly FailureCount[]): Partial<Record<Cause, number>> {
  const counts: Partial<Record<Cause, number>> = {}
  for (const { cause, count } of failures) counts[cause] = (counts[cause] ?? 0) + count
  return counts
}

function answerRates(requests: Requests, window: Window) {
  let answered = 0
  let good = 0
  for (let i = 0; i < requests.count; i++) {
    const end = requests.endUs[i] as number
    if (end < window.fromUs || end >= window.toUs) continue
    const status = requests.status[i] as number
    if (!isAnswer(requests.verdict[i] as number, status)) continue
    answered++
    if (status < 400) good++
  }
  const seconds = secondsOf(window)
  return { throughputPerSecond: ratio(answered, seconds), goodputPerSecond: ratio(good, seconds) }
}

function countAttempts(trace: Trace, window: Window) {
  let attempts = 0
  let retries = 0
  for (const chunk of trace.attempts.chunks) {
    const { sentUs, attempt } = chunk
    for (let i = 0; i < chunk.rows; i++) {
      const sent = sentUs[i] as number
      if (sent < window.fromUs || sent >= window.toUs) continue
      attempts++
      if ((attempt[i] as number) > 1) retries++
    }
  }
  return { attempts, retries }
}

function countConnections(trace: Trace, window: Window) {
  const opened: [number, number] = [0, 0]
  for (const chunk of trace.connections.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const at = chunk.openedUs[i] as number
      if (at < window.fromUs || at >= window.toUs) continue
      if (chunk.side[i] === 0) opened[0]++
      else opened[1]++
    }
  }
  return { byClients: opened[0], byNodes: opened[1] }
}
