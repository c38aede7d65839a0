/** The figures behind the curves, and the way to the lanes as they are at a value. */
import type { FoundFigure } from '../../analysis/replications/meanWords.ts'
import { type Metric, metricTitle } from '../../analysis/replications/metrics.ts'
import { LaneTable } from '../dialogs/LaneTable.tsx'
import type { LaneView } from '../selectors/laneViews.ts'
import { WordButton } from '../ui/Button.tsx'

interface SweepTableProps {
  readonly views: readonly LaneView[]
  readonly values: readonly number[]
  readonly figures: readonly (readonly FoundFigure[])[]
  readonly metric: Metric
  readonly name: string
  readonly say: (value: number) => string
  readonly onOpen: (value: number) => void
}

export function SweepTable(props: SweepTableProps) {
  const { views, values, figures, metric, name, say, onOpen } = props
  return (
    <LaneTable
      label="Figures of the sweep"
      caption={`${metricTitle(metric)} of each lane by ${name}`}
      rows={name}
      views={views}
      last={<span className="visually-hidden">Open</span>}
    >
      {values.map((value, i) => (
        <tr key={value}>
          <th scope="row">{say(value)}</th>
          {views.map(({ key }, lane) => (
            <td key={key}>{figures[i]?.[lane]?.words ?? '–'}</td>
          ))}
          <td>
            <WordButton
              aria-label={`Open the lanes at ${say(value)}`}
              onClick={() => onOpen(value)}
            >
              Open
            </WordButton>
          </td>
        </tr>
      ))}
    </LaneTable>
  )
}
