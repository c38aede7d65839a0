/**
 * Parts of the page that are loaded when they are first asked for. One that cannot be had (no network, or the page was
 * published anew and the old files are gone) is said by its name, with an offer to load the page again.
 */
import { notify, type PageStore } from './store.ts'

/** Null when it could not be loaded; that has been said then. Asking again tries again. */
export async function loadPart<T>(
  store: PageStore,
  what: string,
  load: () => Promise<T>,
): Promise<T | null> {
  try {
    return await load()
  } catch {
    const text = `${what} could not be loaded: there is no connection, or a newer version of this page was published. Your scenario is kept.`
    notify(store, { tone: 'error', text, offer: { kind: 'reload' } })
    return null
  }
}
