/** The choice of one member of a family: an algorithm, a distribution, an arrival process. */
import { useId } from 'react'
import { LANE_LETTERS } from '../../scenario/things/lanes.ts'
import { LaneTag } from '../stage/LaneTag.tsx'
import { Choice } from '../ui/Choice.tsx'
import css from './KnobControl.module.css'
import type { MemberRow } from './rowParts.ts'

const { memberRow, label, name, wide } = css

interface MemberControlProps {
  readonly row: MemberRow
  readonly onChange: (id: string) => void
}

export function MemberControl({ row, onChange }: MemberControlProps) {
  const id = useId()
  const spoken =
    row.letter === null ? row.label : `${row.label} of lane ${LANE_LETTERS.charAt(row.letter)}`
  return (
    <div className={memberRow} data-path={row.place.join('.')}>
      <span className={label} data-tip={row.help}>
        {row.letter === null ? (
          <span className={name}>{row.label}</span>
        ) : (
          <LaneTag position={row.letter} size="small" />
        )}
      </span>
      <span id={id} hidden>
        {row.help}
      </span>
      <span className={wide}>
        <Choice
          label={spoken}
          options={row.options}
          value={row.value}
          describedBy={id}
          onChange={onChange}
        />
      </span>
    </div>
  )
}
