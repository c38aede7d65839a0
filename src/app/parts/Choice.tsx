/** One of several, as a quiet word with a chevron that opens a list. */
import { Select } from '@base-ui/react/select'
import type { ReactNode } from 'react'
import css from './Choice.module.css'
import { cx } from './cx.ts'
import { Check, ChevronDown } from './icons.tsx'

const { trigger, chevron, popup, item, mark, summary, titleTrigger } = css

export interface ChoiceOption {
  readonly id: string
  readonly label: string
  /** One sentence below the label, in the open list. */
  readonly summary?: string
}

interface ChoiceProps {
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
  const { label, options, value, onChange, look = 'value', describedBy, testId, children } = props
  const chosen = options.find((option) => option.id === value)
  return (
    <Select.Root value={value} onValueChange={(id) => id !== null && onChange(id)} modal={false}>
      <Select.Trigger
        className={cx(trigger, look === 'title' && titleTrigger)}
        aria-label={`${label}: ${chosen?.label ?? value}`}
        aria-describedby={describedBy}
        data-testid={testId}
      >
        <Select.Value>{children ?? chosen?.label ?? value}</Select.Value>
        <Select.Icon className={chevron}>
          <ChevronDown />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner sideOffset={4} alignItemWithTrigger={false} style={{ zIndex: 25 }}>
          <Select.Popup className={popup}>
            <Select.List aria-label={label}>
              {options.map((option) => (
                <Select.Item key={option.id} value={option.id} className={item}>
                  <Select.ItemIndicator className={mark}>
                    <Check />
                  </Select.ItemIndicator>
                  <Select.ItemText>{option.label}</Select.ItemText>
                  {option.summary !== undefined && <span className={summary}>{option.summary}</span>}
                </Select.Item>
              ))}
            </Select.List>
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  )
}
