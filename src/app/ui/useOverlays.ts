/**
 * Menus and lists that open over the page are loaded after the first picture. Until then a button stands in for
 * each: it looks the same, and when it is pressed it loads them and the real one opens in its place.
 */
import { type RefObject, useRef, useSyncExternalStore } from 'react'
import { loadPart } from '../page/loadPart.ts'
import { usePage } from '../page/page.ts'
import type { PageStore } from '../page/store.ts'
import type { Handover } from './handover.ts'
import type { overlays as loadedOverlays } from './overlays.ts'

type Overlays = typeof loadedOverlays

let loaded: Overlays | null = null
const waiting = new Set<() => void>()

/** False when they cannot be had; that has been said then. */
async function loadOverlays(store: PageStore): Promise<boolean> {
  const overlays = loaded ?? (await loadPart(store, 'The menus', importOverlays))
  if (overlays === null) return false
  take(overlays)
  return true
}

const importOverlays = async (): Promise<Overlays> => (await import('./overlays.ts')).overlays

/** Loads them before somebody asks. What goes wrong here goes wrong again when somebody does, and is said then. */
export const preloadOverlays = (): void => void Promise.allSettled([importOverlays().then(take)])

function take(overlays: Overlays): void {
  loaded = overlays
  for (const tell of waiting) tell()
}

function subscribe(tell: () => void): () => void {
  waiting.add(tell)
  return () => waiting.delete(tell)
}

interface StandIn {
  readonly ref: RefObject<HTMLButtonElement | null>
  readonly onClick: () => void
}

export function useOverlays(): {
  /** Null until they are loaded. */
  readonly overlays: Overlays | null
  readonly handover: Handover
  /** For the button that stands in. */
  readonly standIn: StandIn
  /** Loads them; false when they cannot be had. */
  readonly load: () => Promise<boolean>
} {
  const { store } = usePage()
  const overlays = useSyncExternalStore(subscribe, () => loaded)
  const ref = useRef<HTMLButtonElement>(null)
  const isOpenDue = useRef(false)
  const handover = useRef<Handover | null>(null)
  if (overlays !== null && handover.current === null) {
    // The button is still on the page while this renders.
    const hadFocus = ref.current !== null && document.activeElement === ref.current
    handover.current = { hadFocus, isOpenDue: isOpenDue.current }
  }
  return {
    overlays,
    handover: handover.current ?? { hadFocus: false, isOpenDue: false },
    standIn: {
      ref,
      onClick: () => {
        isOpenDue.current = true
        void loadOverlays(store).then((isThere) => {
          if (!isThere) isOpenDue.current = false
        })
      },
    },
    load: () => loadOverlays(store),
  }
}
