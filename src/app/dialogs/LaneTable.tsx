/** Figures as a table: a column a lane, or another, and a row for whatever they are told apart by. */
import type { ReactNode } from 'react'
import type { LaneView } from '../selectors/laneViews.ts'
import css from './LaneTable.module.css'

const { scroll, table } = css

interface FigureTableProps {
  readonly label: string
  readonly caption: string
  /** What its rows are, and then the heads of the other columns. */
  readonly columns: readonly string[]
  /** The head of a column behind those. */
  readonly last?: ReactNode
  readonly children: ReactNode
}

export const FigureTable = ({ label, caption, columns, last, children }: FigureTableProps) => (
  <section
    className={scroll}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    tabIndex={0}
    aria-label={label}
  >
    <table className={table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
          {last !== undefined && <th scope="col">{last}</th>}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </section>
)

interface LaneTableProps extends Omit<FigureTableProps, 'columns'> {
  /** What its rows are. */
  readonly rows: string
  readonly views: readonly LaneView[]
}

export const LaneTable = ({ rows, views, ...props }: LaneTableProps) => (
  <FigureTable
    {...props}
    columns={[rows, ...views.map(({ letter, title }) => `${letter} ${title}`)]}
  />
)
