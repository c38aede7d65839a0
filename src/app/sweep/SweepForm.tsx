/** What a sweep is asked for: the setting, its values, and how many runs. */
import { count, type NumberKnob } from '../../base/knobs.ts'
import { stepsOf } from '../../base/steps.ts'
import type { SweepWish } from '../page/state.ts'
import { displayOf } from '../scenarioPanel/display.ts'
import { NumberField } from '../scenarioPanel/NumberField.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Part } from './Part.tsx'
import css from './Sweep.module.css'
import type { SweptSetting } from './sweptSettings.ts'

const { form, note } = css

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
  /** What is typed cannot be run, and why; null when it can. */
  readonly onRefuse: (why: string | null) => void
}

/** The values that are asked for. */
export const valuesOf = (wish: SweepWish): readonly number[] =>
  wish.from < wish.to ? stepsOf({ ...wish, isLog: wish.isLog && wish.from > 0 }) : []

export function SweepForm(props: SweepFormProps) {
  const { setting, settings, wish, onChoose, onWish, onRefuse } = props
  const { knob, ownLetters } = setting
  const take = (wished: SweepWish): void => {
    onWish(wished)
    onRefuse(wished.from < wished.to ? null : 'From is to be less than To; change one of them.')
  }
  const of = { wish, onTake: take, onRefuse }
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
      <p className={note}>
        {knob.help} {valuesOf(wish).length} values
        {ownLetters.length === 1 && `; lane ${ownLetters[0]} has a value of its own, which stays`}
        {ownLetters.length > 1 &&
          `; lanes ${ownLetters.join(', ')} have values of their own, which stay`}
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
