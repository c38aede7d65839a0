/** The middle of the page: the lanes, the finding, and the charts that compare the lanes, as far as there is room. */
import { type CSSProperties, useRef } from 'react'
import { closeEditor } from '../actions/view.ts'
import findingCss from '../compare/Finding.module.css'
import { selectViews } from '../selectors/laneViews.ts'
import { Lanes } from '../stage/Lanes.tsx'
import { useSize } from '../ui/useSize.ts'
import { Lazy, type LazyPart } from './lazyPart.tsx'
import { PartSwitch } from './PartSwitch.tsx'
import { usePageState } from './page.ts'
import { type Room, roomFor } from './room.ts'
import css from './Workspace.module.css'

const { workspace, parts, strip, charts } = css

export function Workspace() {
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const lanes = usePageState((state) => selectViews(state).length)
  const wanted = usePageState((state) => state.part)
  const room = size === null ? null : roomFor(size, lanes, wanted)
  return (
    <div ref={box} className={workspace}>
      {room !== null && <Parts room={room} />}
    </div>
  )
}

const editor: LazyPart = {
  what: 'The editor',
  load: async () => (await import('../editor/Editor.tsx')).Editor,
  onMissing: closeEditor,
}

/** Fetched while the first lanes are simulated: before that there is nothing to compare. */
const compare: LazyPart = {
  what: 'The charts',
  load: async () => (await import('../compare/Compare.tsx')).Compare,
  place: charts,
}

/** As the charts: there is nothing to say before there are numbers. */
const finding: LazyPart = {
  what: 'The finding',
  load: async () => (await import('../compare/Finding.tsx')).Finding,
  place: findingCss['finding'],
}

function Parts({ room }: { readonly room: Room }) {
  const { choices, columns, rowMinPx, comparePx } = room
  const isEditing = usePageState((state) => state.isEditing)
  // The editor stands where the charts are; with no room for both it has the whole place.
  const part = isEditing ? (choices.includes('both') ? 'both' : 'compare') : room.part
  const heights = { '--row-min': `${rowMinPx}px`, '--compare': `${comparePx}px` }
  return (
    <div
      className={parts}
      data-part={part}
      style={{ '--columns': columns, ...heights } as CSSProperties}
    >
      <Lanes />
      <div className={strip}>
        <Lazy part={finding} />
        <PartSwitch part={part} choices={choices} />
      </div>
      {isEditing ? <Lazy part={editor} /> : part !== 'stage' && <Lazy part={compare} />}
    </div>
  )
}
