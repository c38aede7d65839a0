/** One of several, with the list that opens: the whole of `Choice`, once it is loaded. */
import { Select } from '@base-ui/react/select'
import { useEffect, useRef } from 'react'
import css from './Choice.module.css'
import { cx } from './cx.ts'
import type { Handover } from './handover.ts'
import { Check, ChevronDown } from './icons.tsx'
import type { ChoiceOption, ChoiceProps } from './overlayProps.ts'

const { trigger, chevron, popup, groupName, item, mark, summary, titleTrigger } = css

export function ChoiceList({ handover, ...props }: ChoiceProps & { readonly handover: Handover }) {
  const { label, options, value, onChange, look = 'value', describedBy, testId, children } = props
  const chosen = options.find((option) => option.id === value)
  const ref = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (handover.hadFocus) ref.current?.focus()
  }, [handover])
  return (
    <Select.Root
      value={value}
      onValueChange={(id) => id !== null && onChange(id)}
      modal={false}
      defaultOpen={handover.isOpenDue}
    >
      <Select.Trigger
        ref={ref}
        className={cx(trigger, look === 'title' && titleTrigger)}
        aria-label={`${label}: ${chosen?.label ?? value}`}
        aria-describedby={describedBy}
        data-testid={testId}
        data-tip={chosen?.label}
      >
        <Select.Value>{children ?? chosen?.label ?? value}</Select.Value>
        <Select.Icon className={chevron}>
          <ChevronDown />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal role="region" aria-label={label}>
        <Select.Positioner sideOffset={4} alignItemWithTrigger={false} style={{ zIndex: 25 }}>
          <Select.Popup className={popup}>
            <Select.List aria-label={label}>
              {groupsOf(options).map(({ name, members }) => (
                <Select.Group key={name}>
                  {name !== '' && (
                    <Select.GroupLabel className={groupName}>{name}</Select.GroupLabel>
                  )}
                  {members.map((option) => (
                    <Option key={option.id} option={option} />
                  ))}
                </Select.Group>
              ))}
            </Select.List>
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  )
}

const Option = ({ option }: { readonly option: ChoiceOption }) => (
  <Select.Item value={option.id} className={item}>
    <Select.ItemIndicator className={mark}>
      <Check />
    </Select.ItemIndicator>
    <Select.ItemText>{option.label}</Select.ItemText>
    {option.summary !== undefined && <span className={summary}>{option.summary}</span>}
  </Select.Item>
)

/** The options under the names of their groups; '' for those that have none. */
function groupsOf(options: readonly ChoiceOption[]) {
  const groups = new Map<string, ChoiceOption[]>()
  for (const option of options) {
    const name = option.group ?? ''
    groups.set(name, [...(groups.get(name) ?? []), option])
  }
  return [...groups].map(([name, members]) => ({ name, members }))
}
