/** The readable report of a run: one block a lane, and what they come to. */
import { atPriceText, perHourText } from '../analysis/numbers/crossingCost.ts'
import { CAUSE_TEXTS, type Cause, VERDICTS } from '../model/outcome.ts'
import { bar, formatCount, formatMs, formatRate, formatShare, oneLine, table } from './format.ts'
import { against, type CallsResult, type LaneResult, type RunResult } from './result.ts'
import { shortWarmUpText } from './warmUpResult.ts'

/** Targets that are listed; of a larger group only the busiest. */
const TARGETS_MAX = 24
/** Hosts that are told. */
const HOSTS_MAX = 8
/** Nodes of which it is told where they sent to. */
const NODES_MAX = 8
const BAR_WIDTH = 20

export function reportText(result: RunResult, finding: string): string {
  const { title, seed, window, lanes, percentileResolution: within, shortWarmUp } = result
  const base = lanes[0]
  const blocks = lanes.map((lane) => laneText(lane, lane === base ? null : (base ?? null)))
  const from = `${window.fromMs / 1000} s to ${window.toMs / 1000} s`
  return [
    `${oneLine(title)}  (seed ${oneLine(seed)}, ${from})`,
    ...blocks,
    ...(shortWarmUp === null ? [] : [shortWarmUpText(shortWarmUp)]),
    ...(finding === '' ? [] : [oneLine(`${finding} (One run, seed ${seed}.)`)]),
    ...(within === 0 ? [] : [`No rows were kept: percentiles are within ${within * 100} %.`]),
    `Digest ${result.digest} of ${lanes.length === 1 ? 'one lane' : `${lanes.length} lanes`}`,
  ].join('\n\n')
}

function laneText(lane: LaneResult, base: LaneResult | null): string {
  const badge = lane.hasOtherTraffic ? '  [different traffic]' : ''
  const rows = [
    ['latency', latencyText(lane)],
    ...(base === null ? [] : [['', comparedText(lane, base)]]),
    ['requests', requestsText(lane)],
    ['ended', verdictsText(lane.verdicts)],
    ['connections', connectionsText(lane)],
    ...callsRows(lane),
    ...hostRows(lane),
    ...nodeRows(lane),
    ...workerRows(lane),
    ...crossingRows(lane),
    ['failures', failuresText(lane)],
    ...ownAnswers(lane),
    ...faultRows(lane),
    ['digest', lane.digest],
    ...(lane.truncated === null ? [] : [['stopped', lane.truncated]]),
  ]
  return [
    `${lane.letter}  ${oneLine(lane.title)}${badge}`,
    table(rows, '   '),
    targetsText(lane),
  ].join('\n')
}

function latencyText({ latency }: LaneResult): string {
  const { p50Ms, p90Ms, p99Ms, p999Ms } = latency
  return `p50 ${formatMs(p50Ms)}   p90 ${formatMs(p90Ms)}   p99 ${formatMs(p99Ms)}   p99.9 ${formatMs(p999Ms)}`
}

function comparedText(lane: LaneResult, base: LaneResult): string {
  const of = (name: 'p50Ms' | 'p99Ms'): string => against(lane.latency[name], base.latency[name])
  return `p50 ${of('p50Ms') || 'unknown'}, p99 ${of('p99Ms') || 'unknown'}, against ${base.letter}`
}

const requestsText = (lane: LaneResult): string =>
  [
    formatCount(lane.requests),
    `goodput ${formatRate(lane.goodputPerSecond)} of ${formatRate(lane.offeredPerSecond)} offered`,
    `answers of any status ${formatRate(lane.throughputPerSecond)}`,
    `${formatCount(lane.retries)} retries`,
  ].join('   ')

/** `12 opened, 3 reset, 2 closed idle, at most 9 open`, of each side that opened any. */
const connectionsText = ({ connections }: LaneResult): string =>
  [['of clients', connections.ofClients] as const, ['of nodes', connections.ofNodes] as const]
    .filter(([, { mostOpen, opened }]) => mostOpen + opened > 0)
    .map(
      ([who, { opened, reset, idleClosed, mostOpen }]) =>
        `${who} ${formatCount(opened)} opened, ${formatCount(reset)} reset, ${formatCount(idleClosed)} closed idle, at most ${formatCount(mostOpen)} open`,
    )
    .join('   ') || 'none'

/** Where anything is called. */
const callsRows = ({ calls, logins }: LaneResult): readonly string[][] => [
  ...(calls === null ? [] : [['behind', callsText(calls)]]),
  ...(logins === null ? [] : [['log-in', callsText(logins)]]),
]

/** How busy each host was, a line each; of many only those that slowed work most. */
function hostRows({ hosts }: LaneResult): readonly string[][] {
  const slowest = [...hosts].sort((a, b) => b.slowdown - a.slowdown)
  const shown = hosts.length <= HOSTS_MAX ? hosts : slowest.slice(0, HOSTS_MAX)
  const rest = hosts.length - shown.length
  return [
    ...shown.map(({ id, cores, utilisation, shortRatio, slowdown }) => [
      `host ${id}`,
      `${formatShare(utilisation)} of ${formatCount(cores)} cores busy   short of cores ${formatShare(shortRatio)} of the time, work took ${slowdown.toFixed(2)}× as long`,
    ]),
    ...(rest > 0 ? [['', `and ${formatCount(rest)} hosts that slowed work less`]] : []),
  ]
}

