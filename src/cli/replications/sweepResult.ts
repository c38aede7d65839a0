/** What `sweep` found: a comparison at each point; as JSON, as CSV and as text. */

import { boundsWords, joined } from '../../analysis/replications/words.ts'
import { csvField } from '../../base/csv.ts'
import { oneLine, table } from '../format.ts'
import type { ComparisonResult, FigureResult } from './comparisonResult.ts'
import type { Varied } from './varied.ts'

export const SWEEP_FORMAT = 0

export interface SweepResult {
  readonly sweepFormat: number
  readonly varied: readonly Varied[]
  readonly points: readonly SweepPoint[]
}

export interface SweepPoint {
  /** A value of each setting that is varied, in their order. */
  readonly at: readonly number[]
  readonly comparison: ComparisonResult
}

/** A table for each figure: a row a point, a column a lane. */
export function sweepText({ varied, points }: SweepResult): string {
  const [first] = points
  if (first === undefined) return ''
  const { title, seed, replications, confidence, lanes } = first.comparison
  const paths = varied.map(({ path }) => path)
  const names = lanes.map((lane) => `${lane.letter} ${oneLine(lane.title)}`)
  const blocks = (lanes[0]?.figures ?? []).map(({ metric }, i) => {
    const rows = points.map(({ at, comparison }) => [
      ...at.map(String),
      ...comparison.lanes.map(({ figures, stability }) =>
        stability === 'stable' || figures[i]?.mean != null ? meanText(figures[i]) : 'unstable',
      ),
    ])
    return `${metric}\n${table([[...paths, ...names], ...rows], '   ')}`
  })
  const basis = `${replications} replications, ${100 * confidence} % confidence`
  return [`${oneLine(title)}  (seed ${oneLine(seed)}, ${basis})`, ...blocks].join('\n\n')
}

const meanText = (figure: FigureResult | undefined): string =>
  figure?.mean == null ? 'no mean' : joined(boundsWords(figure.mean, figure.unit))

const COLUMNS = [
  ...['lane', 'title', 'stability', 'metric', 'unit', 'replications', 'mean', 'low', 'high'],
  ...['against', 'againstKind', 'againstLow', 'againstHigh', 'needed'],
]

/** A row for each figure of each lane at each point, as CSV with the line ends of a terminal. */
export function sweepCsv({ varied, points }: SweepResult): string {
  const header = [...varied.map(({ path }) => csvField(path)), ...COLUMNS].join(',')
  const rows = points.flatMap(({ at, comparison: { lanes, replications } }) =>
    lanes.flatMap(({ letter, title, stability, figures }) =>
      figures.map(({ metric, unit, mean, against }) =>
        [
          ...at,
          ...[letter, csvField(title), stability, metric, unit, replications],
          ...[mean?.estimate, mean?.low, mean?.high],
          ...[against?.estimate, against?.kind, against?.low, against?.high, against?.needed],
        ]
          .map((cell) => cell ?? '')
          .join(','),
      ),
    ),
  )
  return [header, ...rows].join('\n')
}
