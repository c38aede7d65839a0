/** What a setting is called, and which lanes have a value of their own: pressed, it shows the value of each. */
import { LANE_LETTERS } from '../../scenario/things/lanes.ts'
import { LaneTag } from '../stage/LaneTag.tsx'
import css from './KnobControl.module.css'

const { label: labelClass, name, tags, labelButton } = css

interface RowLabelProps {
  readonly label: string
  readonly help: string
  /** Whether it is not at its default. */
  readonly isChanged: boolean
  readonly lanes: readonly { readonly position: number; readonly isOwn: boolean }[]
  readonly isOpen: boolean
  /** Null where there is one lane. */
  readonly onToggle: (() => void) | null
}

export function RowLabel({ label, help, isChanged, lanes, isOpen, onToggle }: RowLabelProps) {
  const own = lanes.filter(({ isOwn }) => isOwn)
  const content = (
    <>
      <span className={name}>{label}</span>
      {own.length > 0 && (
        <span className={tags}>
          {own.map(({ position }) => (
            <LaneTag key={position} position={position} size="small" />
          ))}
        </span>
      )}
    </>
  )
  if (onToggle === null) {
    return (
      <span className={labelClass} data-changed={isChanged} data-tip={help}>
        {content}
      </span>
    )
  }
  const letters = own.map(({ position }) => LANE_LETTERS.charAt(position)).join(', ')
  const differs = own.length === 0 ? '' : `, own value in ${letters}`
  return (
    <button
      type="button"
      className={`${labelClass} ${labelButton}`}
      data-changed={isChanged}
      data-tip={`${help} Press to see and set it in each lane.`}
      aria-expanded={isOpen}
      aria-label={`${label}, lane by lane${differs}`}
      onClick={onToggle}
    >
      {content}
    </button>
  )
}
