/** The five numbers of a lane as words, and a sixth of what crosses zones, and how each compares with the base. */
import { flatters, ratioWords, shareWords } from '../../analysis/numbers/comparison.ts'
import { atPriceText, crossingCost, perHourText } from '../../analysis/numbers/crossingCost.ts'
import type { LaneReport } from '../../analysis/numbers/report.ts'
import type { LaneCertainty } from '../../analysis/replications/certainty.ts'
import { figureOf } from '../../analysis/replications/confidence.ts'
import type { MetricId } from '../../analysis/replications/metrics.ts'
import type { Told } from '../../analysis/replications/tell.ts'
import { isFailedStatus } from '../../model/failure.ts'
import type { Term } from '../../model/glossary.ts'
import type { Crossing } from '../../scenario/things/network.ts'
import { formatCount, formatFigure, formatPercent } from '../../view/format.ts'

export interface Stat {
  readonly label: string
  readonly term: Term
  /** What its tip adds: what is counted here, and how sure the mean of many runs is. */
  readonly note: string
  /** `1.30–1.34`: where the mean of many runs lies; '' as long as nobody knows. */
  readonly bounds: string
  readonly figure: string
  readonly unit: string
  /** What the line below says. */
  readonly line: string
  /** Whether a change from the base is for the better; plain where many runs say that it may be chance. */
  readonly tone: 'plain' | 'better' | 'worse'
}

/** What a lane is held against: nothing if it is the base; `unknown` while lanes are of different scenarios. */
export type Against = LaneReport | 'itself' | 'unknown'

/** What many runs say of the lane, and how many there are. */
export interface Sure {
  readonly lane: LaneCertainty
  readonly count: number
}

export function statsOf(
  report: LaneReport | null,
  base: Against,
  sure: Sure | null = null,
): readonly Stat[] {
  const latency = (term: 'p50' | 'p99' | 'p99.9', meaning: string): Stat => {
    const of = (one: LaneReport): number => one.latency[LATENCY_FIELDS[term]]
    const ms = report === null ? Number.NaN : of(report)
    const isSeconds = ms >= 1000
    return {
      label: term,
      term,
      figure: latencyFigure(ms, isSeconds),
      ...noted(sure, {
        metric: term,
        show: (each) => latencyFigure(each, isSeconds),
        note:
          report === null ? '' : `Of ${formatCount(report.latency.answers)} here. ${WINDOW_NOTE}`,
      }),
      unit: isSeconds ? 's' : 'ms',
      ...compared(base, {
        ...{ of, value: ms, meaning, words: ratioWords, sure, metric: term },
        isOfAnswered: report !== null && typeof base === 'object' && flatters(report, base, of),
      }),
    }
  }
  return [
    latency('p50', '1 in 2'),
    latency('p99', '1 in 100'),
    latency('p99.9', '1 in 1 000'),
    goodputOf(report, sure),
    failedOf(report, base, sure),
  ]
}

const LATENCY_FIELDS = { p50: 'p50Ms', p99: 'p99Ms', 'p99.9': 'p999Ms' } as const
const WINDOW_NOTE = 'Without warm-up.'

const latencyFigure = (ms: number, isSeconds: boolean): string =>
  formatFigure(isSeconds ? ms / 1000 : ms >= 10 ? Math.round(ms) : ms)

/** The note of a figure, with its bounds where they are known. */
function noted(
  sure: Sure | null,
  of: {
    readonly metric: MetricId
    readonly note: string
    readonly show: (value: number) => string
  },
): Pick<Stat, 'note' | 'bounds'> {
  const { metric, note, show } = of
  const interval = sure === null ? null : figureOf(sure.lane, metric)?.interval
  if (interval == null || note === '') return { note, bounds: '' }
  const [low, high] = [show(interval.low), show(interval.high)]
  const bounds = low === high ? '' : `${low}–${high}`
  return { note: `${note} The mean of ${sure?.count} runs: ${bounds || low}.`, bounds }
}

/** Beside what is offered, in every lane: the two are read together. */
function goodputOf(report: LaneReport | null, sure: Sure | null): Stat {
  const perSecond = (of: number): string => formatFigure(Math.round(of))
  return {
    label: 'Goodput',
    term: 'goodput',
    ...noted(sure, {
      metric: 'goodput',
      show: perSecond,
      note:
        report === null
          ? ''
          : `Offered: ${perSecond(report.offeredPerSecond)} /s. ${turnedAway(report)}${WINDOW_NOTE}`,
    }),
    figure: perSecond(report?.goodputPerSecond ?? Number.NaN),
    unit: '/s',
    line: report === null ? '' : `of ${perSecond(report.offeredPerSecond)}`,
    tone: 'plain',
  }
}

