/** The page: head, scenario, lanes, comparison, inspector, dock. */
import { lazy, Suspense } from 'react'
import { Compare } from './compare/Compare.tsx'
import { Finding } from './compare/Finding.tsx'
import { ScenarioPanel } from './controls/ScenarioPanel.tsx'
import { Dock } from './dock/Dock.tsx'
import { DropZone } from './documents/DropZone.tsx'
import { Header } from './header/Header.tsx'
import { Lanes } from './lane/Lanes.tsx'
import { LiveRegion } from './notices/LiveRegion.tsx'
import { NoticeBar } from './notices/NoticeBar.tsx'
import { ProgressLine } from './notices/ProgressLine.tsx'
import { usePage, usePageState } from './page.ts'
import { TipProvider } from './parts/Tip.tsx'
import { Modal } from './parts/Modal.tsx'
import { useIsNarrow } from './parts/useMedia.ts'
import css from './App.module.css'

const { app, side, main, inspector } = css

const Inspector = lazy(async () => ({
  default: (await import('./inspector/Inspector.tsx')).Inspector,
}))
const Dialogs = lazy(async () => ({ default: (await import('./dialogs/Dialogs.tsx')).Dialogs }))

export function App() {
  const isNarrow = useIsNarrow()
  const hasSelection = usePageState((state) => state.selection !== null)
  const hasDialog = usePageState((state) => state.dialog !== null)
  return (
    <TipProvider>
      <div className={app} data-inspector={hasSelection && !isNarrow}>
        <Header />
        <ProgressLine />
        {!isNarrow && (
          <nav className={side} aria-label="Scenario">
            <ScenarioPanel />
          </nav>
        )}
        <main className={main}>
          <NoticeBar />
          <Lanes />
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
        {isNarrow && <Sheets />}
        <Suspense>{hasDialog && <Dialogs />}</Suspense>
        <DropZone />
        <LiveRegion />
      </div>
    </TipProvider>
  )
}

/** On a narrow page panels come up from below. */
function Sheets() {
  const { store } = usePage()
  const sheet = usePageState((state) => state.sheet)
  const hasSelection = usePageState((state) => state.selection !== null)
  if (sheet === 'scenario') {
    return (
      <Modal form="sheet" title="Scenario" onClose={() => store.setState({ sheet: null })}>
        <ScenarioPanel />
      </Modal>
    )
  }
  if (!hasSelection) return null
  return (
    <Modal form="sheet" title="Inspector" onClose={() => store.setState({ selection: null })}>
      <Suspense>
        <Inspector />
      </Suspense>
    </Modal>
  )
}
