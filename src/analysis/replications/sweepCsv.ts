/** A sweep as comma-separated values: a row for each figure of each lane at each point. */
import { csvField } from '../../base/csv.ts'
import type { MetricId } from './metrics.ts'

export interface SweepCsvRow {
  /** A value of each setting that is varied. */
  readonly at: readonly number[]
  readonly letter: string
  readonly title: string
  readonly stability: string
  readonly metric: MetricId
  readonly unit: string
  readonly replications: number
  readonly mean: { readonly estimate: number; readonly low: number; readonly high: number } | null
  readonly against: {
    readonly kind: string
    readonly estimate: number
    readonly low: number
    readonly high: number
    readonly needed: number | null
  } | null
}

const COLUMNS = [
  ...['lane', 'title', 'stability', 'metric', 'unit', 'replications', 'mean', 'low', 'high'],
  ...['against', 'againstKind', 'againstLow', 'againstHigh', 'needed'],
]

/** With the line ends of a terminal, and none at the end. */
export function sweepCsv(paths: readonly string[], rows: readonly SweepCsvRow[]): string {
  const header = [...paths.map(csvField), ...COLUMNS].join(',')
  const lines = rows.map(({ at, mean, against, ...row }) =>
    [
      ...at,
      ...[row.letter, csvField(row.title), row.stability, row.metric, row.unit, row.replications],
      ...[mean?.estimate, mean?.low, mean?.high],
      ...[against?.estimate, against?.kind, against?.low, against?.high, against?.needed],
    ]
      .map((cell) => cell ?? '')
      .join(','),
  )
  return [header, ...lines].join('\n')
}
