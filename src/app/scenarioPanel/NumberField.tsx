/**
 * A number that one can type on: it looks like text until it is used. Enter or leaving it sets it, Esc gives up. What
 * is no value stays where it was typed, with a sentence, until it is mended or given up.
 */
import { useEffect, useRef, useState } from 'react'
import type { NumberKnob } from '../../base/knobs.ts'
import { toBrief, toShown } from './display.ts'
import css from './NumberField.module.css'
import { readTyped } from './typed.ts'

const { field, input, unitText } = css

interface NumberFieldProps {
  readonly knob: NumberKnob
  readonly value: number
  readonly unit: string
  readonly label: string
  readonly describedBy: string | undefined
  /** The number as typed, in the unit of the scenario. */
  readonly onCommit: (value: number) => void
  /** What is typed is no value, and why; null when it is one again. */
  readonly onRefuse: (why: string | null) => void
}

export function NumberField(props: NumberFieldProps) {
  const { knob, value, unit, label, describedBy, onCommit, onRefuse } = props
  const shown = toShown(knob, value)
  const brief = toBrief(knob, value)
  const [draft, setDraft] = useState<string | null>(null)
  const [isRefused, setRefused] = useState(false)
  const isGivenUp = useRef(false)
  const ref = useRef<HTMLInputElement>(null)
  const isEditing = draft !== null
  useEffect(() => {
    if (isEditing) ref.current?.select()
  }, [isEditing])
  const tell = (why: string | null): void => {
    setRefused(why !== null)
    onRefuse(why)
  }
  const type = (text: string): void => {
    setDraft(text)
    if (isRefused && readTyped(knob, knob.label, text).ok) tell(null)
  }
  const finish = (): void => {
    const isOver = draft === null || draft.trim() === '' || isGivenUp.current
    isGivenUp.current = false
    const typed = isOver ? null : readTyped(knob, knob.label, draft)
    if (typed !== null && !typed.ok) {
      tell(typed.why)
      return
    }
    setDraft(null)
    tell(null)
    // As it was shown it is the value, however many digits that has.
    if (typed !== null && draft !== shown && typed.value !== value) onCommit(typed.value)
  }
  return (
    <label className={field} data-tip={`${shown} ${unit}`}>
      <input
        ref={ref}
        className={input}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        size={Math.max(2, (draft ?? brief).length)}
        value={draft ?? brief}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={isRefused}
        onFocus={() => setDraft(draft ?? shown)}
        onChange={(event) => type(event.target.value)}
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
