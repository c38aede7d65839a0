/** What the browser keeps from one visit to the next in small: the speed, the theme, the part on show. Documents are in the archive. */
import type { FieldsPersistedIn, PageState, Part, ThemeChoice } from '../page/state.ts'
import type { PageStore } from '../page/store.ts'
import { type Archive, freshDocumentId } from './archive.ts'

const KEYS: { readonly [Field in FieldsPersistedIn<'localStorage'>]: string } = {
  speedMs: 'ballast.speedMs',
  theme: 'ballast.theme',
  part: 'ballast.part',
}
/** Where the one scenario was that earlier versions kept. */
const OLD_SCENARIO = 'ballast.scenario'

export interface PersistedState {
  readonly speedMs: number | null
  readonly theme: ThemeChoice
  readonly part: Part | null
}

/** The storage of a browser may be switched off: then nothing is kept, and nothing breaks. */
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export function readPersisted(storage: Store | null): PersistedState {
  const speedMs = Number(read(storage, KEYS.speedMs))
  return {
    speedMs: speedMs >= 1 && speedMs <= 10_000 ? speedMs : null,
    theme: themeFrom(read(storage, KEYS.theme)),
    part: partFrom(read(storage, KEYS.part)),
  }
}

/** Takes the scenario that an earlier version kept into the archive, once, as it is. */
export async function takeOver(storage: Store | null, archive: Archive): Promise<void> {
  const text = read(storage, OLD_SCENARIO)
  if (text === null) return
  const kept = { id: freshDocumentId(), title: titleIn(text), text, savedAtMs: Date.now() }
  await archive.write(kept, 0)
  storage?.removeItem(OLD_SCENARIO)
}

function titleIn(text: string): string {
  try {
    const { title } = JSON.parse(text) as { readonly title?: unknown }
    return typeof title === 'string' ? title.slice(0, 200) : 'Untitled'
  } catch {
    return 'Unreadable scenario'
  }
}

function read(storage: Store | null, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null
  } catch {
    return null
  }
}

function write(storage: Store | null, key: string, text: string): void {
  try {
    storage?.setItem(key, text)
  } catch {
    // Speed and theme are a matter of taste: that a scenario cannot be kept is said by the keeper.
  }
}

/** How each field that may be kept is written. */
const WRITERS: {
  readonly [Field in FieldsPersistedIn<'localStorage'>]: (state: PageState) => string
} = {
  speedMs: ({ speedMs }) => String(speedMs),
  theme: ({ theme }) => theme,
  part: ({ part }) => part ?? '',
}
const FIELDS = Object.keys(WRITERS) as readonly FieldsPersistedIn<'localStorage'>[]

/** Writes what changes from now on. */
export function persist(store: PageStore, storage: Store | null): void {
  store.subscribe((state, before) => {
    for (const field of FIELDS) {
      if (state[field] !== before[field]) write(storage, KEYS[field], WRITERS[field](state))
    }
  })
}

const themeFrom = (text: string | null): ThemeChoice =>
  text === 'light' || text === 'dark' ? text : 'system'

const partFrom = (text: string | null): Part | null =>
  text === 'stage' || text === 'compare' || text === 'both' ? text : null
