/**
 * The control of one setting: what the base has; below it, opened, what every lane has; its help, its problem, and the
 * things that are unlike the others.
 */
import { useId, useRef, useState } from 'react'
import { LANE_LETTERS } from '../../scenario/things/lanes.ts'
import { type PlainValue, valueText } from './display.ts'
import css from './KnobControl.module.css'
import { KnobValue } from './KnobValue.tsx'
import { LaneLine } from './LaneLine.tsx'
import { RowLabel } from './RowLabel.tsx'
import type { KnobRow, LaneSetting, Place } from './rowParts.ts'

const { row, openRow, problemLine, laneLines, laneButton, help, others, othersButton } = css

/** Where a value is set: in all of these places together, in one lane. */
export interface SettingPlace {
  readonly lane: string | null
  readonly places: readonly Place[]
}

export interface KnobVerbs {
  readonly onSet: (at: SettingPlace, value: PlainValue) => void
  /** The lane goes with the base again. */
  readonly onFollow: (at: SettingPlace & { readonly lane: string }) => void
  readonly onEnd: () => void
}

interface KnobControlProps extends KnobVerbs {
  readonly row: KnobRow
  /** What is wrong with the newest try to set it. */
  readonly problem: string | undefined
  /** What is wrong is mended, or given up. */
  readonly onMended?: () => void
  /** The lanes at many values of it. */
  readonly onSweep?: (() => void) | undefined
}

export function KnobControl(props: KnobControlProps) {
  const { row: setting, onFollow } = props
  const { knob, label, lanes } = setting
  const [base, ...others] = lanes
  const [isOpen, setOpen] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const id = useId()
  const problem = refused ?? props.problem
  const describedBy = problem === undefined ? `${id}-help` : `${id}-help ${id}-problem`
  const path = (setting.places[0] ?? []).join('.')
  const hasLanes = others.length > 0
  const refuse = (why: string | null): void => {
    setRefused(why)
    if (why === null && props.problem !== undefined) props.onMended?.()
  }
  const controlOf = (each: LaneSetting, name: string) => (
    <LaneValue {...props} each={each} name={name} describedBy={describedBy} onRefuse={refuse} />
  )
  return (
    <div className={isOpen ? openRow : undefined}>
      <div className={row} data-path={path}>
        <RowLabel
          label={label}
          help={knob.help}
          isChanged={base.value !== knob.default}
          lanes={lanes}
          isOpen={isOpen}
          onToggle={hasLanes ? () => setOpen(!isOpen) : null}
        />
        <span id={`${id}-help`} hidden>
          {knob.help}
        </span>
        {controlOf(base, label)}
        {problem !== undefined && (
          <span id={`${id}-problem`} className={problemLine} role="alert">
            {problem}
          </span>
        )}
      </div>
      {isOpen && (
        <div className={laneLines}>
          {others.map((each) => (
            <LaneLine
              key={each.lane}
              setting={each}
              name={label}
              text={each.value === null ? '' : valueText(knob, each.value)}
              onOwn={() => {
                if (each.value !== null) props.onSet(each, each.value)
                props.onEnd()
              }}
              onFollow={() => {
                if (each.lane !== null) onFollow({ lane: each.lane, places: setting.places })
              }}
            >
              {controlOf(each, `${label} in lane ${LANE_LETTERS.charAt(each.position)}`)}
            </LaneLine>
          ))}
          <OpenHelp knob={knob} onSweep={props.onSweep} />
        </div>
      )}
    </div>
  )
}

function OpenHelp({ knob, onSweep }: Pick<KnobRow, 'knob'> & Pick<KnobControlProps, 'onSweep'>) {
  return (
    <p className={help}>
      {knob.help}{' '}
      {knob.type === 'number' && onSweep !== undefined && (
        <button type="button" className={laneButton} onClick={onSweep}>
          sweep it
        </button>
      )}
    </p>
  )
}

interface LaneValueProps extends KnobControlProps {
  readonly each: LaneSetting
  readonly name: string
  readonly describedBy: string
  readonly onRefuse: (why: string | null) => void
}

/** The value of one lane, and which of its things are unlike it. */
function LaneValue({
  row: setting,
  each,
  name,
  describedBy,
  onSet,
  onEnd,
  onRefuse,
}: LaneValueProps) {
  const [isForAll, setForAll] = useState(false)
  // A drag that passes the value of another thing does not take it along.
  const dragged = useRef<readonly Place[] | null>(null)
  if (each.value === null) return null
  const { knob } = setting
  const all = [...each.places, ...each.others.map(({ place }) => place)]
  const told = each.others.map(({ place, value }) => `${thingOf(place)} ${valueText(knob, value)}`)
  return (
    <>
      <KnobValue
        knob={knob}
        value={each.value}
        label={name}
        describedBy={describedBy}
        path={(setting.places[0] ?? []).join('.')}
        onRefuse={onRefuse}
        onSet={(value) => {
          dragged.current ??= isForAll ? all : each.places
          onSet({ lane: each.lane, places: dragged.current }, value)
        }}
        onEnd={() => {
          dragged.current = null
          onEnd()
        }}
      />
      {told.length > 0 && (
        <span className={others}>
          <span data-tip={told.join(', ')}>
            {told.length === 1 ? told[0] : `${told.length} of ${all.length} have others`}
          </span>
          <button
            type="button"
            className={othersButton}
            aria-pressed={isForAll}
            data-tip={
              isForAll
                ? 'The next change sets all of them.'
                : `A change sets the ${each.places.length} that are alike, and leaves the others.`
            }
            onClick={() => setForAll(!isForAll)}
          >
            {isForAll ? `sets all ${all.length}` : `sets ${each.places.length} of ${all.length}`}
          </button>
        </span>
      )}
    </>
  )
}

/** What a place is about: `web-2` of `targetGroups.web.targets.web-2.slots`. */
function thingOf(place: Place): string {
  const at = place.indexOf('targets')
  return place[at + 1] ?? place.at(-2) ?? ''
}
