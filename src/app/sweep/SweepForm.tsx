/** What a sweep is asked for: the setting, its values, and how many runs. */
import { useId, useState } from 'react'
import { count, type NumberKnob } from '../../base/knobs.ts'
import { type Range, stepsOf } from '../../base/steps.ts'
import { displayOf } from '../scenarioPanel/display.ts'
import { NumberField } from '../scenarioPanel/NumberField.tsx'
import { Choice } from '../ui/Choice.tsx'
import css from './Sweep.module.css'
import type { SweptSetting } from './sweptSettings.ts'

const { form, part, partLabel, problemLine, note } = css

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

export function SweepForm({ setting, settings, wish, onChoose, onWish }: SweepFormProps) {
  const id = useId()
  const [problem, setProblem] = useState<string | null>(null)
  const { knob, ownLetters } = setting
  const number = (
    label: string,
    of: NumberKnob,
    value: number,
    set: (next: number) => SweepWish,
  ) => (
    <span className={part} data-tip={of === knob ? undefined : of.help}>
      <span className={partLabel}>{label}</span>
      <NumberField
        knob={{ ...of, label }}
        value={value}
        unit={displayOf(of).unit}
        label={label}
        describedBy={undefined}
        onCommit={(next) => {
          const wished = set(next)
          const isEmpty = wished.from >= wished.to
          setProblem(isEmpty ? 'From is to be less than To; change one of them.' : null)
          if (!isEmpty) onWish(wished)
        }}
        onRefuse={setProblem}
      />
    </span>
  )
  const canBeLog = wish.from > 0
  return (
    <>
      <div className={form}>
        <span className={part}>
          <span className={partLabel}>Setting</span>
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
        </span>
        {number('From', knob, wish.from, (from) => ({ ...wish, from }))}
        {number('To', knob, wish.to, (to) => ({ ...wish, to }))}
        {number('Values', VALUES, wish.count, (values) => ({ ...wish, count: values }))}
        <span className={part}>
          <span className={partLabel}>Steps</span>
          <Choice
            label="Steps"
            options={[
              { id: 'even', label: 'even' },
              ...(canBeLog ? [{ id: 'log', label: 'by equal factors' }] : []),
            ]}
            value={wish.isLog && canBeLog ? 'log' : 'even'}
            onChange={(next) => onWish({ ...wish, isLog: next === 'log' })}
          />
        </span>
        {number('Runs', RUNS, wish.runs, (runs) => ({ ...wish, runs }))}
      </div>
      {problem !== null && (
        <p className={problemLine} role="alert">
          {problem}
        </p>
      )}
      <p className={note} id={id}>
        {knob.help} {stepsOf(wish).length} values
        {ownLetters.length > 0 &&
          `; lane ${ownLetters.join(', ')} has a value of its own, which stays as it is`}
        .
      </p>
    </>
  )
}
