/**
 * The address and the page agree: a link in it is opened, Back brings back what was on show there, and after an edit
 * the address no longer claims to be the scenario.
 */
import { openKept, openLink, showAgain } from '../actions/open.ts'
import { freshDocumentId } from '../documents/archive.ts'
import type { Page } from './page.ts'
import type { Snapshot } from './state.ts'

interface Entry {
  readonly entry: string
  readonly document: string
}

const entryOf = (state: unknown): Entry | null =>
  typeof state === 'object' && state !== null && 'entry' in state && 'document' in state
    ? (state as Entry)
    : null

export function followAddress(page: Page): void {
  const shown = new Map<string, Snapshot>()
  let here = entryOf(history.state)?.entry ?? freshDocumentId()
  const mark = (address = location.href): void =>
    history.replaceState(
      { entry: here, document: page.store.getState().document.id } satisfies Entry,
      '',
      address,
    )
  /** The browser has gone to another entry, old or new; true when it is an old one. */
  const arrive = (): boolean => {
    const entry = entryOf(history.state)
    if (entry?.entry === here) return true
    shown.set(here, snapshotOf(page))
    here = entry?.entry ?? freshDocumentId()
    if (entry === null) return false
    const snapshot = shown.get(here)
    if (snapshot !== undefined) showAgain(page, snapshot)
    else if (location.hash.length > 1) void openLink(page, location.hash)
    else void openKept(page, entry.document)
    return true
  }
  mark()
  addEventListener('popstate', () => {
    // A new entry comes with a link, and `hashchange` follows.
    if (entryOf(history.state) !== null) arrive()
  })
  addEventListener('hashchange', () => {
    if (arrive()) return
    mark()
    if (location.hash.length > 1) void openLink(page, location.hash)
  })
  page.store.subscribe((state, before) => {
    if (state.document !== before.document) mark()
    else if (state.scenario !== before.scenario && location.hash !== '') mark(bareAddress())
  })
}

const bareAddress = (): string => location.href.replace(/#.*$/, '')

function snapshotOf({ store, playback }: Page): Snapshot {
  const { scenario, document, selection, shownLane, speedMs, goalMs } = store.getState()
  const { playheadUs } = playback
  return { scenario, document, selection, shownLane, speedMs, goalMs, playheadUs }
}
