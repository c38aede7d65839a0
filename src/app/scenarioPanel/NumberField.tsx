/** A number that one can type on: it looks like text until it is used. Enter or leaving it sets it, Esc gives up. */
import { useEffect, useRef, useState } from 'react'
import type { NumberKnob } from '../../base/knobs.ts'
import { fromShown, toShown } from './display.ts'
import css from './NumberField.module.css'

const { field, input, unitText } = css

interface NumberFieldProps {
  readonly knob: NumberKnob
  readonly value: number
  readonly unit: string
  readonly label: string
  readonly describedBy: string | undefined
  /** The number as typed, in the unit of the scenario, in range or not. */
  readonly onCommit: (value: number) => void
}

export function NumberField({ knob, value, unit, label, describedBy, onCommit }: NumberFieldProps) {
  const shown = toShown(knob, value)
  const [draft, setDraft] = useState<string | null>(null)
  const isGivenUp = useRef(false)
  const ref = useRef<HTMLInputElement>(null)
  const isEditing = draft !== null
  useEffect(() => {
    if (isEditing) ref.current?.select()
  }, [isEditing])
  const finish = (): void => {
    const typed = draft === null || isGivenUp.current ? null : fromShown(knob, draft)
    isGivenUp.current = false
    setDraft(null)
    if (typed !== null && typed !== value) onCommit(typed)
  }
  return (
    <label className={field} data-tip={`${shown} ${unit}`}>
      <input
        ref={ref}
        className={input}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        size={Math.max(2, (draft ?? shown).length)}
        value={draft ?? shown}
        aria-label={label}
        aria-describedby={describedBy}
        onFocus={() => setDraft(shown)}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key !== 'Escape') return
          isGivenUp.current = true
          event.currentTarget.blur()
        }}
      />
      {unit !== '' && <span className={unitText}>{unit}</span>}
    </label>
  )
}
