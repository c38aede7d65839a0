/** The page: head, scenario, lanes, comparison, inspector, dock. */
import { lazy, Suspense } from 'react'
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
import { usePageState } from './page.ts'

const { app, side, main, inspector } = css

const NarrowLanes = lazy(async () => ({
  default: (await import('../stage/NarrowLanes.tsx')).NarrowLanes,
}))
const Inspector = lazy(async () => ({
  default: (await import('../inspector/Inspector.tsx')).Inspector,
}))
const Sheets = lazy(async () => ({ default: (await import('../dialogs/Sheets.tsx')).Sheets }))
const Dialogs = lazy(async () => ({ default: (await import('../dialogs/Dialogs.tsx')).Dialogs }))

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
        {isNarrow ? (
          <Suspense>
            <NarrowLanes />
          </Suspense>
        ) : (
          <Lanes />
        )}
        <Finding />
        {!isNarrow && <Compare />}
      </main>
      {hasSelection && !isNarrow && (
        <aside className={inspector} aria-label="Inspector">
          <Suspense>
            <Inspector />
          </Suspense>
        </aside>
      )}
      <Dock />
      <Suspense>{isNarrow && hasSheet && <Sheets />}</Suspense>
      <Suspense>{hasDialog && <Dialogs />}</Suspense>
      <DropZone />
      <LiveRegion />
      <TipBubble />
    </div>
  )
}
