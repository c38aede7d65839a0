/**
 * The sentence under the lanes. It says what the best lane does differently, and what comes of it; overload comes
 * first, because p99 is then of the few that were answered. Whoever shows it says beside it that it is of one run,
 * which proves nothing about another; what many runs prove, `replications/finding.ts` says.
 */
import { percentText } from '../../base/percentText.ts'
import {
  type Contrast,
  contrastOf,
  ERRORS_APART,
  isSame,
  ratioWords,
  shareText,
} from './comparison.ts'
import { fullNodes, isOverloaded } from './overload.ts'
import type { LaneReport } from './report.ts'

export interface FindingPart {
  readonly text: string
  /** Whether it is the figure or name that the sentence is about. */
  readonly isStrong: boolean
}

export interface Finding {
  readonly kind:
    | 'single'
    | 'difference'
    | 'no-difference'
    /** Many runs do not tell lanes apart, and more may. */
    | 'undecided'
    | 'overload'
    | 'truncated'
    | 'nothing'
  readonly parts: readonly FindingPart[]
}

export interface ComparedLane {
  /** `A` for the base. */
  readonly letter: string
  /** What the lane does, to stand after "with": of the base its title, else what differs from it (`laneWords`). */
  readonly words: string
  /** Over the same window in every lane: see `commonWindow`. */
  readonly report: LaneReport
}

/** The sentence for some lanes, the base first. */
export function findingOf(lanes: readonly ComparedLane[]): Finding {
  const base = lanes[0]
  const stopped = lanes.find((lane) => lane.report.truncated !== null)
  if (stopped !== undefined) return truncated(stopped, lanes.length)
  if (base === undefined || lanes.every((lane) => lane.report.requests === 0)) {
    return { kind: 'nothing', parts: [plain('No requests in this window.')] }
  }
  if (lanes.some(({ report }) => isOverloaded(report))) return overload(lanes)
  const silent = lanes.find((lane) => lane.report.latency.answers === 0)
  if (lanes.length === 1) return silent === undefined ? single(base) : unanswered(base)
  const contrast = contrastOf(lanes.map(({ report }) => report))
  if (contrast?.about === 'errors') return errorSentence(lanes, contrast)
  if (silent !== undefined) return unanswered(silent)
  const shares = lanes.map(({ report }) => report.errorRatio)
  if (contrast === null) return noDifference(lanes, failingParts(shares))
  return difference([...latencyParts(lanes, contrast), ...failingParts(shares)])
}

const plain = (text: string): FindingPart => ({ text, isStrong: false })
const strong = (text: string): FindingPart => ({ text, isStrong: true })
const difference = (parts: readonly FindingPart[]): Finding => ({ kind: 'difference', parts })

const p99 = (lane: ComparedLane): number => lane.report.latency.p99Ms
const failing = ({ report }: ComparedLane): number => report.errorRatio
const at = (lanes: readonly ComparedLane[], i: number): ComparedLane => lanes[i] as ComparedLane

function truncated(lane: ComparedLane, lanes: number): Finding {
  const seconds = (lane.report.endedUs / 1e6).toFixed(1)
  return {
    kind: 'truncated',
    parts: [
      strong(`${lanes > 1 ? `Lane ${lane.letter}` : 'The run'} ended at ${seconds} s.`),
      plain(` ${lane.report.truncated}`),
    ],
  }
}

function single({ report }: ComparedLane): Finding {
  return {
    kind: 'single',
    parts: [
      plain('p99 is '),
      strong(formatMs(report.latency.p99Ms)),
      plain(', and '),
      ...(report.errorRatio === 0
        ? [plain('no request failed.')]
        : [strong(shareText(report.errorRatio)), plain(' of requests failed.')]),
    ],
  }
}

const unanswered = (lane: ComparedLane): Finding =>
  difference([strong('No request was answered'), plain(` with ${lane.words}.`)])

/** What is offered and what comes of it, then p99 with whom it is of. */
function overload(lanes: readonly ComparedLane[]): Finding {
  const full = lanes.filter(({ report }) => isOverloaded(report))
  const first = full[0] as ComparedLane
  const base = at(lanes, 0)
  const best = lanes.reduce((most, lane) => (goodput(lane) > goodput(most) ? lane : most), base)
  const who = full.length === lanes.length ? 'Overloaded' : `${laneList(full)} overloaded`
  return {
    kind: 'overload',
    parts: [
      strong(who),
      plain(`: offered ${formatRate(first.report.offeredPerSecond)}, goodput `),
      strong(formatRate(goodput(first))),
      ...(best === first || isSame(goodput(best), goodput(first))
        ? [plain(lanes.length > full.length || lanes.length === 1 ? '.' : everyLane(lanes))]
        : [plain(`, at best ${formatRate(goodput(best))} with `), strong(best.words), plain('.')]),
      ...nodeParts(full, lanes),
      ...answeredParts(lanes),
    ],
  }
}

/** Where it is nodes that have more to do than they can. */
function nodeParts(
  full: readonly ComparedLane[],
  lanes: readonly ComparedLane[],
): readonly FindingPart[] {
  const byNodes = full.filter(({ report }) => fullNodes(report).length > 0)
  const first = byNodes[0]
  if (first === undefined) return []
  const ids = fullNodes(first.report).map(({ id }) => id)
  const what = ids.length === 1 ? `node ${ids[0]} is` : `${ids.length} nodes are`
  const alike = byNodes.filter(
    ({ report }) =>
      fullNodes(report)
        .map(({ id }) => id)
        .join() === ids.join(),
  )
  const where = lanes.length === 1 ? '' : ` in ${alike.map(({ letter }) => letter).join(', ')}`
  return [plain(' It is the balancer: '), strong(`${what} busy all the time`), plain(`${where}.`)]
}

