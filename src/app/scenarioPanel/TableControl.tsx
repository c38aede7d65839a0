/** A list of numbers in the panel: how many rows it has, and the way to its editor. */
import css from './KnobControl.module.css'
import type { TableRow } from './rowParts.ts'

const { memberRow, label, name, wide, tableButton } = css

interface TableControlProps {
  readonly row: TableRow
  readonly onEdit: () => void
}

export const TableControl = ({ row, onEdit }: TableControlProps) => (
  <div className={memberRow} data-path={row.place.join('.')}>
    <span className={label} data-tip={row.knob.help}>
      <span className={name}>{row.label}</span>
    </span>
    <span className={wide}>
      <button
        type="button"
        className={tableButton}
        aria-label={`${row.label}: ${row.rows.length} rows, edit`}
        onClick={onEdit}
      >
        {row.rows.length} rows, edit…
      </button>
    </span>
  </div>
)
