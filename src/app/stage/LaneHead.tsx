/** The head of a lane: its letter, its algorithm, what differs from the base, and the verbs on lanes. */
import { memo, useMemo } from 'react'
import { algorithms } from '../../algorithms/index.ts'
import { differencesOf } from '../../scenario/describe.ts'
import { isTrafficPatched, resolveLane } from '../../scenario/lanes.ts'
import { isBlind } from '../../scenario/things/balancers.ts'
import { LANE_LETTERS } from '../../scenario/things/lanes.ts'
import { addLane, duplicateLane, makeBase, removeLane } from '../actions/lanes.ts'
import { setAlgorithm } from '../actions/settings.ts'
import {
  openAlgorithm,
  openDialog,
  openRename,
  openSweep,
  showDifferences,
  toggleTable,
} from '../actions/view.ts'
import { Lazy, type LazyPart } from '../page/lazyPart.tsx'
import { type Page, usePage, usePageState } from '../page/page.ts'
import type { LaneId } from '../page/state.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import { IconButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { More } from '../ui/icons.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/overlayProps.ts'
import css from './LaneHead.module.css'
import { LaneTag } from './LaneTag.tsx'

const { head, title, changes, badge } = css

export function LaneHead({ view }: { readonly view: LaneView }) {
  const scenario = usePageState((state) => state.scenario)
  const { lane } = view
  const algorithm = useMemo(() => {
    const resolved = resolveLane(scenario, lane)
    return isBlind(resolved) ? '' : (Object.values(resolved.targetGroups)[0]?.algorithm.id ?? '')
  }, [scenario, lane])
  return (
    <div className={head}>
      <LaneTag position={view.position} />
      <h2 className={title} data-tip={view.title}>
        <LaneTitle lane={view.lane} letter={view.letter} title={view.title} algorithm={algorithm} />
      </h2>
      <Changes view={view} />
      <LaneMenu lane={view.lane} letter={view.letter} algorithm={algorithm} />
    </div>
  )
}

interface LaneTitleProps {
  readonly lane: LaneId
  readonly letter: string
  readonly title: string
  /** Empty at layer 4. */
  readonly algorithm: string
}

/** What the lane is called, and a choice of its algorithm, where one is asked. Most edits change neither. */
const LaneTitle = memo(function LaneTitle({ lane, letter, title, algorithm }: LaneTitleProps) {
  const page = usePage()
  const member = algorithms.find((each) => each.id === algorithm)
  if (algorithm === '') return title
  const hasOwnTitle = title !== '' && title !== member?.label
  return (
    <Choice
      label={`Algorithm of lane ${letter}`}
      look="title"
      options={algorithms}
      value={algorithm}
      onChange={(next) => setAlgorithm(page, lane, next)}
      testId={`algorithm-${letter}`}
    >
      {hasOwnTitle ? title : (member?.label ?? algorithm)}
    </Choice>
  )
})

function Changes({ view }: { readonly view: LaneView }) {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const isOpen = usePageState((state) => state.openDifferences === view.lane && view.lane !== null)
  const { lane, letter } = view
  const list = useMemo(() => differencesOf(scenario, lane), [scenario, lane])
  const isOtherTraffic = useMemo(() => isTrafficPatched(scenario, lane), [scenario, lane])
  if (lane === null) return <span className={changes}>base</span>
  const words = list.length === 1 ? '1 change' : `${list.length} changes`
  const text =
    list
      .map(({ change: { label, from, to } }) => `${label}: ${to} instead of ${from}`)
      .join('. ') || 'Like the base.'
  return (
    <>
      {isOtherTraffic && (
        <span className={badge} data-tip="It meets other requests than the base.">
          different traffic
        </span>
      )}
      <button
        type="button"
        className={changes}
        data-tip={text}
        aria-expanded={isOpen}
        aria-label={`Lane ${letter}: ${list.length === 0 ? 'like the base' : words}`}
        aria-description={text}
        onClick={() => showDifferences(page, isOpen ? null : lane)}
      >
        {list.length === 0 ? 'like the base' : words}
      </button>
      {isOpen && <Lazy part={differences} />}
    </>
  )
}

const differences: LazyPart = {
  what: 'The list of differences',
  load: async () => (await import('./LaneDifferences.tsx')).LaneDifferences,
}

interface LaneMenuProps {
  readonly lane: LaneId
  readonly letter: string
  /** Empty at layer 4. */
  readonly algorithm: string
}

const LaneMenu = memo(function LaneMenu({ lane, letter, algorithm }: LaneMenuProps) {
  const page = usePage()
  const asTable = usePageState((state) => state.asTable.stage)
  const isFull = usePageState(
    (state) => Object.keys(state.scenario.lanes).length >= LANE_LETTERS.length - 1,
  )
  const isBase = lane === null
  const full = isFull ? `${LANE_LETTERS.length} lanes are the most.` : undefined
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
          onChoose: () => toggleTable(page, 'stage'),
        },
        ...aboutEntry(page, algorithm),
        ...manyRunsEntries(page),
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
          onChoose: () => openRename(page, lane),
        },
        {
          kind: 'item',
          key: 'base',
          label: 'Make it the base',
          onChoose: () => !isBase && makeBase(page, lane),
          isDisabled: isBase,
          text: isBase ? 'It is the base.' : undefined,
        },
        {
          kind: 'item',
          key: 'remove',
          label: `Remove lane ${letter}`,
          onChoose: () => !isBase && removeLane(page, lane),
          isDisabled: isBase,
          text: isBase ? 'The base stays.' : undefined,
          isDanger: !isBase,
        },
      ]}
    />
  )
})

/** Of all lanes together. */
const manyRunsEntries = (page: Page): readonly MenuEntry[] => [
  {
    kind: 'item',
    key: 'sweep',
    label: 'Sweep a setting…',
    onChoose: () => openSweep(page, null),
  },
  {
    kind: 'item',
    key: 'sensitivity',
    label: 'Sensitivity…',
    onChoose: () => openDialog(page, 'sensitivity'),
  },
]

/** Nothing at layer 4, where a hash of the connection chooses. */
const aboutEntry = (page: Page, algorithm: string): readonly MenuEntry[] =>
  algorithm === ''
    ? []
    : [
        {
          kind: 'item',
          key: 'algorithm',
          label: 'How its algorithm works…',
          onChoose: () => openAlgorithm(page, algorithm),
        },
      ]
