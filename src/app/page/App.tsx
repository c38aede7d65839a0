/** The page: head, lanes and comparison, scenario, inspector, dock. What it is about comes first, for the keyboard too. */
import { lazy, Suspense, useRef } from 'react'
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
import { usePageState } from './page.ts'
import { foldsPanel } from './room.ts'
import { SkipLink } from './SkipLink.tsx'
import { Workspace } from './Workspace.tsx'

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
        {isNarrow ? (
          <Suspense>
            <NarrowLanes />
          </Suspense>
        ) : (
          <Workspace />
        )}
      </main>
      {hasPanel && (
        <nav className={side} aria-label="Scenario">
          <ScenarioPanel />
        </nav>
      )}
      {hasInspector && (
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
