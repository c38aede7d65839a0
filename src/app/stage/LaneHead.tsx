/** The head of a lane: its letter, its algorithm, what differs from the base, and the verbs on lanes. */
import { memo, useMemo } from 'react'
import { algorithms } from '../../algorithms/index.ts'
import { describePatch } from '../../scenario/describe.ts'
import { isTrafficPatched, resolveLane } from '../../scenario/lanes.ts'
import { addLane, duplicateLane, laneId, makeBase, removeLane } from '../actions/lanes.ts'
import { setAlgorithm } from '../actions/settings.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import { IconButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { More } from '../ui/icons.tsx'
import { LaneTag } from '../ui/LaneTag.tsx'
import { Menu } from '../ui/Menu.tsx'
import css from './LaneHead.module.css'

const { head, title, changes, badge } = css
const LANES_MAX = 6

export function LaneHead({ view }: { readonly view: LaneView }) {
  const scenario = usePageState((state) => state.scenario)
  const id = laneId(view.lane)
  const algorithm = useMemo(
    () => Object.values(resolveLane(scenario, id).targetGroups)[0]?.algorithm.id ?? '',
    [scenario, id],
  )
  return (
    <div className={head}>
      <LaneTag position={view.position} />
      <h2 className={title}>
        <LaneTitle lane={view.lane} letter={view.letter} title={view.title} algorithm={algorithm} />
      </h2>
      <Changes view={view} />
      <LaneMenu lane={view.lane} letter={view.letter} />
    </div>
  )
}

interface LaneTitleProps {
  readonly lane: string
  readonly letter: string
  readonly title: string
  readonly algorithm: string
}

/** What the lane is called, and a choice of its algorithm. Most edits change neither. */
const LaneTitle = memo(function LaneTitle({ lane, letter, title, algorithm }: LaneTitleProps) {
  const page = usePage()
  const member = algorithms.find((each) => each.id === algorithm)
  const hasOwnTitle = title !== '' && title !== member?.label
  return (
    <Choice
      label={`Algorithm of lane ${letter}`}
      look="title"
      options={algorithms}
      value={algorithm}
      onChange={(next) => setAlgorithm(page, laneId(lane), next)}
      testId={`algorithm-${letter}`}
    >
      {hasOwnTitle ? title : (member?.label ?? algorithm)}
    </Choice>
  )
})

function Changes({ view }: { readonly view: LaneView }) {
  const scenario = usePageState((state) => state.scenario)
  const id = laneId(view.lane)
  const list = useMemo(() => describePatch(scenario, id), [scenario, id])
  const isOtherTraffic = useMemo(() => isTrafficPatched(scenario, id), [scenario, id])
  if (id === null) return <span className={changes}>base</span>
  const words = list.length === 1 ? '1 change' : `${list.length} changes`
  const text =
    list.map(({ label, from, to }) => `${label}: ${to} instead of ${from}`).join('. ') ||
    'Like the base.'
  return (
    <span className={changes} data-tip={text}>
      {isOtherTraffic && <span className={badge}>different traffic</span>}
      {list.length === 0 ? 'like the base' : words}
      <span className="visually-hidden">. {text}</span>
    </span>
  )
}

interface LaneMenuProps {
  readonly lane: string
  readonly letter: string
}

const LaneMenu = memo(function LaneMenu({ lane, letter }: LaneMenuProps) {
  const page = usePage()
  const asTable = usePageState((state) => state.asTable['stage'] === true)
  const isFull = usePageState((state) => Object.keys(state.scenario.lanes).length >= LANES_MAX - 1)
  const isBase = laneId(lane) === null
  const full = isFull ? 'Six lanes are the most.' : undefined
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={`More of lane ${letter}`}>
          <More />
        </IconButton>
      }
      entries={[
        {
          kind: 'item',
          key: 'table',
          label: asTable ? 'Show as picture' : 'Show as table',
          onChoose: () =>
            page.store.setState((state) => ({ asTable: { ...state.asTable, stage: !asTable } })),
        },
        { kind: 'divider', key: 'divider' },
        {
          kind: 'item',
          key: 'add',
          label: 'Add a lane',
          onChoose: () => addLane(page),
          isDisabled: isFull,
          text: full,
        },
        {
          kind: 'item',
          key: 'duplicate',
          label: `Duplicate lane ${letter}`,
          onChoose: () => duplicateLane(page, lane),
          isDisabled: isFull,
          text: full,
        },
        {
          kind: 'item',
          key: 'rename',
          label: `Rename lane ${letter}…`,
          onChoose: () => page.store.setState({ shownLane: lane, dialog: 'rename' }),
          isDisabled: isBase,
          text: isBase ? 'The base is called after its algorithm.' : undefined,
        },
        {
          kind: 'item',
          key: 'base',
          label: 'Make it the base',
          onChoose: () => makeBase(page, lane),
          isDisabled: isBase,
          text: isBase ? 'It is the base.' : undefined,
        },
        {
          kind: 'item',
          key: 'remove',
          label: `Remove lane ${letter}`,
          onChoose: () => removeLane(page, lane),
          isDisabled: isBase,
          text: isBase ? 'The base stays.' : undefined,
          isDanger: !isBase,
        },
      ]}
    />
  )
})