/** They may be the same within what is worth a word, and read otherwise. */
function everyLane(lanes: readonly ComparedLane[]): string {
  const said = new Set(lanes.map((lane) => formatRate(goodput(lane))))
  return said.size === 1 ? ' in every lane.' : ', and about as much in every lane.'
}

const goodput = ({ report }: ComparedLane): number => report.goodputPerSecond

const laneList = (lanes: readonly ComparedLane[]): string =>
  lanes.length === 1
    ? `Lane ${at(lanes, 0).letter} is`
    : `Lanes ${lanes.map(({ letter }) => letter).join(', ')} are`

function answeredParts(lanes: readonly ComparedLane[]): readonly FindingPart[] {
  const base = at(lanes, 0)
  if (base.report.latency.answers === 0) return [plain(' No request was answered.')]
  return [
    plain(
      ` p99, of the answered requests alone, is ${formatMs(p99(base))}${lanes.length > 1 ? ` in ${base.letter}` : ''}.`,
    ),
  ]
}

function latencyParts(lanes: readonly ComparedLane[], { lane, isBetter }: Contrast): FindingPart[] {
  const base = at(lanes, 0)
  const other = at(lanes, lane)
  const isAlone = lanes.length === 2
  return [
    plain('p99 is '),
    strong(ratioWords(p99(other), p99(base))),
    plain(' with '),
    strong(other.words),
    plain(
      isAlone
        ? '.'
        : `${tiedWords(lanes, lane, p99)} than in ${base.letter}, ${isBetter ? 'the lowest of all.' : 'and no lane is better.'}`,
    ),
  ]
}

/** ` (as in C, D)`: who has the same figure as the lane that is named, the base apart. */
export function tiedWords<Lane extends { readonly letter: string }>(
  lanes: readonly Lane[],
  named: number,
  figureOf: (lane: Lane) => number,
): string {
  const figure = figureOf(lanes[named] as Lane)
  const tied = lanes.filter((lane, i) => i > 0 && i !== named && isSame(figureOf(lane), figure))
  return tied.length === 0 ? '' : ` (as in ${tied.map(({ letter }) => letter).join(', ')})`
}

/** More failures first; a p99 that says the same is added. One that is lower where more fail would flatter. */
function errorSentence(lanes: readonly ComparedLane[], contrast: Contrast): Finding {
  const base = at(lanes, 0)
  const other = at(lanes, contrast.lane)
  const [ratio, of] = [other.report.errorRatio, base.report.errorRatio]
  const isSlower = p99(other) > p99(base)
  const saysTheSame = !isSame(p99(other), p99(base)) && isSlower !== contrast.isBetter
  return difference([
    strong(ratio === 0 ? 'No request fails' : shareText(ratio)),
    plain(ratio === 0 ? ' with ' : ' of requests fail with '),
    strong(other.words),
    plain(
      `${tiedWords(lanes, contrast.lane, failing)}, ${of === 0 ? 'none' : shareText(of)} in ${base.letter}`,
    ),
    ...(saysTheSame && other.report.latency.answers > 0 && base.report.latency.answers > 0
      ? [plain('; p99 is '), strong(ratioWords(p99(other), p99(base))), plain('.')]
      : [plain(saysOnlyAnswered(other, base) ? '; p99 is of the answered ones.' : '.')]),
  ])
}

/** Whether the lane that fails more often looks the faster for it. */
const saysOnlyAnswered = (one: ComparedLane, other: ComparedLane): boolean =>
  !isSame(p99(one), p99(other)) && flatters(one, other)

const flatters = (one: ComparedLane, other: ComparedLane): boolean =>
  one.report.errorRatio - other.report.errorRatio > ERRORS_APART
    ? p99(one) < p99(other)
    : p99(one) > p99(other)

const noDifference = (
  lanes: readonly ComparedLane[],
  failing: readonly FindingPart[],
): Finding => ({
  kind: 'no-difference',
  parts: [
    plain(`No difference in p99${lanes.length > 2 ? ' between any lanes' : ''}.`),
    ...failing,
  ],
})

/** From so many of all on, failures are told that every lane has. */
const FAILING_NOTABLE = 0.01

/** ` In every lane 93 % of requests fail.` of the shares of all lanes, or of their bounds; nothing where it is few. */
export function failingParts(shares: readonly number[]): readonly FindingPart[] {
  const [low, high] = [Math.min(...shares), Math.max(...shares)]
  if (!(low >= FAILING_NOTABLE)) return []
  const [from, to] = [percentText(low), percentText(high)]
  const share = from === to ? `${from} %` : `${from} to ${to} %`
  return [plain(' In every lane '), strong(share), plain(' of requests fail.')]
}

/** `763 /s`. */
const formatRate = (perSecond: number): string =>
  `${perSecond < 99.5 ? Number(perSecond.toPrecision(2)) : perSecond.toFixed(0)} /s`

const formatMs = (ms: number): string =>
  ms < 9.95
    ? `${ms.toFixed(1)} ms`
    : ms < 9_999.5
      ? `${ms.toFixed(0)} ms`
      : `${(ms / 1000).toFixed(1)} s`
