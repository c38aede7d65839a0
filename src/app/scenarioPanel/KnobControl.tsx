/** The control of one setting: a slider and a number, a list, or a switch; its help, its problem, who differs. */
import { useId } from 'react'
import type { NumberKnob } from '../../base/knobs.ts'
import { fieldOf } from '../actions/settings.ts'
import { LaneTag } from '../stage/LaneTag.tsx'
import { Choice } from '../ui/Choice.tsx'
import { displayOf } from './display.ts'
import css from './KnobControl.module.css'
import { NumberField } from './NumberField.tsx'
import { RangeInput } from './RangeInput.tsx'
import type { KnobRow } from './rowParts.ts'

const { row, label, name, tags, slider, figure, wide, problemLine, toggle, knobDot } = css

interface KnobControlProps {
  readonly row: KnobRow
  /** What is wrong with the newest try to set it. */
  readonly problem: string | undefined
  /** Told with every move of a slider. */
  readonly onSet: (row: KnobRow, value: KnobRow['value']) => void
  /** The drag or the typing is over. */
  readonly onEnd: () => void
}

export function KnobControl(props: KnobControlProps) {
  const { row: setting, problem, onSet, onEnd } = props
  const { knob } = setting
  const id = useId()
  const describedBy = problem === undefined ? `${id}-help` : `${id}-help ${id}-problem`
  const isChanged = setting.value !== knob.default
  return (
    <div className={row} data-path={fieldOf(setting)}>
      <span className={label} data-changed={isChanged} data-tip={knob.help}>
        <span className={name}>{setting.label}</span>
        {setting.differs.length > 0 && (
          <span className={tags} title="These lanes have a value of their own">
            <span className="visually-hidden">differs in lanes </span>
            {setting.differs.map((position) => (
              <LaneTag key={position} position={position} size="small" />
            ))}
          </span>
        )}
      </span>
      <span id={`${id}-help`} hidden>
        {knob.help}
      </span>
      <Value {...props} id={id} describedBy={describedBy} onEnd={onEnd} onSet={onSet} />
      {problem !== undefined && (
        <span id={`${id}-problem`} className={problemLine} role="alert">
          {problem}
        </span>
      )}
    </div>
  )
}

type ValueProps = KnobControlProps & { readonly id: string; readonly describedBy: string }

function Value({ row: setting, describedBy, onSet, onEnd }: ValueProps) {
  const { knob, value } = setting
  if (knob.type === 'flag') {
    return (
      <span className={wide}>
        <input
          type="checkbox"
          role="switch"
          className={toggle}
          checked={value === true}
          aria-checked={value === true}
          aria-label={setting.label}
          aria-describedby={describedBy}
          onChange={(event) => {
            onSet(setting, event.target.checked)
            onEnd()
          }}
        />
        <span className={knobDot} aria-hidden="true" />
      </span>
    )
  }
  if (knob.type === 'choice') {
    return (
      <span className={wide}>
        <Choice
          label={setting.label}
          options={knob.options}
          value={String(value)}
          describedBy={describedBy}
          onChange={(next) => {
            onSet(setting, next)
            onEnd()
          }}
        />
      </span>
    )
  }
  return (
    <NumberValue
      setting={setting}
      knob={knob}
      describedBy={describedBy}
      onSet={onSet}
      onEnd={onEnd}
    />
  )
}

function NumberValue(props: {
  readonly setting: KnobRow
  readonly knob: NumberKnob
  readonly describedBy: string
  readonly onSet: KnobControlProps['onSet']
  readonly onEnd: () => void
}) {
  const { setting, knob, describedBy, onSet, onEnd } = props
  const value = Number(setting.value)
  return (
    <>
      <span className={slider}>
        <RangeInput
          knob={knob}
          value={value}
          label={setting.label}
          describedBy={describedBy}
          path={fieldOf(setting)}
          onInput={(next) => onSet(setting, next)}
          onEnd={onEnd}
        />
      </span>
      <span className={figure}>
        <NumberField
          knob={knob}
          value={value}
          unit={displayOf(knob).unit}
          label={`${setting.label}, as a number`}
          describedBy={describedBy}
          onCommit={(next) => {
            onSet(setting, next)
            onEnd()
          }}
        />
      </span>
    </>
  )
}
