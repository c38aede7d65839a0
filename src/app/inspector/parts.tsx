/** What all inspectors are made of: a title, sections, a table with one column for each lane. */
import { type ReactNode, useEffect, useState } from 'react'
import type { Term as TermName } from '../../model/glossary.ts'
import { usePage, usePageState } from '../page/page.ts'
import { type LaneView, selectViews } from '../selectors/laneViews.ts'
import { LaneTag } from '../stage/LaneTag.tsx'
import { Term } from '../ui/Term.tsx'
import css from './parts.module.css'

const { title, subtitle, section, scroll, laneTable, muted } = css

/** With more lanes a table is wider than the inspector, and scrolls. */
const LANES_MAX = 3

export const InspectorTitle = ({
  children,
  note,
}: {
  readonly children: ReactNode
  readonly note: string
}) => (
  <>
    <h2 className={title}>{children}</h2>
    <p className={subtitle}>{note}</p>
  </>
)

export const InspectorSection = ({
  title: heading,
  children,
}: {
  readonly title: ReactNode
  readonly children: ReactNode
}) => (
  <section className={section}>
    <h3>{heading}</h3>
    {children}
  </section>
)

export interface LaneRow {
  readonly label: string
  /** The word of the glossary that explains it. */
  readonly term?: TermName
  /** By lane, in order; null is unknown. */
  readonly values: readonly (string | null)[]
}

export function LaneTable({
  rows,
  caption,
}: {
  readonly rows: readonly LaneRow[]
  readonly caption: string
}) {
  const views = usePageState(selectViews)
  return (
    <section
      className={scroll}
      tabIndex={views.length > LANES_MAX ? 0 : undefined}
      aria-label={caption}
    >
      <table className={laneTable}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <td />
            {views.map(({ letter, position }) => (
              <th key={letter} scope="col">
                <LaneTag position={position} size="small" />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, term, values }) => (
            <tr key={label}>
              <th scope="row">{term === undefined ? label : <Term of={term}>{label}</Term>}</th>
              {views.map(({ letter, position }) => (
                <td key={letter}>{values[position] ?? <span className={muted}>–</span>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Something about the moment at the playhead, in every lane: worked out anew when the numbers may change. */
export function useAtPlayhead<T>(read: (view: LaneView, playheadUs: number) => T): readonly T[] {
  const page = usePage()
  const views = usePageState(selectViews)
  const [, setMoment] = useState(-1)
  useEffect(() => page.playback.onNumbers(({ nowMs }) => setMoment(nowMs)), [page])
  return views.map((view) => read(view, page.playback.playheadUs))
}
