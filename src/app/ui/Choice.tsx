/** One of several, as a quiet word with a chevron that opens a list. */
import type { ReactNode } from 'react'
import css from './Choice.module.css'
import { cx } from './cx.ts'
import { ChevronDown } from './icons.tsx'
import { useOverlays } from './useOverlays.ts'

const { trigger, chevron, titleTrigger } = css

export interface ChoiceOption {
  readonly id: string
  readonly label: string
  /** One sentence below the label, in the open list. */
  readonly summary?: string
}

export interface ChoiceProps {
  /** What is chosen: its name for those who do not see where it stands. */
  readonly label: string
  readonly options: readonly ChoiceOption[]
  readonly value: string
  readonly onChange: (id: string) => void
  /** `title` is the large one at the head of a lane. */
  readonly look?: 'value' | 'title'
  readonly describedBy?: string
  readonly testId?: string
  /** What stands in place of the chosen label. */
  readonly children?: ReactNode
}

export function Choice(props: ChoiceProps) {
  const { label, options, value, look = 'value', describedBy, testId, children } = props
  const { overlays, handover, standIn } = useOverlays()
  if (overlays !== null) return <overlays.ChoiceList {...props} handover={handover} />
  const chosen = options.find((option) => option.id === value)
  return (
    <button
      type="button"
      {...standIn}
      className={cx(trigger, look === 'title' && titleTrigger)}
      role="combobox"
      aria-expanded={false}
      aria-haspopup="listbox"
      aria-label={`${label}: ${chosen?.label ?? value}`}
      aria-describedby={describedBy}
      data-testid={testId}
    >
      <span>{children ?? chosen?.label ?? value}</span>
      <span className={chevron}>
        <ChevronDown />
      </span>
    </button>
  )
}
