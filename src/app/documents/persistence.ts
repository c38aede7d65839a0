/** What the browser's storage keeps from one visit to the next: the scenario, the speed and the theme. */
import { withoutDefaults } from '../../scenario/document/canonical.ts'
import { validateScenario } from '../../scenario/document/validate.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { FieldsPersistedIn, PageState, Part, ThemeChoice } from '../page/state.ts'
import type { PageStore } from '../page/store.ts'

const KEYS: { readonly [Field in FieldsPersistedIn<'localStorage'>]: string } = {
  scenario: 'ballast.scenario',
  speedMs: 'ballast.speedMs',
  theme: 'ballast.theme',
  part: 'ballast.part',
}
/** After this long without an edit it is written. */
const WRITE_AFTER_MS = 600

export interface PersistedState {
  /** Null when there was none. */
  readonly scenario: Scenario | null
  readonly speedMs: number | null
  readonly theme: ThemeChoice
  readonly part: Part | null
  /** Why the scenario that was kept could not be used; empty when it could. */
  readonly problem: string
}

/** The storage of a browser may be switched off: then nothing is kept, and nothing breaks. */
type Store = Pick<Storage, 'getItem' | 'setItem'>

export function readPersisted(storage: Store | null): PersistedState {
  const theme = read(storage, KEYS.theme)
  const speedMs = Number(read(storage, KEYS.speedMs))
  const text = read(storage, KEYS.scenario)
  const view = {
    speedMs: speedMs >= 1 && speedMs <= 10_000 ? speedMs : null,
    theme: themeFrom(theme),
    part: partFrom(read(storage, KEYS.part)),
  }
  if (text === null) return { ...view, scenario: null, problem: '' }
  const parsed = parse(text)
  const result = parsed === undefined ? null : validateScenario(parsed)
  if (result?.ok === true) return { ...view, scenario: result.scenario, problem: '' }
  const why = result?.problems[0]?.message ?? 'It is no JSON.'
  const problem = `The scenario of your last visit could not be read, so this is the default one. ${why}`
  return { ...view, scenario: null, problem }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
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
    // A full or forbidden storage: the page works on, it will only not remember.
  }
}

/** How each field that may be kept is written. */
const WRITERS: {
  readonly [Field in FieldsPersistedIn<'localStorage'>]: (state: PageState) => string
} = {
  scenario: ({ scenario }) => JSON.stringify(withoutDefaults(scenario)),
  speedMs: ({ speedMs }) => String(speedMs),
  theme: ({ theme }) => theme,
  part: ({ part }) => part ?? '',
}
const FIELDS = Object.keys(WRITERS) as readonly FieldsPersistedIn<'localStorage'>[]

/** Writes what changes from now on. Returns how to write at once what is still to be written. */
export function persist(store: PageStore, storage: Store | null): () => void {
  const changed = new Set<(typeof FIELDS)[number]>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const writeChanged = (): void => {
    for (const field of changed) write(storage, KEYS[field], WRITERS[field](store.getState()))
    changed.clear()
  }
  store.subscribe((state, before) => {
    const fields = FIELDS.filter((field) => state[field] !== before[field])
    if (fields.length === 0) return
    for (const field of fields) changed.add(field)
    clearTimeout(timer)
    timer = setTimeout(writeChanged, WRITE_AFTER_MS)
  })
  return writeChanged
}

const themeFrom = (text: string | null): ThemeChoice =>
  text === 'light' || text === 'dark' ? text : 'system'

const partFrom = (text: string | null): Part | null =>
  text === 'stage' || text === 'compare' || text === 'both' ? text : null
