/** A sweep as comma-separated values: a row for each figure of each lane at each point. */
import { csvField } from '../../base/csv.ts'
import { certaintyOf } from './certainty.ts'
import { type FigureResult, figureResult } from './figureResult.ts'
import { METRICS } from './metrics.ts'
import type { Stability } from './stability.ts'
import type { SweptPoint } from './sweep.ts'

export interface SweepCsvRow extends Omit<FigureResult, 'rank' | 'values'> {
  /** A value of each setting that is varied. */
  readonly at: readonly number[]
  readonly letter: string
  readonly title: string
  readonly stability: Stability
  readonly replications: number
}

/** Every figure of every lane at each value. */
export const sweptRows = (
  points: readonly SweptPoint[],
  lanes: readonly { readonly letter: string; readonly title: string }[],
): readonly SweepCsvRow[] =>
  points.flatMap(({ at, lanes: found }) => {
    const replicated = found.map((replications, i) => ({
      ...{ letter: lanes[i]?.letter ?? '', words: '', replications },
    }))
    return certaintyOf(replicated, METRICS).lanes.flatMap(({ stability, figures }, i) =>
      figures.map((figure) => ({
        ...figureResult(figure, found[i] ?? []),
        ...{ at: [at], letter: lanes[i]?.letter ?? '', title: lanes[i]?.title ?? '', stability },
        replications: found[i]?.length ?? 0,
      })),
    )
  })

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
