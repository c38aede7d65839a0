/** The figures behind the curves, and the way to the lanes as they are at a value. */
import type { Metric } from '../../analysis/replications/metrics.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import { WordButton } from '../ui/Button.tsx'
import css from './Sweep.module.css'
import type { SweptFigure } from './sweepFigures.ts'

const { scroll, table } = css

interface SweepTableProps {
  readonly views: readonly LaneView[]
  readonly values: readonly number[]
  readonly figures: readonly (readonly SweptFigure[])[]
  readonly metric: Metric
  readonly name: string
  readonly say: (value: number) => string
  readonly onOpen: (value: number) => void
}

export const SweepTable = ({
  views,
  values,
  figures,
  metric,
  name,
  say,
  onOpen,
}: SweepTableProps) => (
  <section
    className={scroll}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    tabIndex={0}
    aria-label="Figures of the sweep"
  >
    <table className={table}>
      <caption className="visually-hidden">
        {metric.id} of each lane by {name}
      </caption>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          {views.map(({ key, letter, title }) => (
            <th key={key} scope="col">
              {letter} {title}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">Open</span>
          </th>
        </tr>
      </thead>
      <tbody>
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
      </tbody>
    </table>
  </section>
)
