/**
 * What a comparison of lanes says in words: the sentence under the lanes, and the line below a number.
 * It speaks of one run ("in this run"), because one run proves nothing about another.
 */
import type { LaneReport } from './report.ts'

export interface FindingPart {
  readonly text: string
  /** Whether it is the figure or name that the sentence is about. */
  readonly isStrong: boolean
}

export interface Finding {
  readonly kind: 'single' | 'difference' | 'no-difference' | 'truncated' | 'nothing'
  readonly parts: readonly FindingPart[]
}

export interface ComparedLane {
  /** `A` for the base. */
  readonly letter: string
  readonly title: string
  /** Over the same window in every lane: see `commonWindow`. */
  readonly report: LaneReport
}

/** Values within this of each other are called the same. */
export const SAME_RATIO = 0.05
/** Error ratios further apart than this are worth more words than p99: half a percentage point. */
export const ERRORS_APART = 0.005

/** How `value` compares with `base` in words: `3.1× lower`, `same as A`; '' when either is unknown. */
export function ratioWords(value: number, base: number, letter = 'A'): string {
  if (!Number.isFinite(value) || !Number.isFinite(base)) return ''
  if (isSame(value, base)) return `same as ${letter}`
  if (base <= 0) return 'higher'
  if (value <= 0) return 'lower'
  return value < base ? `${times(base / value)} lower` : `${times(value / base)} higher`
}

/** How a share compares with the base's, in percentage points: `2.5 points lower`. */
export function pointsWords(value: number, base: number, letter = 'A'): string {
  const apart = value - base
  if (Math.abs(apart) <= ERRORS_APART) return `same as ${letter}`
  const points = (Math.abs(apart) * 100).toFixed(1)
  return `${points} points ${apart < 0 ? 'lower' : 'higher'}`
}

const isSame = (value: number, base: number): boolean =>
  Math.abs(value - base) <= SAME_RATIO * Math.max(Math.abs(value), Math.abs(base))

/** `3.1×`, `24×`; one decimal below ten. */
const times = (ratio: number): string => `${ratio < 9.95 ? ratio.toFixed(1) : ratio.toFixed(0)}×`

/**
 * The sentence for some lanes, the base first. It is about the lane that differs most from the base: in errors,
 * when these differ by more than half a percentage point, else in p99. Where more requests fail, a lower p99 is not
 * spoken of: that of the few that got through would flatter.
 */
export function findingOf(lanes: readonly ComparedLane[]): Finding {
  const base = lanes[0]
  const stopped = lanes.find((lane) => lane.report.truncated !== null)
  if (stopped !== undefined) return truncated(stopped, lanes.length)
  if (base === undefined || lanes.every((lane) => lane.report.requests === 0)) {
    return { kind: 'nothing', parts: [plain('No requests in this window.')] }
  }
  const others = lanes.slice(1)
  if (others.length === 0) return single(base)
  const inErrors = mostDifferent(others, (lane) => errorsApart(lane, base))
  if (errorsApart(inErrors, base) > ERRORS_APART) {
    return isClearlyBetterOrWorse(inErrors, base)
      ? latencySentence(inErrors, base, lanes.length)
      : errorSentence(inErrors, base)
  }
  const silent = lanes.find((lane) => lane.report.latency.answers === 0)
  if (silent !== undefined) return unanswered(silent)
  const inLatency = mostDifferent(others, (lane) => latencyApart(lane, base))
  if (isSame(p99(inLatency), p99(base))) return noDifference(lanes)
  return latencySentence(inLatency, base, lanes.length)
}

/** Whether errors and p99 say the same of the lane. */
function isClearlyBetterOrWorse(lane: ComparedLane, base: ComparedLane): boolean {
  if (!Number.isFinite(latencyApart(lane, base)) || isSame(p99(lane), p99(base))) return false
  return p99(lane) < p99(base) === lane.report.errorRatio < base.report.errorRatio
}

const p99 = (lane: ComparedLane): number => lane.report.latency.p99Ms

const errorsApart = (lane: ComparedLane, base: ComparedLane): number =>
  Math.abs(lane.report.errorRatio - base.report.errorRatio)

/** How many times the larger p99 is the smaller. */
const latencyApart = (lane: ComparedLane, base: ComparedLane): number =>
  Math.max(p99(lane), p99(base)) / Math.min(p99(lane), p99(base))

const mostDifferent = (
  lanes: readonly ComparedLane[],
  apart: (lane: ComparedLane) => number,
): ComparedLane => lanes.reduce((most, lane) => (apart(lane) > apart(most) ? lane : most))

const plain = (text: string): FindingPart => ({ text, isStrong: false })
const strong = (text: string): FindingPart => ({ text, isStrong: true })

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

function single(lane: ComparedLane): Finding {
  if (lane.report.latency.answers === 0) return unanswered(lane)
  return {
    kind: 'single',
    parts: [
      plain('p99 is '),
      strong(formatMs(p99(lane))),
      plain(', and '),
      strong(formatShare(lane.report.errorRatio)),
      plain(' of requests failed in this run.'),
    ],
  }
}

const unanswered = (lane: ComparedLane): Finding => ({
  kind: 'difference',
  parts: [strong('No request was answered'), plain(` with ${inSentence(lane.title)} in this run.`)],
})

/** In a comparison of two, the base goes without saying. */
const versus = (base: ComparedLane, lanes: number): string =>
  lanes > 2 ? ` than with ${inSentence(base.title)}` : ''

function latencySentence(lane: ComparedLane, base: ComparedLane, lanes: number): Finding {
  const failures =
    errorsApart(lane, base) > ERRORS_APART
      ? [
          plain(', and '),
          strong(formatShare(lane.report.errorRatio)),
          plain(` of requests failed instead of ${formatShare(base.report.errorRatio)}.`),
        ]
      : [plain('.')]
  return {
    kind: 'difference',
    parts: [
      plain('p99 is '),
      strong(ratioWords(p99(lane), p99(base))),
      plain(' with '),
      strong(inSentence(lane.title)),
      plain(`${versus(base, lanes)} in this run`),
      ...failures,
    ],
  }
}

function errorSentence(lane: ComparedLane, base: ComparedLane): Finding {
  return {
    kind: 'difference',
    parts: [
      strong(formatShare(lane.report.errorRatio)),
      plain(' of requests failed with '),
      strong(inSentence(lane.title)),
      plain(', '),
      strong(formatShare(base.report.errorRatio)),
      plain(` with ${inSentence(base.title)} in this run.`),
    ],
  }
}

const noDifference = (lanes: readonly ComparedLane[]): Finding => ({
  kind: 'no-difference',
  parts: [
    plain(`No difference in p99 in this run${lanes.length > 2 ? ' between any lanes' : ''}.`),
  ],
})

/** A title inside a sentence: `Least outstanding` loses its capital; `NGINX` and `P2C` keep theirs. */
const inSentence = (title: string): string =>
  /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title

const formatShare = (ratio: number): string => `${(ratio * 100).toFixed(ratio < 0.0995 ? 1 : 0)} %`

const formatMs = (ms: number): string =>
  ms < 9.95
    ? `${ms.toFixed(1)} ms`
    : ms < 9_999.5
      ? `${ms.toFixed(0)} ms`
      : `${(ms / 1000).toFixed(1)} s`
