/** One of several, as a quiet word with a chevron that opens a list. */
import css from './Choice.module.css'
import { cx } from './cx.ts'
import { ChevronDown } from './icons.tsx'
import type { ChoiceProps } from './overlayProps.ts'
import { useOverlays } from './useOverlays.ts'

const { trigger, chevron, titleTrigger } = css

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
      data-tip={chosen?.label}
    >
      <span>{children ?? chosen?.label ?? value}</span>
      <span className={chevron}>
        <ChevronDown />
      </span>
    </button>
  )
}
