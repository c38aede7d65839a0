/** The page: head, scenario, lanes, comparison, inspector, dock. */
import { lookAway } from '../actions/view.ts'
import { Compare } from '../compare/Compare.tsx'
import { Finding } from '../compare/Finding.tsx'
import { Header } from '../header/Header.tsx'
import { LiveRegion } from '../notices/LiveRegion.tsx'
import { LogProgress } from '../notices/LogProgress.tsx'
import { NoticeBar } from '../notices/NoticeBar.tsx'
import { ProgressLine } from '../notices/ProgressLine.tsx'
import { ScenarioPanel } from '../scenarioPanel/ScenarioPanel.tsx'
import { Lanes } from '../stage/Lanes.tsx'
import { Dock } from '../timeline/Dock.tsx'
import { TipBubble } from '../ui/Tip.tsx'
import { useIsNarrow } from '../ui/useMedia.ts'
import css from './App.module.css'
import { DropZone } from './DropZone.tsx'
import { Lazy, type LazyPart } from './lazyPart.tsx'
import { usePageState } from './page.ts'

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
  const hasSelection = usePageState((state) => state.selection !== null)
  const hasSheet = usePageState((state) => state.sheet !== null || state.selection !== null)
  const hasDialog = usePageState((state) => state.dialog !== null)
  return (
    <div className={app} data-inspector={hasSelection && !isNarrow}>
      <Header />
      <ProgressLine />
      <LogProgress />
      {!isNarrow && (
        <nav className={side} aria-label="Scenario">
          <ScenarioPanel />
        </nav>
      )}
      <main className={main}>
        <NoticeBar />
        {isNarrow ? <Lazy part={narrowLanes} /> : <Lanes />}
        <Finding />
        {!isNarrow && <Compare />}
      </main>
      {hasSelection && !isNarrow && (
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
