/** The value of a setting in one lane: a slider and a number, a list, or a switch. */
import type { NumberKnob } from '../../base/knobs.ts'
import { Choice } from '../ui/Choice.tsx'
import { displayOf, type PlainValue } from './display.ts'
import css from './KnobControl.module.css'
import { NumberField } from './NumberField.tsx'
import { RangeInput } from './RangeInput.tsx'
import type { PlainKnob } from './rowParts.ts'

const { slider, figure, wide, toggle, knobDot } = css

interface KnobValueProps {
  readonly knob: PlainKnob
  readonly value: PlainValue
  /** What it is called for those who do not see where it stands: `Interval`, `Interval in lane B`. */
  readonly label: string
  readonly describedBy: string
  /** Where it is found by tests and by whoever looks for a setting. */
  readonly path: string
  /** Told with every move of a slider. */
  readonly onSet: (value: PlainValue) => void
  /** The drag or the typing is over. */
  readonly onEnd: () => void
  /** What was typed is no value, and why; null when it is one again. */
  readonly onRefuse: (why: string | null) => void
}

export function KnobValue(props: KnobValueProps) {
  const { knob, value, label, describedBy, onSet, onEnd } = props
  if (knob.type === 'number') return <NumberValue {...props} knob={knob} />
  const setOnce = (next: PlainValue): void => {
    onSet(next)
    onEnd()
  }
  if (knob.type === 'choice') {
    return (
      <span className={wide}>
        <Choice
          label={label}
          options={knob.options}
          value={String(value)}
          describedBy={describedBy}
          onChange={setOnce}
        />
      </span>
    )
  }
  return (
    <span className={wide}>
      <input
        type="checkbox"
        role="switch"
        className={toggle}
        checked={value === true}
        aria-checked={value === true}
        aria-label={label}
        aria-describedby={describedBy}
        onChange={(event) => setOnce(event.target.checked)}
      />
      <span className={knobDot} aria-hidden="true" />
    </span>
  )
}

function NumberValue(props: KnobValueProps & { readonly knob: NumberKnob }) {
  const { knob, label, describedBy, path, onSet, onEnd, onRefuse } = props
  const value = Number(props.value)
  return (
    <>
      <span className={slider}>
        <RangeInput
          knob={knob}
          value={value}
          label={label}
          describedBy={describedBy}
          path={path}
          onInput={onSet}
          onEnd={onEnd}
        />
      </span>
      <span className={figure}>
        <NumberField
          knob={knob}
          value={value}
          unit={displayOf(knob).unit}
          label={`${label}, as a number`}
          describedBy={describedBy}
          onRefuse={onRefuse}
          onCommit={(next) => {
            onSet(next)
            onEnd()
          }}
        />
      </span>
    </>
  )
}
