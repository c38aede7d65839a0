/**
 * What `run` found, as data: the same numbers that the readable report shows and `--json` prints.
 * A figure that there is not (no answers; rows not kept) is null, never a guess.
 */
import { ratioWords } from '../analysis/numbers/comparison.ts'
import { type FaultStory, faultStories, faultStoryWords } from '../analysis/numbers/faultStory.ts'
import { type LaneReport, reportOf } from '../analysis/numbers/report.ts'
import type { Window } from '../analysis/numbers/window.ts'
import { Histogram } from '../base/histogram.ts'
import { CAUSES, type Cause, outcome } from '../model/outcome.ts'
import { isTrafficPatched, type LaneRef, laneTitle, resolveLane } from '../scenario/lanes.ts'
import type { Scenario } from '../scenario/types.ts'
import { experimentDigest } from '../trace/digest.ts'
import type { Trace } from '../trace/schema.ts'

export const RESULT_FORMAT = 0

export interface TargetResult {
  readonly id: string
  readonly zone: string
  readonly slots: number
  readonly attempts: number
  readonly served: number
  readonly errors: number | null
  /** Time-averages: of attempts in service per slot, and of attempts that wait. */
  readonly utilisation: number
  readonly waitingMean: number
  readonly waitP99Ms: number | null
  readonly latencyP50Ms: number | null
  readonly latencyP99Ms: number | null
}

export interface LaneResult {
  readonly letter: string
  /** Key in `lanes`; null is the base. */
  readonly id: string | null
  readonly title: string
  readonly hasOtherTraffic: boolean
  readonly digest: string
  readonly truncated: string | null
  readonly endedMs: number
  readonly requests: number
  readonly attempts: number
  readonly retries: number
  readonly offeredPerSecond: number
  readonly throughputPerSecond: number
  readonly goodputPerSecond: number
  readonly errorRatio: number
  readonly latency: {
    readonly answers: number
    readonly p50Ms: number | null
    readonly p90Ms: number | null
    readonly p99Ms: number | null
    readonly p999Ms: number | null
    readonly meanMs: number | null
    readonly maxMs: number | null
  }
  /** Requests by the word for how they ended; null when rows were not kept. */
  readonly verdicts: LaneReport['verdicts'] | null
  /** Failed requests by the cause of their last attempt. */
  readonly failuresByCause: Readonly<Record<string, number>>
  readonly targets: readonly TargetResult[]
  /** What health checks made of each fault, in the order of the scenario; null when rows were not kept. */
  readonly faults: readonly FaultResult[] | null
}

export interface FaultResult {
  readonly id: string
  readonly startMs: number
  readonly endMs: number
  readonly targets: readonly string[]
  readonly noticed: readonly NoticeResult[]
  readonly healthyAgain: readonly NoticeResult[]
  /** The same as a sentence; '' for a fault of no target. */
  readonly words: string
}

interface NoticeResult {
  readonly node: string
  readonly target: string
  readonly afterMs: number
}

export interface RunResult {
  readonly resultFormat: number
  readonly engineRevision: number
  readonly title: string
  readonly seed: string
  /** Over the digests of all lanes that were run, in their order. */
  readonly digest: string
  /**
   * Whether rows were kept; without them percentiles are within 0.4 %, and targets count warm-up.
   */
  readonly hasRows: boolean
  readonly window: { readonly fromMs: number; readonly toMs: number }
  readonly goalMs: number
  readonly lanes: readonly LaneResult[]
}

export interface LaneRun {
  readonly lane: LaneRef
  readonly trace: Trace
}

export interface Measure {
  readonly window: Window
  readonly goalUs: number
}

export function resultOf(
  scenario: Scenario,
  runs: readonly LaneRun[],
  measure: Measure,
): RunResult {
  const { window, goalUs } = measure
  const traces = runs.map(({ trace }) => trace)
  return {
    resultFormat: RESULT_FORMAT,
    engineRevision: traces[0]?.meta.engineRevision ?? 0,
    title: scenario.title,
    seed: scenario.seed,
    digest: experimentDigest(traces.map((trace) => trace.meta.digest)),
    hasRows: traces.every((trace) => trace.meta.hasRows),
    window: { fromMs: window.fromUs / 1000, toMs: window.toUs / 1000 },
    goalMs: goalUs / 1000,
    lanes: runs.map((run) => laneResult(scenario, run, measure)),
  }
}

function laneResult(scenario: Scenario, { lane, trace }: LaneRun, measure: Measure): LaneResult {
  const { digest, truncated, endedUs } = trace.meta
  return {
    letter: lane.letter,
    id: lane.id,
    title: laneTitle(scenario, lane.id),
    hasOtherTraffic: isTrafficPatched(scenario, lane.id),
    digest,
    truncated,
    endedMs: endedUs / 1000,
    ...(trace.meta.hasRows ? fromRows(reportOf(trace, measure)) : fromSummary(trace)),
    faults: trace.meta.hasRows ? faultResults(scenario, lane, trace) : null,
  }
}

