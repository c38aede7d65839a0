/**
 * What the stage shows, as a table that follows the playhead: always there for those who read with their ears,
 * on show for everybody when asked for. It is filled by direct writes, ten times a second at most.
 */
import { type RefObject, useEffect, useRef } from 'react'
import { describeFrame, type TargetRow } from '../../view/describeFrame.ts'
import { formatPercent } from '../../view/format.ts'
import { usePage } from '../page/page.ts'
import { momentWords } from '../page/timeWords.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import css from './StageTable.module.css'
import type { StagePainter } from './stagePainter.ts'

const { box, table } = css

interface StageTableProps {
  readonly view: LaneView
  readonly painter: RefObject<StagePainter | null>
  readonly isShown: boolean
}

const COLUMNS = [
  'Target',
  'Group',
  'Zone',
  'State',
  'Health',
  'In service',
  'Waiting',
  'Load',
] as const

export function StageTable({ view, painter, isShown }: StageTableProps) {
  const page = usePage()
  const body = useRef<HTMLTableSectionElement>(null)
  const caption = useRef<HTMLTableCaptionElement>(null)
  useEffect(
    () =>
      page.playback.onNumbers(() => {
        const own = painter.current
        if (own?.layout == null || own.index === null || body.current === null) return
        const slots = own.index.trace.meta.names.targets.map((target) => target.slots)
        const frame = describeFrame(own.layout, own.frame, slots)
        fill(body.current, frame.targets)
        if (caption.current === null) return
        const words = `Lane ${view.letter}, ${view.title}, at ${momentWords(frame.tUs)}`
        const open =
          frame.failOpen.length === 0 ? '' : `; failing open: ${frame.failOpen.join(', ')}`
        const nodes = frame.nodes.map(
          ({ node, load, requests }) =>
            `; node ${node} busy ${formatPercent(Math.round(load * 100) / 100)}, ${requests} there`,
        )
        caption.current.textContent = `${words}: ${frame.travelling} on their way, ${frame.waiting} waiting, ${frame.inService} in service${nodes.join('')}${open}`
      }),
    [page, painter, view],
  )
  return (
    <div
      className={isShown ? box : 'visually-hidden'}
      // A table that is read must not scroll out of reach of the keyboard.
      {...(isShown
        ? { tabIndex: 0, role: 'region', 'aria-label': `Table of lane ${view.letter}` }
        : {})}
    >
      <table className={table}>
        <caption ref={caption} />
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} />
      </table>
    </div>
  )
}

/** Writes only what has changed. */
function fill(body: HTMLTableSectionElement, rows: readonly TargetRow[]): void {
  while (body.rows.length > rows.length) body.deleteRow(-1)
  while (body.rows.length < rows.length) {
    const row = body.insertRow()
    const head = document.createElement('th')
    head.scope = 'row'
    row.append(head)
    for (let i = 1; i < COLUMNS.length; i++) row.insertCell()
  }
  rows.forEach((row, r) => {
    const cells = body.rows[r]?.cells
    textsOf(row).forEach((text, c) => {
      const cell = cells?.[c]
      if (cell !== undefined && cell.textContent !== text) cell.textContent = text
    })
  })
}

const textsOf = (row: TargetRow): readonly string[] => [
  row.target,
  row.group,
  row.zone,
  row.state,
  row.health,
  `${row.inService} of ${row.slots}`,
  `${row.waiting} of ${row.queueLimit}`,
  formatPercent(row.loadRatio),
]
