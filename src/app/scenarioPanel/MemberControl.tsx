/** The choice of one member of a family: an algorithm, a distribution, an arrival process; for all lanes and for one. */
import { type ReactNode, useId, useState } from 'react'
import { families } from '../../scenario/families.ts'
import { LANE_LETTERS } from '../../scenario/things/lanes.ts'
import { openAlgorithm } from '../actions/view.ts'
import { usePage } from '../page/page.ts'
import { IconButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Question } from '../ui/icons.tsx'
import { DensityPicture } from './DensityPicture.tsx'
import css from './KnobControl.module.css'
import { LaneLine } from './LaneLine.tsx'
import { RowLabel } from './RowLabel.tsx'
import type { LaneMember, MemberRow, PanelRow } from './rowParts.ts'

const { memberLabel, about, memberRow, openRow, wide, laneLines, help: helpClass } = css

interface MemberControlProps {
  readonly row: MemberRow
  readonly onChange: (lane: string | null, id: string) => void
  readonly onFollow: (lane: string) => void
  /** The settings of a member that only one lane has. */
  readonly renderRow: (row: PanelRow) => ReactNode
}

export function MemberControl({ row, onChange, onFollow, renderRow }: MemberControlProps) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [base, ...others] = row.lanes
  const { members } = families[row.family]
  const choiceOf = ({ lane, value }: LaneMember, name: string) => (
    <span className={wide}>
      <Choice
        label={name}
        options={members}
        value={value ?? ''}
        describedBy={id}
        onChange={(next) => onChange(lane, next)}
      />
    </span>
  )
  return (
    <div className={isOpen ? openRow : undefined}>
      <div className={memberRow} data-path={row.place.join('.')}>
        <span className={memberLabel}>
          <RowLabel
            label={row.label}
            help={row.help}
            isChanged={false}
            lanes={row.lanes}
            isOpen={isOpen}
            onToggle={others.length > 0 ? () => setOpen(!isOpen) : null}
          />
          {row.family === 'algorithms' && base.value !== null && <About id={base.value} />}
        </span>
        <span id={id} hidden>
          {row.help}
        </span>
        {choiceOf(base, row.label)}
      </div>
      {row.distribution !== null && <DensityPicture spec={row.distribution} />}
      {isOpen && (
        <div className={laneLines}>
          {others.map((each) => (
            <div key={each.lane}>
              <LaneLine
                setting={each}
                name={row.label}
                text=""
                onOwn={() => each.value !== null && onChange(each.lane, each.value)}
                onFollow={() => each.lane !== null && onFollow(each.lane)}
              >
                {choiceOf(each, `${row.label} of lane ${LANE_LETTERS.charAt(each.position)}`)}
              </LaneLine>
              {each.rows.map(renderRow)}
            </div>
          ))}
          <p className={helpClass}>{row.help}</p>
        </div>
      )}
    </div>
  )
}

/** Opens the page of an algorithm. */
function About({ id }: { readonly id: string }) {
  const page = usePage()
  return (
    <IconButton
      className={about}
      label="How this algorithm works"
      onClick={() => openAlgorithm(page, id)}
    >
      <Question />
    </IconButton>
  )
}
