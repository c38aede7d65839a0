/**
 * The report of one lane: every number that stands beside its stage, over one window.
 * Requests count in the window of their first send; rates of answers by the moment the answer came, so that they
 * are what the lane delivered in the window and never more than it can; times at targets are cut at its edges.
 */
import {
  AUTHORS,
  type Author,
  CAUSES,
  type Cause,
  VERDICTS,
  type Verdict,
} from '../../model/outcome.ts'
import type { CallCounts, Trace } from '../../trace/schema.ts'
import { type Beginning, type BeginningTally, beginningTally } from './beginning.ts'
import type { ConnectionCounts } from './connectionTally.ts'
import type { CrossingReport } from './crossing.ts'
import { type HostReport, hostReports } from './hostReport.ts'
import { type Imbalance, imbalanceOf } from './imbalance.ts'
import { thereIn } from './inService.ts'
import { type LatencySummary, summariseLatency } from './latency.ts'
import { type NodeReport, nodeReports } from './nodeReport.ts'
import { GOAL_US, type Requests, requestsOf } from './requests.ts'
import { exactly } from './sample.ts'
import { Tally } from './tally.ts'
import type { TargetReport } from './targetReport.ts'
import { type Visits, visitsOf } from './visits.ts'
import { clipWindow, secondsOf, type Window, wholeWindow } from './window.ts'
import type { WorkersReport } from './workerReport.ts'

/** Requests that ended in one way. */
export interface EndingCount {
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
  /** Percentiles are within this share of the exact ones: 0 where rows were kept. */
  readonly percentileResolution: number
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
  readonly failures: readonly EndingCount[]
  /** Every answer that reached its client, good ones too, told apart in the same way. */
  readonly answers: readonly EndingCount[]
  /** Attempts sent in the window; those after the first of a request. */
  readonly attempts: number
  readonly retries: number
  /** By who opened them. */
  readonly connections: {
    readonly ofClients: ConnectionCounts
    readonly ofNodes: ConnectionCounts
  }
  /** Of what stands behind the targets, over the whole run; null where nothing does. */
  readonly calls: CallCounts | null
  /** The same of the identity provider. */
  readonly logins: CallCounts | null
  /** Over the whole run. */
  readonly hosts: readonly HostReport[]
  /** Of the nodes that take time for what they do, over the whole run. */
  readonly nodes: readonly NodeReport[]
  /** Of the nodes that have more than one, over the whole run. */
  readonly workers: readonly WorkersReport[]
  readonly crossing: CrossingReport
  /** In the order of the scenario. */
  readonly targets: readonly TargetReport[]
  readonly imbalance: Imbalance
  /** Up to the first change that is planned, whatever the window; null where it is not looked at. */
  readonly beginning: Beginning | null
}

export interface ReportOptions {
  /** The whole run after warm-up if left out. */
  readonly window?: Window
  /** The latency up to which an answer is on time; `GOAL_MS` if left out. */
  readonly goalUs?: number
  /** Up to when nothing changes by plan (`beginning.ts`); 0 if left out, and then the beginning is not looked at. */
  readonly unchangedUntilUs?: number
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
  const window = clipWindow(trace.meta, options.window ?? wholeWindow(trace.meta))
  const targets = trace.meta.names.targets.length
  const tally = new Tally(window, { targets, sampleKind: exactly })
  tally.addRequests(requests)
  tally.addVisits(visits)
  tally.addAttempts(trace.attempts.chunks)
  tally.addConnections(trace.connections.chunks)
  const beginning = beginningTally(options.unchangedUntilUs)
  beginning?.add(requests)
  return reportTally(tally, trace, { window, goalUs: options.goalUs ?? GOAL_US, beginning })
}

/** What has been counted of a run, as a report. */
export function reportTally(
  tally: Tally,
  { meta, changes }: Pick<Trace, 'meta' | 'changes'>,
  {
    window,
    goalUs,
    beginning,
  }: {
    readonly window: Window
    readonly goalUs: number
    readonly beginning: BeginningTally | null
  },
): LaneReport {
  const verdicts = byVerdict((verdict) => tally.verdicts[VERDICTS.indexOf(verdict)] as number)
  const failures = byFrequency(tally.failures)
  const total = VERDICTS.reduce((sum, verdict) => sum + verdicts[verdict], 0)
  const ended = total - verdicts.unfinished
  const failed = verdicts.error + verdicts.rejected + verdicts['gave-up']
  const seconds = secondsOf(window)
  const thereUs = thereIn({ meta, changes }, window)
  const targets = tally.targets.reports(meta.names.targets, window, {
    thereUs,
    crossed: tally.crossing.crossedByTarget(meta.names),
  })
  return {
    digest: meta.digest,
    truncated: meta.truncated,
    endedUs: meta.endedUs,
    window,
    goalUs,
    percentileResolution: tally.sampleKind.resolutionRatio,
    requests: total,
    ended,
    offeredPerSecond: ratio(total, seconds),
    throughputPerSecond: ratio(tally.answered, seconds),
    goodputPerSecond: ratio(tally.good, seconds),
    latency: summariseLatency(tally.latencies),
    verdicts,
    verdictRatios: ratios(verdicts, { total, ended }),
    errorRatio: ratio(failed, ended),
    failuresByCause: byCause(failures),
    failures,
    answers: byFrequency(tally.answers),
    attempts: tally.attempts,
    retries: tally.retries,
    connections: {
      ofClients: tally.ofClients.counts(window),
      ofNodes: tally.ofNodes.counts(window),
    },
    calls: meta.counts.calls,
    logins: meta.counts.logins,
    hosts: hostReports(meta),
    nodes: nodeReports(meta),
    workers: tally.workers.reports(meta.names),
    crossing: tally.crossing.report(meta.names, seconds),
    targets,
    imbalance: imbalanceOf(
      targets.filter((_, t) => thereUs[t] !== 0).map((target) => target.loadMean),
    ),
    beginning: beginning?.beginning ?? null,
  }
}

const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)

const byFrequency = (counts: ReadonlyMap<number, number>): readonly EndingCount[] =>
  [...counts]
    .map(([key, count]) => endingOf(key, count))
    .sort((a, b) => b.count - a.count || compareText(a, b))

const endingOf = (key: number, count: number): EndingCount => ({
  status: Math.floor(key / 65_536),
  author: AUTHORS[Math.floor(key / 256) % 256] ?? 'none',
  cause: CAUSES[key % 256] ?? 'none',
  count,
})

const textOf = (failure: EndingCount): string =>
  `${failure.status} ${failure.author} ${failure.cause}`

const compareText = (a: EndingCount, b: EndingCount): number => (textOf(a) < textOf(b) ? -1 : 1)

const byVerdict = (of: (verdict: Verdict) => number): Record<Verdict, number> =>
  Object.fromEntries(VERDICTS.map((verdict) => [verdict, of(verdict)])) as Record<Verdict, number>

const ratios = (
  verdicts: Readonly<Record<Verdict, number>>,
  of: { readonly total: number; readonly ended: number },
): Record<Verdict, number> =>
  byVerdict((verdict) => ratio(verdicts[verdict], verdict === 'unfinished' ? of.total : of.ended))

function byCause(failures: readonly EndingCount[]): Partial<Record<Cause, number>> {
  const counts: Partial<Record<Cause, number>> = {}
  for (const { cause, count } of failures) counts[cause] = (counts[cause] ?? 0) + count
  return counts
}