/** What is neither goodput nor a failure: `3.1 % were answered 401, 403: not good, and no failure. `; '' for none. */
function turnedAway({ answers, ended }: LaneReport): string {
  const away = answers.filter(({ status }) => status >= 400 && !isFailedStatus(status))
  const share = away.reduce((sum, { count }) => sum + count, 0) / ended
  const statuses = [...new Set(away.map(({ status }) => status))].sort((a, b) => a - b)
  return share > 0
    ? `${formatPercent(share)} were answered ${statuses.join(', ')}: not good, and no failure. `
    : ''
}

function failedOf(report: LaneReport | null, base: Against, sure: Sure | null): Stat {
  const of = (one: LaneReport): number => one.errorRatio
  const value = report === null ? Number.NaN : of(report)
  const meaning = report === null ? '' : `of ${formatCount(report.ended)}`
  return {
    label: 'Failed',
    term: 'failed',
    ...noted(sure, {
      metric: 'errors',
      show: percentFigure,
      note:
        report === null
          ? ''
          : `Of ${formatCount(report.ended)} here. ${turnedAway(report)}${WINDOW_NOTE}`,
    }),
    figure: percentFigure(value),
    unit: '%',
    ...compared(base, {
      ...{ of, value, meaning, words: shareWords, sure, metric: 'errors' },
      isOfAnswered: false,
    }),
  }
}

/** Of the attempts that nodes sent to targets, for lanes that are about zones; below it what that costs. */
export function crossingOf(
  report: LaneReport | null,
  base: Against,
  { sure, price }: { readonly sure: Sure | null; readonly price: Crossing },
): Stat {
  const of = ({ crossing }: LaneReport): number => crossing.crossedRatio
  const value = report === null ? Number.NaN : of(report)
  const cost = report === null ? null : crossingCost(report.crossing, price)
  const costs = cost === null ? '' : perHourText(cost)
  return {
    label: 'Crossing',
    term: 'crossing',
    ...noted(sure, {
      metric: 'crossing',
      show: percentFigure,
      note:
        report === null || cost === null
          ? ''
          : `Of ${formatCount(report.crossing.forwarded)} attempts here. ${costs} ${atPriceText(cost)}. ${WINDOW_NOTE}`,
    }),
    figure: percentFigure(value),
    unit: '%',
    line: costs,
    tone: compared(base, {
      ...{ of, value, meaning: '', words: shareWords, sure, metric: 'crossing' },
      isOfAnswered: false,
    }).tone,
  }
}

const percentFigure = (ratio: number): string => formatPercent(ratio).replace(' %', '')

interface Compared {
  readonly of: (report: LaneReport) => number
  readonly value: number
  /** What the line says of the base itself. */
  readonly meaning: string
  readonly words: (value: number, base: number) => string
  readonly sure: Sure | null
  readonly metric: MetricId
  /** Whether the lane that fails more often looks the faster for it. */
  readonly isOfAnswered: boolean
}

/** What stands where many runs cannot tell the lanes apart, whatever this one shows. */
const MAY_BE_CHANCE = 'may be chance'

/** Less is better, in all that is compared. Once many runs tell a ratio, it is theirs, and is called so against this one. */
function compared(against: Against, what: Compared): Pick<Stat, 'line' | 'tone'> {
  const { of, value, meaning, words, sure, metric } = what
  if (against === 'itself') return { line: meaning, tone: 'plain' }
  if (against === 'unknown') return { line: '', tone: 'plain' }
  const told = sure === null ? undefined : (figureOf(sure.lane, metric)?.told ?? null)
  const ratio = told?.comparison.kind === 'ratio' ? told.comparison.interval.estimate : null
  const [own, base] = ratio === null ? [value, of(against)] : [ratio, 1]
  const line = words(own, base)
  if (line === '') return { line, tone: 'plain' }
  if (line.startsWith('same')) {
    // This run need not be as they are on average.
    return {
      line: ratio === null || words(value, of(against)) === line ? line : 'mean is the same',
      tone: 'plain',
    }
  }
  const isBetter = own < base
  if (told?.isApart === false) return { line: MAY_BE_CHANCE, tone: 'plain' }
  if (ratio !== null && value < of(against) !== isBetter) {
    return { line: isBetter ? 'mean is lower' : 'mean is higher', tone: 'plain' }
  }
  if (what.isOfAnswered || !isSaid(told, isBetter)) return { line, tone: 'plain' }
  return { line, tone: isBetter ? 'better' : 'worse' }
}

/** Whether many runs, if there are any, say the same of the two lanes. */
function isSaid(told: Told | null | undefined, isBetter: boolean): boolean {
  if (told === undefined) return true
  if (told === null || !told.isApart) return false
  const { kind, interval } = told.comparison
  return interval.estimate < (kind === 'ratio' ? 1 : 0) === isBetter
}
