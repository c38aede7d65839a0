/** The numbers behind one chart, and the way to take them along. */
import { useState } from 'react'
import type { ChartInput } from '../../view/charts/define.ts'
import { charts } from '../../view/charts/index.ts'
import { formatFigure } from '../../view/format.ts'
import { exportTable } from '../actions/exports.ts'
import { WordButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import css from './ChartTable.module.css'

const { wrap, verbs, scroll, table } = css

export function ChartTable({ input }: { readonly input: ChartInput }) {
  const [id, setId] = useState<string>(charts[0].id)
  const chart = charts.find((each) => each.id === id) ?? charts[0]
  const { columns, rows } = chart.table(input)
  return (
    <div className={wrap}>
      <div className={verbs}>
        <Choice
          label="Table of"
          options={charts.map(({ id: value, title, summary }) => ({
            id: value,
            label: title,
            summary,
          }))}
          value={id}
          onChange={setId}
        />
        <WordButton onClick={() => exportTable(id, chart.table(input))}>Save as CSV</WordButton>
      </div>
      <section
        className={scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={`Table: ${chart.title}`}
      >
        <table className={table}>
          <caption className="visually-hidden">{chart.summary}</caption>
          <thead>
            <tr>
              {columns.map(({ label, unit }) => (
                <th key={label} scope="col">
                  {label} {unit}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={String(row[0])}>
                {row.map((value, i) => (
                  <td key={columns[i]?.label}>
                    {typeof value === 'number' ? formatFigure(value) : (value ?? '–')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