/** How busy each node was that takes time for what it does, a line each. */
const nodeRows = ({ nodes }: LaneResult): readonly string[][] =>
  nodes.map(({ id, workers, utilisation, busiest, requestsMean, requestsMax }) => [
    `node ${id}`,
    `${formatShare(utilisation)} of ${workers === 1 ? 'one worker' : `${workers} workers`} busy${workers === 1 ? '' : `, the busiest ${formatShare(busiest)}`}   ${requestsMean.toFixed(1)} requests there on average, at most ${formatCount(requestsMax)}${workers === 1 ? '' : ' at one worker'}`,
  ])

/** How evenly connections and requests went to the workers of each node, a line each. */
const workerRows = ({ workers }: LaneResult): readonly string[][] =>
  workers.map(({ node, connections, requests }) => [
    `node ${node}`,
    `${connections.length} workers   ${rangeText(connections)} connections each   ${rangeText(requests)} requests each`,
  ])

/** How much went to other zones, and from each node whereto unless they are many; nothing where all is in one zone. */
function crossingRows({ crossing, targets }: LaneResult): readonly string[][] {
  const { cost, crossed, crossedRatio, forwarded, nodes } = crossing
  if (new Set([...nodes, ...targets].map(({ zone }) => zone)).size < 2 || forwarded === 0) return []
  return [
    [
      'zones',
      `${formatShare(crossedRatio)} crossed one: ${formatCount(crossed)} of ${formatCount(forwarded)}   ${perHourText(cost)} ${atPriceText(cost)}`,
    ],
    ...(nodes.length > NODES_MAX ? [] : nodes).map(({ id, zone, to }) => {
      const all = to.reduce((sum, { attempts }) => sum + attempts, 0)
      const words = to.map((each) => `${each.zone} ${formatShare(each.attempts / all)}`)
      return ['', `node ${id} in ${zone} sent to ${words.join(', ') || 'none'}`]
    }),
  ]
}

function rangeText(counts: readonly number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)].map(formatCount)
  return least === most ? `${least}` : `${least} to ${most}`
}

function callsText({ made, refused, timedOut, utilisation, waitingMean }: CallsResult): string {
  const counts = `${formatCount(made)} calls, ${formatCount(refused)} failed, ${formatCount(timedOut)} given up`
  return `${counts}   ${formatShare(utilisation)} busy, ${waitingMean.toFixed(1)} wait on average`
}

const verdictsText = (verdicts: LaneResult['verdicts']): string =>
  VERDICTS.filter((verdict) => verdicts[verdict] > 0)
    .map((verdict) => `${verdict} ${formatCount(verdicts[verdict])}`)
    .join('   ') || 'no requests'

function failuresText(lane: LaneResult): string {
  const causes = Object.entries(lane.failuresByCause).sort(([, a], [, b]) => b - a)
  if (causes.length === 0) return '0 %'
  const words = causes.map(
    ([cause, count]) => `${cause} ${formatCount(count)} (${CAUSE_TEXTS[cause as Cause] ?? cause})`,
  )
  return `${formatShare(lane.errorRatio)}: ${words.join(', ')}`
}

/** What nodes answered by a rule that asks no target; left out where there is no such rule. */
function ownAnswers({ answers }: LaneResult): readonly (readonly string[])[] {
  const own = answers.filter(({ author, status }) => author === 'node' && status < 500)
  const words = own.map(({ status, cause, count }) => `${status} ${cause} ${formatCount(count)}`)
  return words.length === 0 ? [] : [['by rule', words.join('   ')]]
}

/** How long it took to notice each fault, if anybody could. */
const faultRows = ({ faults }: LaneResult): readonly (readonly string[])[] =>
  faults.flatMap(({ id, words }) => (words === '' ? [] : [['fault', `${id}: ${words}`]]))

function targetsText(lane: LaneResult): string {
  const busiest = [...lane.targets].sort((a, b) => b.utilisation - a.utilisation)
  const shown = lane.targets.length <= TARGETS_MAX ? lane.targets : busiest.slice(0, TARGETS_MAX)
  const hasGroups = new Set(lane.targets.map(({ group }) => group)).size > 1
  const rows = shown.map((target) => [
    ...(hasGroups ? [target.group] : []),
    target.id,
    bar(target.utilisation, BAR_WIDTH),
    `${(target.utilisation * 100).toFixed(0)} % busy`,
    `${target.waitingMean.toFixed(1)} waiting`,
    `${formatCount(target.attempts)} attempts`,
    `p99 ${formatMs(target.latencyP99Ms)}`,
  ])
  const rest = lane.targets.length - shown.length
  const more = rest > 0 ? `\n   and ${formatCount(rest)} targets that are less busy` : ''
  return table(rows, '   ') + more
}