function faultResults(scenario: Scenario, { id }: LaneRef, trace: Trace): readonly FaultResult[] {
  const inMs = (found: FaultStory['noticed']): readonly NoticeResult[] =>
    found.map(({ node, target, afterUs }) => ({ node, target, afterMs: afterUs / 1000 }))
  return faultStories(trace, resolveLane(scenario, id)).map((story) => ({
    id: story.id,
    startMs: story.startUs / 1000,
    endMs: story.endUs / 1000,
    targets: story.targets,
    noticed: inMs(story.noticed),
    healthyAgain: inMs(story.healthyAgain),
    words: faultStoryWords(story, trace.meta.names),
  }))
}

type Numbers = Omit<
  LaneResult,
  'letter' | 'id' | 'title' | 'hasOtherTraffic' | 'digest' | 'truncated' | 'endedMs' | 'faults'
>

const known = (value: number): number | null => (Number.isFinite(value) ? value : null)

function fromRows(report: LaneReport): Numbers {
  const { latency, failuresByCause, targets } = report
  return {
    requests: report.requests,
    attempts: report.attempts,
    retries: report.retries,
    offeredPerSecond: report.offeredPerSecond,
    throughputPerSecond: report.throughputPerSecond,
    goodputPerSecond: report.goodputPerSecond,
    errorRatio: report.errorRatio,
    latency: {
      answers: latency.answers,
      p50Ms: known(latency.p50Ms),
      p90Ms: known(latency.p90Ms),
      p99Ms: known(latency.p99Ms),
      p999Ms: known(latency.p999Ms),
      meanMs: known(latency.meanMs),
      maxMs: known(latency.maxMs),
    },
    verdicts: report.verdicts,
    failuresByCause: { ...failuresByCause },
    targets: targets.map((target) => ({
      id: target.id,
      zone: target.zone,
      slots: target.slots,
      attempts: target.attempts,
      served: target.served,
      errors: target.errors,
      utilisation: target.utilisation,
      waitingMean: target.waitingMean,
      waitP99Ms: known(target.waitP99Ms),
      latencyP50Ms: known(target.latencyP50Ms),
      latencyP99Ms: known(target.latencyP99Ms),
    })),
  }
}

/** From the streaming statistics, which count requests that were first sent after the warm-up. */
function fromSummary(trace: Trace): Numbers {
  const { summary, counts, warmUpUs, endedUs } = trace.meta
  const seconds = Math.max(1, endedUs - warmUpUs) / 1e6
  const requests = summary.outcomes.reduce((sum, count) => sum + count, 0)
  const answered = summary.outcomes[outcome('answered')] ?? 0
  const latencies = new Histogram()
  latencies.counts.set(summary.okLatencies)
  latencies.count = summary.okCount
  const failures = CAUSES.map((cause, i) => [cause, summary.causes[i] ?? 0] as const).filter(
    ([cause, count]) => count > 0 && isFailure(cause),
  )
  const failed = failures.reduce((sum, [, count]) => sum + count, 0)
  const ended = requests - (summary.outcomes[outcome('unfinished')] ?? 0)
  const at = (p: number): number | null => known(latencies.quantile(p) / 1000)
  return {
    requests,
    attempts: counts.attempts,
    retries: counts.retries,
    offeredPerSecond: requests / seconds,
    throughputPerSecond: answered / seconds,
    goodputPerSecond: summary.goodCount / seconds,
    errorRatio: ended === 0 ? 0 : failed / ended,
    latency: {
      answers: summary.okCount,
      p50Ms: at(0.5),
      p90Ms: at(0.9),
      p99Ms: at(0.99),
      p999Ms: at(0.999),
      meanMs: known(summary.okLatencySumUs / summary.okCount / 1000),
      maxMs: at(1),
    },
    verdicts: null,
    failuresByCause: Object.fromEntries(failures),
    targets: targetsFromSummary(trace),
  }
}

const isFailure = (cause: Cause): boolean => cause !== 'none' && cause !== 'run-ended'

function targetsFromSummary(trace: Trace): readonly TargetResult[] {
  const { summary, counts, names, endedUs } = trace.meta
  const spanUs = Math.max(1, endedUs)
  return names.targets.map(({ id, zone, slots }, i) => ({
    id,
    zone,
    slots,
    attempts: summary.targetAttempts[i] ?? 0,
    served: summary.targetServed[i] ?? 0,
    errors: null,
    utilisation: (counts.servingUs[i] ?? 0) / slots / spanUs,
    waitingMean: (counts.waitingUs[i] ?? 0) / spanUs,
    waitP99Ms: null,
    latencyP50Ms: null,
    latencyP99Ms: null,
  }))
}

/** `3.1× lower`, against the first lane. */
export const against = (value: number | null, base: number | null): string =>
  value === null || base === null ? '' : ratioWords(value, base)
