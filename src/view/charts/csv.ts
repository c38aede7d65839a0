/** The table behind a chart as comma-separated values (RFC 4180). */
import { csvField } from '../../base/csv.ts'
import type { ChartTable } from './define.ts'

export function tableCsv({ columns, rows }: ChartTable): string {
  const head = columns.map(({ label, unit }) => (unit === '' ? label : `${label} (${unit})`))
  return [head, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')
}

function field(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(Number(value.toPrecision(9)))
  return csvField(value)
}
