/**
 * What `run` found, as data: the same numbers that the readable report shows and `--json` prints.
 * A figure that there is not (no answers) is null, never a guess.
 */
import { ratioWords } from '../analysis/numbers/comparison.ts'
import { type CrossingCost, crossingCost } from '../analysis/numbers/crossingCost.ts'
import { type FaultStory, faultStories, faultStoryWords } from '../analysis/numbers/faultStory.ts'
import type { EndingCount, LaneReport } from '../analysis/numbers/report.ts'
import type { Window } from '../analysis/numbers/window.ts'
import { replicationOf } from '../analysis/replications/replication.ts'
import type { BegunLane } from '../analysis/replications/shortWarmUp.ts'
import { stabilityOf } from '../analysis/replications/stability.ts'
import { isTrafficPatched, type LaneRef, laneTitle, resolveLane } from '../scenario/lanes.ts'
import type { Crossing } from '../scenario/things/network.ts'
import type { Scenario } from '../scenario/types.ts'
import { experimentDigest } from '../trace/digest.ts'
import type { Trace } from '../trace/schema.ts'
import type { LaneRun } from './laneRuns.ts'
import { type ShortWarmUpResult, settledMsOf, shortWarmUpResult } from './warmUpResult.ts'

export const RESULT_FORMAT = 0

export interface TargetResult {
  readonly id: string
  /** Its target group. */
  readonly group: string
  readonly zone: string
  readonly slots: number
  readonly attempts: number
  readonly served: number
  readonly errors: number
  /** Of the attempts: from nodes of other zones. */
  readonly crossed: number
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
  /** Requests by the word for how they ended. */
  readonly verdicts: LaneReport['verdicts']
  /** Failed requests by the cause of their last attempt. */
  readonly failuresByCause: Readonly<Record<string, number>>
  /** Answers by status, who wrote it and why, the most frequent first. */
  readonly answers: readonly EndingCount[]
  /** Connections by who opened them: clients, and nodes. */
  readonly connections: LaneReport['connections']
  /** Of what stands behind the targets, over the whole run; null where nothing does. */
  readonly calls: CallsResult | null
  /** The same of the identity provider, which is called three times for a log-in. */
  readonly logins: CallsResult | null
  /** Over the whole run; none where no targets are containers. */
  readonly hosts: LaneReport['hosts']
  /** Of the nodes that take time for what they do, over the whole run. */
  readonly nodes: LaneReport['nodes']
  /** Of the nodes that have more than one worker, over the whole run. */
  readonly workers: LaneReport['workers']
  /** From here on latency is alike, by MSER-5; null where that cannot be told. */
  readonly settledMs: number | null
  /** What nodes sent to targets, and what of it crossed zones. */
  readonly crossing: LaneReport['crossing'] & { readonly cost: CrossingCost }
  readonly targets: readonly TargetResult[]
  /** What health checks made of each fault, in the order of the scenario. */
  readonly faults: readonly FaultResult[]
}

export interface CallsResult {
  readonly made: number
  readonly answered: number
  readonly refused: number
  readonly timedOut: number
  readonly unfinished: number
  /** Time-averages over the whole run: of calls in service, per connection, and of calls that wait. */
  readonly utilisation: number
  readonly waitingMean: number
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
  /** Whether rows were kept. */
  readonly hasRows: boolean
  /** Percentiles are within this share of the exact ones: 0 where rows were kept. */
  readonly percentileResolution: number
  readonly window: { readonly fromMs: number; readonly toMs: number }
  readonly goalMs: number
  /** Null where the warm-up does, or it cannot be told. */
  readonly shortWarmUp: ShortWarmUpResult | null
  readonly lanes: readonly LaneResult[]
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
    percentileResolution: Math.max(0, ...runs.map(({ report }) => report.percentileResolution)),
    window: { fromMs: window.fromUs / 1000, toMs: window.toUs / 1000 },
    goalMs: goalUs / 1000,
    shortWarmUp: shortWarmUpResult(
      runs.map(({ report }) => begun(report)),
      runs.map(({ lane }) => lane.letter),
      window,
    ),
    lanes: runs.map((run) => laneResult(scenario, run)),
  }
}

function laneResult(scenario: Scenario, { lane, trace, report }: LaneRun): LaneResult {
  const { digest, truncated, endedUs } = report
  return {
    letter: lane.letter,
    id: lane.id,
    title: laneTitle(scenario, lane.id),
    hasOtherTraffic: isTrafficPatched(scenario, lane.id),
    digest,
    truncated,
    endedMs: endedUs / 1000,
    ...numbersOf(report, resolveLane(scenario, lane.id).network.crossing),
    settledMs: settledMsOf(begun(report), report.window),
    faults: faultResults(scenario, lane, trace),
  }
}

/** As far as one run tells whether it is stable. */
const begun = (report: LaneReport): BegunLane => ({
  stability: stabilityOf([replicationOf(report)]),
  beginnings: report.beginning === null ? [] : [report.beginning],
})

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
  | 'letter'
  | 'id'
  | 'title'
  | 'hasOtherTraffic'
  | 'digest'
  | 'truncated'
  | 'endedMs'
  | 'settledMs'
  | 'faults'
>

const known = (value: number): number | null => (Number.isFinite(value) ? value : null)

function numbersOf(report: LaneReport, price: Crossing): Numbers {
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
    answers: report.answers,
    connections: report.connections,
    calls: callsOf(report.calls, report.endedUs),
    logins: callsOf(report.logins, report.endedUs),
    hosts: report.hosts,
    nodes: report.nodes,
    workers: report.workers,
    crossing: { ...report.crossing, cost: crossingCost(report.crossing, price) },
    targets: targets.map((target) => ({
      id: target.id,
      group: target.group,
      zone: target.zone,
      slots: target.slots,
      attempts: target.attempts,
      served: target.served,
      errors: target.errors,
      crossed: target.crossed,
      utilisation: target.utilisation,
      waitingMean: target.waitingMean,
      waitP99Ms: known(target.waitP99Ms),
      latencyP50Ms: known(target.latencyP50Ms),
      latencyP99Ms: known(target.latencyP99Ms),
    })),
  }
}

function callsOf(calls: LaneReport['calls'], endedUs: number): CallsResult | null {
  if (calls === null) return null
  const { slots, servingUs, waitingUs, ...counts } = calls
  const mean = (us: number): number => (endedUs === 0 ? 0 : us / endedUs)
  return { ...counts, utilisation: mean(servingUs / slots), waitingMean: mean(waitingUs) }
}

/** `3.1× lower`, against the first lane. */
export const against = (value: number | null, base: number | null): string =>
  value === null || base === null ? '' : ratioWords(value, base)
