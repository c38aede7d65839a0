/**
 * How numbers of lanes compare with those of the base, in words, and which of several lanes is worth them: the
 * sentence under the lanes and the gap that a chart draws are about the same two.
 */
import { percentText } from '../../base/percentText.ts'
/** Values within this of each other are called the same. */
export const SAME_RATIO = 0.05
/** Error ratios further apart than this are worth more words than p99: half a percentage point. */
export const ERRORS_APART = 0.005
/** Shares that are further apart are told, not divided: `1219× lower` says less than what the other one was. */
const SHARE_TIMES_MAX = 100

/** Of two values, so that both say `same` of the same ones. */
export const isSame = (value: number, base: number): boolean =>
  Math.abs(value - base) <= SAME_RATIO * Math.max(Math.abs(value), Math.abs(base))

/** `3.1×`, `2×`, `24×`; one decimal below ten. */
export const timesText = (ratio: number): string =>
  `${ratio < 9.95 ? Number(ratio.toFixed(1)) : ratio.toFixed(0)}×`

/** How `value` compares with `base` in words: `3.1× lower`, `same as A`; '' when either is unknown. */
export function ratioWords(value: number, base: number, letter = 'A'): string {
  if (!Number.isFinite(value) || !Number.isFinite(base)) return ''
  if (isSame(value, base)) return `same as ${letter}`
  if (base <= 0) return 'higher'
  if (value <= 0) return 'lower'
  return value < base ? `${timesText(base / value)} lower` : `${timesText(value / base)} higher`
}

/** How a share compares with the base's: `1.6× higher`; where that says little, what the base's is: `0.86 % in A`. */
export function shareWords(value: number, base: number, letter = 'A'): string {
  if (!Number.isFinite(value) || !Number.isFinite(base)) return ''
  if (isSame(value, base)) return `same as ${letter}`
  const times = Math.max(value, base) / Math.min(value, base)
  if (times > SHARE_TIMES_MAX) return `${base === 0 ? 'none' : shareText(base)} in ${letter}`
  return ratioWords(value, base, letter)
}

/** `0.86 %`. */
export const shareText = (ratio: number): string => `${percentText(ratio)} %`

/** Whether one of two lanes fails much more often and looks the faster for it: its latency is of the answered alone. */
export function flatters<Lane extends { readonly errorRatio: number }>(
  one: Lane,
  other: Lane,
  latencyOf: (lane: Lane) => number,
): boolean {
  const more = one.errorRatio - other.errorRatio
  if (!(Math.abs(more) > ERRORS_APART)) return false
  return more > 0 ? latencyOf(one) < latencyOf(other) : latencyOf(one) > latencyOf(other)
}

/** What lanes are held against each other by: of one run, or of the mean of many. */
export interface Contrasted {
  readonly requests: number
  readonly errorRatio: number
  readonly latency: { readonly p99Ms: number }
}

export interface Contrast {
  /** Position of the lane that stands against the base. */
  readonly lane: number
  /** What it is about: failures where these differ by more than half a point, else p99. */
  readonly about: 'errors' | 'latency'
  /** Whether the lane is better than the base there; if not, no lane is, and it is the worst. */
  readonly isBetter: boolean
}

/** The best of all lanes against the base; the worst when the base is the best. Null when all are alike. */
export function contrastOf(reports: readonly Contrasted[]): Contrast | null {
  if (reports.length < 2) return null
  return (
    errorContrast(reports, failsMuchMore) ??
    latencyContrast(reports) ??
    // Where p99 says nothing, the few that fail are the news.
    errorContrast(reports, failsMore)
  )
}

/** Whether one lane fails more than another. */
type FailsMore = (one: Contrasted, other: Contrasted) => boolean

const failsMuchMore: FailsMore = (one, other) => one.errorRatio - other.errorRatio > ERRORS_APART

/** By more than chance makes of so few: three times the deviation of a count. */
function failsMore(one: Contrasted, other: Contrasted): boolean {
  const [more, less] = [failuresOf(one), failuresOf(other)]
  return one.errorRatio > other.errorRatio && more - less > 3 * Math.sqrt(more + less)
}

const failuresOf = ({ errorRatio, requests }: Contrasted): number => errorRatio * requests

function errorContrast(reports: readonly Contrasted[], failsMore: FailsMore): Contrast | null {
  const base = reports[0] as Contrasted
  const byErrors = [...reports].sort((a, b) => a.errorRatio - b.errorRatio)
  const least = byErrors[0] as Contrasted
  if (failsMore(base, least)) {
    // Of those that fail about as seldom as the best, the one with the lower tail; where that is the same, the best.
    const seldom = reports.flatMap((report, i) => (failsMore(report, least) ? [] : [i]))
    const lane = seldom.reduce((best, i) => (isPreferred(reports, i, best) ? i : best))
    return { lane, about: 'errors', isBetter: true }
  }
  const most = byErrors.at(-1) as Contrasted
  if (!failsMore(most, base)) return null
  // A lane that fails like the base and answers sooner is better than it: another's failures are not the news.
  const alike = reports.flatMap((report, i) => (failsMore(report, base) ? [] : [i]))
  const better = bestLatency(reports, alike)
  if (better !== null) return { lane: better, about: 'latency', isBetter: true }
  return { lane: reports.indexOf(most), about: 'errors', isBetter: false }
}

function isPreferred(reports: readonly Contrasted[], one: number, other: number): boolean {
  const [p99, otherP99] = [p99Of(reports, one), p99Of(reports, other)]
  const areKnown = Number.isFinite(p99) && Number.isFinite(otherP99)
  if (areKnown && !isSame(p99, otherP99)) return p99 < otherP99
  const errors = (i: number): number => reports[i]?.errorRatio ?? 0
  return errors(one) < errors(other)
}

function latencyContrast(reports: readonly Contrasted[]): Contrast | null {
  const all = reports.map((_, i) => i)
  const better = bestLatency(reports, all)
  if (better !== null) return { lane: better, about: 'latency', isBetter: true }
  const worst = all.reduce((most, i) => (p99Of(reports, i) > p99Of(reports, most) ? i : most), 0)
  if (
    !(p99Of(reports, worst) > p99Of(reports, 0)) ||
    isSame(p99Of(reports, worst), p99Of(reports, 0))
  )
    return null
  return { lane: worst, about: 'latency', isBetter: false }
}

/** The lane with the lowest p99, if that is lower than the base's. */
function bestLatency(reports: readonly Contrasted[], among: readonly number[]): number | null {
  const best = among.reduce(
    (least, i) => (p99Of(reports, i) < p99Of(reports, least) ? i : least),
    0,
  )
  return isSame(p99Of(reports, best), p99Of(reports, 0)) || best === 0 ? null : best
}

const p99Of = (reports: readonly Contrasted[], i: number): number =>
  reports[i]?.latency.p99Ms ?? Number.NaN
