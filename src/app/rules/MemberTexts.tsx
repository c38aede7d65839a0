/** Fields for the texts among the knobs of a member; several values are written with "or" between them. */
import type { Knobs } from '../../base/knobs.ts'
import { setValue } from '../actions/rules.ts'
import { usePage, usePageState } from '../page/page.ts'
import { TextField } from '../ui/TextField.tsx'
import css from './Rules.module.css'

const { labelled, plain } = css

interface MemberTextsProps {
  /** What it is about, for those who do not see where it stands. */
  readonly of: string
  readonly knobs: Knobs
  readonly values: Readonly<Record<string, unknown>>
  readonly keys: readonly string[]
  /** Whether their names stand before them, where it is not plain what they are. */
  readonly isLabelled: boolean
}

export function MemberTexts({ of, knobs, values, keys, isLabelled }: MemberTextsProps) {
  const page = usePage()
  const problems = usePageState((state) => state.problems)
  return Object.entries(knobs).map(([name, knob]) => {
    if (knob.type !== 'text' && knob.type !== 'texts') return null
    const at = [...keys, name]
    const value = values[name] as string | readonly string[]
    return (
      <span key={name} className={isLabelled ? labelled : plain}>
        {isLabelled && <span>{knob.label}</span>}
        <TextField
          label={`${knob.label}: ${of}`}
          help={knob.type === 'texts' ? `${knob.help} Write "or" between two.` : knob.help}
          value={typeof value === 'string' ? value : value.join(OR)}
          problem={problems[at.join('.')]}
          onCommit={(text) => setValue(page, at, knob.type === 'texts' ? valuesIn(text) : text)}
        />
      </span>
    )
  })
}

const OR = ' or '

const valuesIn = (text: string): readonly string[] =>
  text
    .split(/\s+or\s+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
