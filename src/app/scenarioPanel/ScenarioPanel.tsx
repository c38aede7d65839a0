/** The left panel: everything of the scenario that is worth a control, and the list of faults. */
import { Fragment, memo, useEffect, useMemo, useRef, useState } from 'react'
import { sharingWithLast } from '../../scenario/document/structuralSharing.ts'
import { endSearch } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { BALANCER_SECTION } from './balancerRows.ts'
import { FaultList } from './FaultList.tsx'
import { GoalControl } from './GoalControl.tsx'
import { ListenerFacts } from './ListenerFacts.tsx'
import { RunFacts } from './RunFacts.tsx'
import { fieldOfRow, keyOfRow } from './rowKeys.ts'
import type { PanelSection } from './rowParts.ts'
import { panelSections, RUN_SECTION } from './rows.ts'
import css from './ScenarioPanel.module.css'
import { SettingRow } from './SettingRow.tsx'

const { panel, section, head, moreButton, foot } = css

/** Sections and rows that say the same are the same, and are not rendered again. */
const sharedSections = sharingWithLast<readonly PanelSection[]>()

export function ScenarioPanel() {
  const scenario = usePageState((state) => state.scenario)
  const sections = useMemo(() => sharedSections(panelSections(scenario)), [scenario])
  return (
    <div className={panel} ref={useSoughtField()}>
      {sections.map((each) => (
        <Fragment key={each.id}>
          <Section section={each} />
          {each.id === BALANCER_SECTION && <ListenerFacts />}
        </Fragment>
      ))}
      <FaultList />
      <div className={foot}>
        <RunFacts />
      </div>
    </div>
  )
}

/** Brings the control that was asked for into view, with the focus. */
function useSoughtField() {
  const page = usePage()
  const sought = usePageState((state) => state.soughtField)
  const panelElement = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (sought === null) return
    const row = panelElement.current?.querySelector(`[data-path="${CSS.escape(sought)}"]`)
    row?.scrollIntoView({ block: 'center' })
    row?.querySelector<HTMLElement>('input, select, button')?.focus({ preventScroll: true })
    endSearch(page)
  }, [page, sought])
  return panelElement
}

interface SectionProps {
  readonly section: PanelSection
}

const Section = memo(function Section({ section: { id, title, rows, more } }: SectionProps) {
  const [isOpen, setOpen] = useState(false)
  const isSought = usePageState(
    ({ soughtField }) =>
      soughtField !== null && more.some((row) => fieldOfRow(row) === soughtField),
  )
  if (isSought && !isOpen) setOpen(true)
  return (
    <section className={section} aria-labelledby={`section-${id}`}>
      <div className={head}>
        <h2 id={`section-${id}`}>{title}</h2>
        {more.length > 0 && (
          <button
            type="button"
            className={moreButton}
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Less' : 'More'} of ${title}`}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Less' : 'More'}
          </button>
        )}
      </div>
      {[...rows, ...(isOpen ? more : [])].map((row) => (
        <SettingRow key={keyOfRow(row)} row={row} />
      ))}
      {isOpen && id === RUN_SECTION && <GoalControl />}
    </section>
  )
})
