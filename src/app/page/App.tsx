/** The page: head, lanes and comparison, scenario, inspector, dock. What it is about comes first, for the keyboard too. */
import { useRef } from 'react'
import { lookAway } from '../actions/view.ts'
import { Header } from '../header/Header.tsx'
import { LiveRegion } from '../notices/LiveRegion.tsx'
import { LogProgress } from '../notices/LogProgress.tsx'
import { NoticeBar } from '../notices/NoticeBar.tsx'
import { ProgressLine } from '../notices/ProgressLine.tsx'
import { ScenarioPanel } from '../scenarioPanel/ScenarioPanel.tsx'
import { selectViews } from '../selectors/laneViews.ts'
import { Dock } from '../timeline/Dock.tsx'
import { TipBubble } from '../ui/Tip.tsx'
import { useIsNarrow } from '../ui/useMedia.ts'
import { useSize } from '../ui/useSize.ts'
import css from './App.module.css'
import { DropZone } from './DropZone.tsx'
import { Lazy, type LazyPart } from './lazyPart.tsx'
import { usePageState } from './page.ts'
import { foldsPanel } from './room.ts'
import { SkipLink } from './SkipLink.tsx'
import { Workspace } from './Workspace.tsx'

const { app, side, main, inspector } = css

const narrowLanes: LazyPart = {
  what: 'The lanes',
  load: async () => (await import('../stage/NarrowLanes.tsx')).NarrowLanes,
}
const inspectorPanel: LazyPart = {
  what: 'The inspector',
  load: async () => (await import('../inspector/Inspector.tsx')).Inspector,
  onMissing: lookAway,
}
const sheets: LazyPart = {
  what: 'This panel',
  load: async () => (await import('../dialogs/Sheets.tsx')).Sheets,
  onMissing: lookAway,
}
const dialogs: LazyPart = {
  what: 'This dialog',
  load: async () => (await import('../dialogs/Dialogs.tsx')).Dialogs,
  onMissing: lookAway,
}

export function App() {
  const isNarrow = useIsNarrow()
  const box = useRef<HTMLDivElement>(null)
  const middle = useRef<HTMLElement>(null)
  const widthPx = useSize(box)?.widthPx ?? 0
  const lanes = usePageState((state) => selectViews(state).length)
  const hasSelection = usePageState((state) => state.selection !== null)
  const hasSheet = usePageState((state) => state.sheet !== null || state.selection !== null)
  const hasDialog = usePageState((state) => state.dialog !== null)
  const hasInspector = hasSelection && !isNarrow
  const hasPanel = !isNarrow && !(hasInspector && foldsPanel(widthPx, lanes))
  return (
    <div ref={box} className={app} data-inspector={hasInspector} data-panel={hasPanel}>
      <SkipLink to={middle} />
      <Header hasPanel={hasPanel} />
      <ProgressLine />
      <LogProgress />
      <main ref={middle} className={main} tabIndex={-1}>
        <NoticeBar />
        {isNarrow ? <Lazy part={narrowLanes} /> : <Workspace />}
      </main>
      {hasPanel && (
        <nav className={side} aria-label="Scenario">
          <ScenarioPanel />
        </nav>
      )}
      {hasInspector && (
        <aside className={inspector} aria-label="Inspector">
          <Lazy part={inspectorPanel} />
        </aside>
      )}
      <Dock />
      {isNarrow && hasSheet && <Lazy part={sheets} />}
      {hasDialog && <Lazy part={dialogs} />}
      <DropZone />
      <LiveRegion />
      <TipBubble />
    </div>
  )
}
