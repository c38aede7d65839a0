/** The middle of the page: the lanes, the finding, and the charts that compare the lanes, as far as there is room. */
import { type CSSProperties, useRef } from 'react'
import { Compare } from '../compare/Compare.tsx'
import { Finding } from '../compare/Finding.tsx'
import { selectViews } from '../selectors/laneViews.ts'
import { Lanes } from '../stage/Lanes.tsx'
import { useSize } from '../ui/useSize.ts'
import { PartSwitch } from './PartSwitch.tsx'
import { usePageState } from './page.ts'
import { type Room, roomFor } from './room.ts'
import css from './Workspace.module.css'

const { workspace, parts, strip } = css

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

function Parts({ room }: { readonly room: Room }) {
  const { part, choices, columns, rowMinPx, comparePx } = room
  const heights = { '--row-min': `${rowMinPx}px`, '--compare': `${comparePx}px` }
  return (
    <div
      className={parts}
      data-part={part}
      style={{ '--columns': columns, ...heights } as CSSProperties}
    >
      <Lanes />
      <div className={strip}>
        <Finding />
        <PartSwitch part={part} choices={choices} />
      </div>
      {part !== 'stage' && <Compare />}
    </div>
  )
}
