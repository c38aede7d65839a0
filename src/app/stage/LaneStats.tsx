/** The five numbers of a lane, and below each what it means or how it compares with the base. */
import { ratioWords } from '../../analysis/numbers/compare.ts'
import type { LaneReport } from '../../analysis/numbers/report.ts'
import { formatCount, formatFigure } from '../../view/format.ts'
import { usePageState } from '../page/page.ts'
import type { LaneId } from '../page/state.ts'
import css from './LaneStats.module.css'

const { stats, stat, label, figure, unitText, line } = css

interface Stat {
  readonly label: string
  readonly figure: string
  readonly unit: string
  /** What the line below says. */
  readonly line: string
  /** Whether a change from the base is for the better. */
  readonly tone: 'plain' | 'better' | 'worse'
}

export function LaneStats({ lane }: { readonly lane: LaneId }) {
  const report = usePageState(
    (state) => state.lanes.get(lane)?.pictureMeasured?.numbers?.report ?? null,
  )
  const base = usePageState(
    (state) => state.lanes.get(null)?.pictureMeasured?.numbers?.report ?? null,
  )
  const all = statsOf(report, lane === null ? null : base)
  return (
    <dl className={stats} data-testid={`stats-${lane ?? 'base'}`}>
      {all.map((each) => (
        <div key={each.label} className={stat}>
          <dt className={label}>{each.label}</dt>
          <dd className={figure}>
            {each.figure}
            <span className={unitText}>{each.unit}</span>
          </dd>
          <dd className={line} data-tone={each.tone}>
            {each.line}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** `base` is null for the base itself. */
function statsOf(report: LaneReport | null, base: LaneReport | null): readonly Stat[] {
  const latency = (label: string, of: (report: LaneReport) => number, meaning: string): Stat => {
    const ms = report === null ? Number.NaN : of(report)
    const isSeconds = ms >= 1000
    return {
      label,
      figure: formatFigure(isSeconds ? ms / 1000 : ms >= 10 ? Math.round(ms) : ms),
      unit: isSeconds ? 's' : 'ms',
      ...compared(ms, base === null ? null : of(base), { meaning, lessIsBetter: true }),
    }
  }
  const served = report?.throughputPerSecond ?? Number.NaN
  const errors = report?.errorRatio ?? Number.NaN
  return [
    latency('p50', ({ latency: { p50Ms } }) => p50Ms, '1 in 2'),
    latency('p99', ({ latency: { p99Ms } }) => p99Ms, '1 in 100'),
    latency('p99.9', ({ latency: { p999Ms } }) => p999Ms, '1 in 1 000'),
    {
      label: 'Served',
      figure: formatFigure(Math.round(served)),
      unit: '/s',
      ...compared(served, base?.throughputPerSecond ?? null, {
        meaning: `of ${formatFigure(Math.round(report?.offeredPerSecond ?? Number.NaN))}`,
        lessIsBetter: false,
      }),
    },
    {
      label: 'Errors',
      figure: formatFigure(errors * 100),
      unit: '%',
      ...compared(errors, base?.errorRatio ?? null, {
        meaning: report === null ? '' : `of ${formatCount(report.ended)}`,
        lessIsBetter: true,
      }),
    },
  ]
}

function compared(
  value: number,
  base: number | null,
  { meaning, lessIsBetter }: { readonly meaning: string; readonly lessIsBetter: boolean },
): Pick<Stat, 'line' | 'tone'> {
  if (base === null) return { line: meaning, tone: 'plain' }
  const line = ratioWords(value, base)
  if (line === '' || line.startsWith('same')) return { line, tone: 'plain' }
  return { line, tone: value < base === lessIsBetter ? 'better' : 'worse' }
}
