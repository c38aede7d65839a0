/** What a sweep is asked for: the setting, its values, and how many runs; and what that takes. */
import { useId } from 'react'
import type { NumberKnob } from '../../base/knobs.ts'
import { stepsOf } from '../../base/steps.ts'
import type { SweepWish } from '../page/state.ts'
import { displayOf } from '../scenarioPanel/display.ts'
import { NumberField } from '../scenarioPanel/NumberField.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Part } from './Part.tsx'
import { SettingChoice } from './SettingChoice.tsx'
import css from './Sweep.module.css'
import { RUNS, VALUES } from './sweepKnobs.ts'
import type { SweptSetting } from './sweptSettings.ts'

const { form, note, warning: warningLine } = css

/** A field of the form. */
export type SweepField = 'from' | 'to' | 'count' | 'runs' | 'goal'
/** What was typed there and cannot be, and why. */
export type Refusals = Readonly<Partial<Record<SweepField, string | null>>>

interface SweepFormProps {
  readonly setting: SweptSetting
  readonly settings: readonly SweptSetting[]
  readonly wish: SweepWish
  readonly refusals: Refusals
  /** Of what it takes; null where that is not much. */
  readonly warning: string | null
  readonly onChoose: (field: string) => void
  readonly onWish: (wish: SweepWish) => void
  readonly onRefuse: (field: SweepField, why: string | null) => void
}

/** The values that are asked for; none where the range is none. */
export const valuesOf = (wish: SweepWish): readonly number[] =>
  isRange(wish) ? stepsOf({ ...wish, isLog: wish.isLog && wish.from > 0 }) : []

export const isRange = ({ from, to }: SweepWish): boolean => from < to

export function SweepForm(props: SweepFormProps) {
  const { setting, settings, wish, refusals, warning, onChoose, onWish, onRefuse } = props
  const { knob } = setting
  const of = { wish, refusals, onWish, onRefuse }
  return (
    <>
      <div className={form}>
        <Part label="Setting">
          <SettingChoice {...{ setting, settings, onChoose }} />
        </Part>
        <NumberPart {...of} knob={{ ...knob, label: 'From' }} name="from" />
        <NumberPart
          {...of}
          knob={{ ...knob, label: 'To' }}
          name="to"
          problem={isRange(wish) ? null : 'To is to be more than From; change one of them.'}
        />
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
        {knob.help} {valuesOf(wish).length} values{ownWords(setting)}.
      </p>
      {setting.idle !== null && (
        <p className={warningLine}>As things stand it changes nothing: {setting.idle}</p>
      )}
      {warning !== null && <p className={warningLine}>{warning}</p>}
    </>
  )
}

/** Of the lanes that a sweep leaves alone. */
function ownWords({ ownLetters }: SweptSetting): string {
  if (ownLetters.length === 0) return ''
  return ownLetters.length === 1
    ? `; lane ${ownLetters[0]} has a value of its own, which stays`
    : `; lanes ${ownLetters.join(', ')} have values of their own, which stay`
}

interface NumberPartProps
  extends Pick<SweepFormProps, 'wish' | 'refusals' | 'onWish' | 'onRefuse'> {
  readonly knob: NumberKnob
  readonly name: Exclude<SweepField, 'goal'>
  readonly tip?: string
  /** Of a number that is one. */
  readonly problem?: string | null
}

function NumberPart(props: NumberPartProps) {
  const { knob, name, wish, refusals, tip, onWish, onRefuse } = props
  const id = useId()
  const problem = refusals[name] ?? props.problem ?? null
  return (
    <Part label={knob.label} tip={tip} problem={problem} problemId={id}>
      <NumberField
        knob={knob}
        value={wish[name]}
        unit={displayOf(knob).unit}
        label={knob.label}
        describedBy={problem === null ? undefined : id}
        onCommit={(next) => onWish({ ...wish, [name]: next })}
        onRefuse={(why) => onRefuse(name, why)}
      />
    </Part>
  )
}
