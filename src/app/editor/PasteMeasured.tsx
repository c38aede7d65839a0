/** Measured times: the picture of what is there, and a field that takes a column of numbers or a table. */
import { useState } from 'react'
import {
  PASTE_UNITS,
  type PasteUnit,
  percentilesOf,
  readMeasured,
} from '../../scenario/edits/measured.ts'
import { DensityPicture } from '../scenarioPanel/DensityPicture.tsx'
import { WordButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import css from './TableDialog.module.css'

const { paste, pasteText, pasteRow, told } = css

interface PasteMeasuredProps {
  readonly rows: readonly (readonly number[])[]
  readonly onTake: (rows: readonly (readonly number[])[]) => void
}

export function PasteMeasured({ rows, onTake }: PasteMeasuredProps) {
  const [text, setText] = useState('')
  const [unit, setUnit] = useState<PasteUnit>('ms')
  const [column, setColumn] = useState<number | null>(null)
  const read = readMeasured(text, unit, column)
  const { valuesMs, leftOut, example, columns } = read
  const sentence =
    `${valuesMs.length} values${columns > 1 ? ` of column ${read.column}` : ''}.` +
    (leftOut === 0
      ? ''
      : ` ${leftOut === 1 ? 'One line has' : `${leftOut} lines have`} no number there and ${leftOut === 1 ? 'is' : 'are'} left out: “${example}”.`)
  return (
    <div className={paste}>
      <DensityPicture spec={{ kind: 'empirical', table: rows }} isLarge />
      <textarea
        className={pasteText}
        rows={4}
        value={text}
        spellCheck={false}
        aria-label="Measured times to paste"
        placeholder="Paste measured times: one a line, or a table"
        onChange={(event) => setText(event.target.value)}
      />
      {text.trim() !== '' && (
        <div className={pasteRow}>
          <span className={told} role="status">
            {sentence}
          </span>
          {columns > 1 && (
            <Choice
              label="Column"
              options={Array.from({ length: Math.min(columns, 20) }, (_, i) => ({
                id: String(i + 1),
                label: `column ${i + 1}`,
              }))}
              value={String(read.column)}
              onChange={(id) => setColumn(Number(id))}
            />
          )}
          <Choice
            label="Unit"
            options={Object.keys(PASTE_UNITS).map((id) => ({ id, label: id }))}
            value={unit}
            onChange={(id) => setUnit(id as PasteUnit)}
          />
          <WordButton
            look="filled"
            disabled={valuesMs.length === 0}
            onClick={() => {
              onTake(percentilesOf(valuesMs))
              setText('')
            }}
          >
            Use these
          </WordButton>
        </div>
      )}
    </div>
  )
}
