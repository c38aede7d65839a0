/** Verbs on what this browser keeps: list, rename, duplicate, delete and put back. */
import { setAt } from '../../scenario/edits/set.ts'
import { freshDocumentId, type KeptDocument } from '../documents/archive.ts'
import type { Page } from '../page/page.ts'
import { announce, notify } from '../page/store.ts'
import { applyEdit } from './edit.ts'
import { closeNotice } from './view.ts'

/** The newest first; none where the browser keeps nothing. */
export async function listDocuments(page: Page): Promise<readonly KeptDocument[]> {
  await page.keeper.flush()
  return page.archive.then((archive) => archive.list()).catch(() => [])
}

/** The open one is edited; another is written under its new name. */
export async function renameDocument(page: Page, kept: KeptDocument, title: string): Promise<void> {
  const { document } = page.store.getState()
  if (document.id === kept.id) {
    renameScenario(page, title)
    return
  }
  const text = retitled(page, kept, title)
  if (text === null) return
  const { revision, ...same } = kept
  const written = await (await page.archive).write({ ...same, title, text }, revision)
  announce(page.store, written === null ? 'Another tab has changed it.' : 'Renamed.')
}

/** The one that is open. Without a name it keeps the one it has. */
export function renameScenario(page: Page, title: string): void {
  const { scenario } = page.store.getState()
  if (title !== '') applyEdit(page, setAt(scenario, ['title'], title), { words: 'Renamed.' })
}

export async function duplicateDocument(page: Page, kept: KeptDocument): Promise<void> {
  const title = `${kept.title} (copy)`
  const text = retitled(page, kept, title)
  if (text === null) return
  const copy = { id: freshDocumentId(), title, text, savedAtMs: Date.now() }
  await (await page.archive).write(copy, 0)
  announce(page.store, 'Duplicated.')
}

/** What is on show stays on show; an edit keeps it anew. */
export async function deleteDocument(page: Page, kept: KeptDocument): Promise<void> {
  await (await page.archive).remove(kept.id)
  page.keeper.hasDeleted(kept.id)
  const text = `${kept.title} is deleted.`
  notify(page.store, { tone: 'plain', text, offer: { kind: 'restore', document: kept } })
}

export async function restoreDocument(page: Page, kept: KeptDocument): Promise<void> {
  const revision = await (await page.archive).write(kept, 0)
  if (revision !== null) page.keeper.hasRead(kept.id, revision)
  closeNotice(page)
  announce(page.store, `${kept.title} is back.`)
}

/** The kept text under another title; null, and said, when it is no JSON. */
function retitled(page: Page, kept: KeptDocument, title: string): string | null {
  try {
    return JSON.stringify({ ...(JSON.parse(kept.text) as object), title })
  } catch {
    const text = `${kept.title} cannot be read, so it stays as it is.`
    notify(page.store, { tone: 'error', text, offer: null })
    return null
  }
}
