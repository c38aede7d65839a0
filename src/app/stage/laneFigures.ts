/** The five numbers of a lane as words, and how each compares with the base. */
import { ratioWords, shareWords } from '../../analysis/numbers/comparison.ts'
import type { LaneReport } from '../../analysis/numbers/report.ts'
import type { Term } from '../../model/glossary.ts'
import { formatCount, formatFigure, formatPercent } from '../../view/format.ts'

export interface Stat {
  readonly label: string
  readonly term: Term
  /** What its tip adds: what is counted here. */
  readonly note: string
  readonly figure: string
  readonly unit: string
  /** What the line below says. */
  readonly line: string
  /** Whether a change from the base is for the better. */
  readonly tone: 'plain' | 'better' | 'worse'
}

/** What a lane is held against: nothing if it is the base; `unknown` while lanes are of different scenarios. */
export type Against = LaneReport | 'itself' | 'unknown'

export function statsOf(report: LaneReport | null, base: Against): readonly Stat[] {
  const latency = (term: 'p50' | 'p99' | 'p99.9', meaning: string): Stat => {
    const of = (one: LaneReport): number => one.latency[LATENCY_FIELDS[term]]
    const ms = report === null ? Number.NaN : of(report)
    const isSeconds = ms >= 1000
    return {
      label: term,
      term,
      note: report === null ? '' : `Of ${formatCount(report.latency.answers)} here. ${WINDOW_NOTE}`,
      figure: formatFigure(isSeconds ? ms / 1000 : ms >= 10 ? Math.round(ms) : ms),
      unit: isSeconds ? 's' : 'ms',
      ...compared(base, { of, value: ms, meaning, isLessBetter: true, words: ratioWords }),
    }
  }
  return [
    latency('p50', '1 in 2'),
    latency('p99', '1 in 100'),
    latency('p99.9', '1 in 1 000'),
    goodputOf(report),
    failedOf(report, base),
  ]
}

const LATENCY_FIELDS = { p50: 'p50Ms', p99: 'p99Ms', 'p99.9': 'p999Ms' } as const
const WINDOW_NOTE = 'Without warm-up.'

/** Beside what is offered, in every lane: the two are read together. */
function goodputOf(report: LaneReport | null): Stat {
  const perSecond = (of: number): string => formatFigure(Math.round(of))
  return {
    label: 'Goodput',
    term: 'goodput',
    note:
      report === null ? '' : `Offered: ${perSecond(report.offeredPerSecond)} /s. ${WINDOW_NOTE}`,
    figure: perSecond(report?.goodputPerSecond ?? Number.NaN),
    unit: '/s',
    line: report === null ? '' : `of ${perSecond(report.offeredPerSecond)}`,
    tone: 'plain',
  }
}

function failedOf(report: LaneReport | null, base: Against): Stat {
  const of = (one: LaneReport): number => one.errorRatio
  const value = report === null ? Number.NaN : of(report)
  const meaning = report === null ? '' : `of ${formatCount(report.ended)}`
  return {
    label: 'Failed',
    term: 'failed',
    note: report === null ? '' : `Of ${formatCount(report.ended)} here. ${WINDOW_NOTE}`,
    figure: formatPercent(value).replace(' %', ''),
    unit: '%',
    ...compared(base, { of, value, meaning, isLessBetter: true, words: shareWords }),
  }
}

interface Compared {
  readonly of: (report: LaneReport) => number
  readonly value: number
  /** What the line says of the base itself. */
  readonly meaning: string
  readonly isLessBetter: boolean
  readonly words: (value: number, base: number) => string
}

function compared(against: Against, what: Compared): Pick<Stat, 'line' | 'tone'> {
  const { of, value, meaning, isLessBetter, words } = what
  if (against === 'itself') return { line: meaning, tone: 'plain' }
  if (against === 'unknown') return { line: '', tone: 'plain' }
  const base = of(against)
  const line = words(value, base)
  if (line === '' || line.startsWith('same')) return { line, tone: 'plain' }
  return { line, tone: value < base === isLessBetter ? 'better' : 'worse' }
}
