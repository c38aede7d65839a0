/** What a sweep is asked for: the setting, its values, and how many runs. */
import { useState } from 'react'
import { count, type NumberKnob } from '../../base/knobs.ts'
import { type Range, stepsOf } from '../../base/steps.ts'
import { displayOf } from '../scenarioPanel/display.ts'
import { NumberField } from '../scenarioPanel/NumberField.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Part } from './Part.tsx'
import css from './Sweep.module.css'
import type { SweptSetting } from './sweptSettings.ts'

const { form, problemLine, note } = css

export interface SweepWish extends Range {
  readonly runs: number
}

const VALUES = count({
  label: 'Values',
  help: 'How many values of the setting are looked at, both ends among them.',
  unit: '',
  min: 2,
  max: 50,
  default: 7,
})
const RUNS = count({
  label: 'Runs',
  help: 'Of each lane at each value. More make bounds narrower.',
  unit: '',
  min: 2,
  max: 200,
  default: 5,
})

interface SweepFormProps {
  readonly setting: SweptSetting
  readonly settings: readonly SweptSetting[]
  readonly wish: SweepWish
  readonly onChoose: (field: string) => void
  readonly onWish: (wish: SweepWish) => void
}

/** The values that are asked for. */
export const valuesOf = (wish: SweepWish): readonly number[] =>
  stepsOf({ ...wish, isLog: wish.isLog && wish.from > 0 })

export function SweepForm({ setting, settings, wish, onChoose, onWish }: SweepFormProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const { knob, ownLetters } = setting
  const take = (wished: SweepWish): void => {
    const isEmpty = wished.from >= wished.to
    setProblem(isEmpty ? 'From is to be less than To; change one of them.' : null)
    if (!isEmpty) onWish(wished)
  }
  const of = { wish, onTake: take, onRefuse: setProblem }
  return (
    <>
      <div className={form}>
        <Part label="Setting">
          <Choice
            label="Setting"
            options={settings.map(({ field, label, section }) => ({
              id: field,
              label,
              group: section,
            }))}
            value={setting.field}
            onChange={onChoose}
          >
            {`${setting.section}: ${setting.label}`}
          </Choice>
        </Part>
        <NumberPart {...of} knob={{ ...knob, label: 'From' }} name="from" />
        <NumberPart {...of} knob={{ ...knob, label: 'To' }} name="to" />
        <NumberPart {...of} knob={VALUES} name="count" tip={VALUES.help} />
        <Part label="Steps">
          <Choice
            label="Steps"
            options={[
              { id: 'even', label: 'even' },
              ...(wish.from > 0 ? [{ id: 'log', label: 'by equal factors' }] : []),
            ]}
            value={wish.isLog && wish.from > 0 ? 'log' : 'even'}
            onChange={(next) => onWish({ ...wish, isLog: next === 'log' })}
          />
        </Part>
        <NumberPart {...of} knob={RUNS} name="runs" tip={RUNS.help} />
      </div>
      {problem !== null && (
        <p className={problemLine} role="alert">
          {problem}
        </p>
      )}
      <p className={note}>
        {knob.help} {valuesOf(wish).length} values
        {ownLetters.length > 0 &&
          `; lane ${ownLetters.join(', ')} has a value of its own, which stays as it is`}
        .
      </p>
    </>
  )
}

interface NumberPartProps {
  readonly knob: NumberKnob
  readonly name: 'from' | 'to' | 'count' | 'runs'
  readonly wish: SweepWish
  readonly tip?: string
  readonly onTake: (wish: SweepWish) => void
  readonly onRefuse: (why: string | null) => void
}

const NumberPart = ({ knob, name, wish, tip, onTake, onRefuse }: NumberPartProps) => (
  <Part label={knob.label} tip={tip}>
    <NumberField
      knob={knob}
      value={wish[name]}
      unit={displayOf(knob).unit}
      label={knob.label}
      describedBy={undefined}
      onCommit={(next) => onTake({ ...wish, [name]: next })}
      onRefuse={onRefuse}
    />
  </Part>
)
