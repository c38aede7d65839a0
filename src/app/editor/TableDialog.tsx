/** The editor of a list of numbers: a picture that can be dragged where it is a rate, the table, and numbers to paste. */
import { useId, useState } from 'react'
import type { NumberKnob, TableKnob } from '../../base/knobs.ts'
import { asJson } from '../../scenario/document/json.ts'
import { metaAt } from '../../scenario/document/metaAt.ts'
import { endEdit } from '../actions/edit.ts'
import { setValue } from '../actions/things.ts'
import { usePage, usePageState } from '../page/page.ts'
import { displayOf } from '../scenarioPanel/display.ts'
import { NumberField } from '../scenarioPanel/NumberField.tsx'
import { laneDocuments, type Place, valueAt } from '../scenarioPanel/rowParts.ts'
import { IconButton, WordButton } from '../ui/Button.tsx'
import { Plus, Trash } from '../ui/icons.tsx'
import { Modal } from '../ui/Modal.tsx'
import { PasteMeasured } from './PasteMeasured.tsx'
import { RatePicture } from './RatePicture.tsx'
import css from './TableDialog.module.css'

const { scroll, numbers, problemLine, help } = css

type Rows = readonly (readonly number[])[]

export function TableDialog({ onClose }: { readonly onClose: () => void }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const table = usePageState((state) => state.table)
  const [refused, setRefused] = useState<string | null>(null)
  const problem = usePageState((state) => state.problems[table?.place.join('.') ?? ''])
  const document = laneDocuments(scenario).find(({ lane }) => lane === table?.lane)?.document
  const knob = document && table && metaAt(asJson(document), table.place)?.knob
  if (table === null || knob?.type !== 'table') return null
  const rows = valueAt(document, table.place) as Rows
  const set = (next: Rows): void => {
    setRefused(null)
    setValue(page, table, next)
  }
  const setOnce = (next: Rows): void => {
    set(next)
    endEdit(page)
  }
  const trouble = refused ?? problem
  return (
    <Modal title={knob.label} onClose={onClose}>
      <p className={help}>{knob.help}</p>
      {isRate(table.place) ? (
        <RatePicture
          rows={rows}
          durationMs={scenario.durationMs}
          onDrag={set}
          onEnd={() => endEdit(page)}
        />
      ) : (
        <PasteMeasured rows={rows} onTake={setOnce} />
      )}
      {trouble !== undefined && (
        <p className={problemLine} role="alert">
          {trouble}
        </p>
      )}
      <NumberTable knob={knob} rows={rows} onSet={setOnce} onRefuse={setRefused} />
      {rows.length < knob.rowsMax && (
        <WordButton onClick={() => setOnce(withRow(rows))}>
          <Plus /> Add a row
        </WordButton>
      )}
    </Modal>
  )
}

interface NumberTableProps {
  readonly knob: TableKnob
  readonly rows: Rows
  readonly onSet: (rows: Rows) => void
  readonly onRefuse: (why: string | null) => void
}

function NumberTable({ knob, rows, onSet, onRefuse }: NumberTableProps) {
  return (
    <div className={scroll}>
      <table className={numbers}>
        <caption className="visually-hidden">{knob.label}</caption>
        <thead>
          <tr>
            {knob.columns.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is nothing but its place
              key={i}
              {...{ knob, row, index: i }}
              onSet={(next) => onSet(rows.map((each, at) => (at === i ? next : each)))}
              onRefuse={onRefuse}
              onRemove={
                rows.length > knob.rowsMin ? () => onSet(rows.filter((_, at) => at !== i)) : null
              }
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Corners of a rate lie in time; everything else is percentiles. */
const isRate = (place: Place): boolean => place.at(-1) === 'corners'

/** One more between the last two, where nothing changes by it. */
function withRow(rows: Rows): Rows {
  const [before, last] = [rows.at(-2) ?? rows.at(-1) ?? [], rows.at(-1) ?? []]
  const middle = last.map((value, i) => {
    const mean = (value + (before[i] ?? value)) / 2
    return Math.round(mean * 1000) / 1000
  })
  return [...rows.slice(0, -1), middle, last]
}

interface RowProps {
  readonly knob: TableKnob
  readonly row: readonly number[]
  readonly index: number
  readonly onSet: (row: readonly number[]) => void
  readonly onRefuse: (why: string | null) => void
  readonly onRemove: (() => void) | null
}

function Row({ knob, row, index, onSet, onRefuse, onRemove }: RowProps) {
  const id = useId()
  return (
    <tr>
      {knob.columns.map((column, i) => {
        const cell = cellOf(column, i)
        return (
          <td key={column.label}>
            <NumberField
              knob={cell}
              value={row[i] ?? 0}
              unit={displayOf(cell).unit}
              label={`${column.label} of row ${index + 1}`}
              describedBy={id}
              onRefuse={onRefuse}
              onCommit={(value) => onSet(row.map((each, at) => (at === i ? value : each)))}
            />
          </td>
        )
      })}
      <td>
        {onRemove !== null && (
          <IconButton label={`Remove row ${index + 1}`} onClick={onRemove}>
            <Trash />
          </IconButton>
        )}
      </td>
    </tr>
  )
}

/** What lies along the picture may be long: in seconds, as everything that is zero by default. */
const cellOf = (
  { label, unit, min, max }: TableKnob['columns'][number],
  column: number,
): NumberKnob => ({
  ...{ type: 'number', label, unit, min, max },
  ...{ help: '', default: column === 0 ? 0 : 1, isInteger: false, isLog: false },
})
