/** What a lane does differently from the base: each difference in words, with its own way back and a field for it. */
import { useEffect, useMemo, useRef } from 'react'
import { type Difference, differencesOf } from '../../scenario/describe.ts'
import { asJson } from '../../scenario/document/json.ts'
import { metaAt } from '../../scenario/document/metaAt.ts'
import { makeBase, resetLane } from '../actions/lanes.ts'
import { followInLane } from '../actions/settings.ts'
import { showDifferences } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { isPlain, type LaneDocument, laneDocuments, rowAt } from '../scenarioPanel/rowParts.ts'
import { SettingRow } from '../scenarioPanel/SettingRow.tsx'
import { laneViews } from '../selectors/laneViews.ts'
import { IconButton, WordButton } from '../ui/Button.tsx'
import { Close, Undo } from '../ui/icons.tsx'
import css from './LaneDifferences.module.css'
import { LaneTag } from './LaneTag.tsx'

const { box, head, heading, entry, name, from, plain, foot } = css

export function LaneDifferences() {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const lane = usePageState((state) => state.openDifferences)
  const list = useMemo(() => differencesOf(scenario, lane), [scenario, lane])
  const own = useMemo(
    () => laneDocuments(scenario).filter((each) => each.lane === lane),
    [scenario, lane],
  )
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => ref.current?.focus(), [])
  const view = laneViews(scenario).find((each) => each.lane === lane)
  if (lane === null || view === undefined) return null
  const { letter } = view
  return (
    <section
      ref={ref}
      className={box}
      data-open
      tabIndex={-1}
      aria-label={`What differs in lane ${letter}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') showDifferences(page, null)
      }}
    >
      <div className={head}>
        <LaneTag position={view.position} size="small" />
        <h3 className={heading}>What differs from A</h3>
        <IconButton label="Close the list" onClick={() => showDifferences(page, null)}>
          <Close />
        </IconButton>
      </div>
      {list.length === 0 && (
        <p className={plain}>
          Nothing yet. Press the name of any setting to give lane {letter} a value of its own.
        </p>
      )}
      <ul>
        {list.map((difference) => (
          <li key={difference.paths.join()} className={entry}>
            <Entry difference={difference} lanes={own} />
            <IconButton
              label={`${difference.change.label} as in A again`}
              onClick={() =>
                followInLane(
                  page,
                  lane,
                  difference.paths.map((path) => path.split('.')),
                )
              }
            >
              <Undo />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className={foot}>
        <WordButton disabled={list.length === 0} onClick={() => resetLane(page, lane)}>
          All back to A
        </WordButton>
        <WordButton onClick={() => makeBase(page, lane)}>Make {letter} the base</WordButton>
      </div>
    </section>
  )
}

/** What it is in the base, and a field of what it is in the lane where it is a single value. */
function Entry({
  difference,
  lanes,
}: {
  readonly difference: Difference
  readonly lanes: readonly LaneDocument[]
}) {
  const { change, things, paths } = difference
  const places = paths.map((path) => path.split('.'))
  const [lane] = lanes
  const knob = lane && metaAt(asJson(lane.document), places[0] ?? [])?.knob
  const hasField = lane !== undefined && knob !== undefined && isPlain(knob) && change.to !== 'none'
  const where = placeWords(change.path, things)
  return (
    <div>
      <p className={name}>
        {where !== '' && <span>{where}</span>}
        <span className={from}>
          {change.label}: {change.from} in A
        </span>
      </p>
      {hasField ? (
        <SettingRow row={rowAt(lanes, knob, places)} />
      ) : (
        <p className={plain}>{change.to}</p>
      )}
    </div>
  )
}

/** The thing that a difference is about: `web-2`, `6 targets`, `apps`. */
function placeWords(path: string, things: readonly string[]): string {
  if (things.length > 1) return `${things.length} targets`
  return things[0] ?? path.split('.')[1] ?? ''
}
