/**
 * A native range input with its fill and a tick at the default. Reports every move as it happens; the end of a
 * drag, of a key press or of the focus ends the step of the history.
 */
import type { CSSProperties, KeyboardEvent } from 'react'
import type { NumberKnob } from '../../base/knobs.ts'
import { spoken } from './display.ts'
import css from './RangeInput.module.css'
import { nudge, STEPS, scaleOf } from './scale.ts'

const { wrap, input, tick } = css

interface RangeInputProps {
  readonly knob: NumberKnob
  readonly value: number
  readonly label: string
  readonly describedBy: string | undefined
  readonly path: string
  readonly onInput: (value: number) => void
  readonly onEnd: () => void
}

const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
}

export function RangeInput(props: RangeInputProps) {
  const { knob, value, label, describedBy, path, onInput, onEnd } = props
  const scale = scaleOf(knob, value)
  const position = scale.positionOf(value)
  const pressKey = (event: KeyboardEvent): void => {
    const steps = KEY_STEPS[event.key]
    if (steps === undefined) return
    event.preventDefault()
    onInput(nudge(knob, value, steps))
  }
  return (
    <span className={wrap} style={{ '--fill': position / STEPS } as CSSProperties}>
      <span
        className={tick}
        style={{ '--at': scale.positionOf(knob.default) / STEPS } as CSSProperties}
        hidden={value === knob.default}
      />
      <input
        className={input}
        type="range"
        min={0}
        max={STEPS}
        step={1}
        value={position}
        aria-label={label}
        aria-valuetext={spoken(knob, value)}
        aria-describedby={describedBy}
        data-path={path}
        onChange={(event) => onInput(scale.valueAt(Number(event.target.value)))}
        onKeyDown={pressKey}
        onKeyUp={onEnd}
        onPointerUp={onEnd}
        onBlur={onEnd}
        onDoubleClick={() => {
          onInput(knob.default)
          onEnd()
        }}
      />
    </span>
  )
}
