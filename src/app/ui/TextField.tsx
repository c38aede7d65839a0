/** A text that one can type on. Enter or leaving it sets it, Esc gives up; what is wrong with it stands below. */
import { useId, useRef, useState } from 'react'
import css from './TextField.module.css'

const { field, input, problemLine } = css

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onCommit: (text: string) => void
  readonly help?: string
  readonly problem?: string | undefined
}

export function TextField({ label, value, onCommit, help, problem }: TextFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const isGivenUp = useRef(false)
  const id = useId()
  const finish = (): void => {
    const typed = isGivenUp.current ? null : draft
    isGivenUp.current = false
    setDraft(null)
    if (typed !== null && typed !== value) onCommit(typed)
  }
  return (
    <span className={field}>
      <input
        className={input}
        value={draft ?? value}
        aria-label={label}
        aria-describedby={problem === undefined ? undefined : id}
        aria-invalid={problem !== undefined}
        data-tip={help}
        autoComplete="off"
        spellCheck={false}
        onFocus={() => setDraft(value)}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key !== 'Escape') return
          event.stopPropagation()
          isGivenUp.current = true
          event.currentTarget.blur()
        }}
      />
      {problem !== undefined && (
        <span id={id} className={problemLine} role="alert">
          {problem}
        </span>
      )}
    </span>
  )
}
