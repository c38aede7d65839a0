/** What the browser keeps from one visit to the next: the scenario, the speed and the theme. */
import { withoutDefaults } from '../../scenario/canonical.ts'
import type { Scenario } from '../../scenario/types.ts'
import { validateScenario } from '../../scenario/validate.ts'
import type { ThemeChoice } from '../state.ts'
import type { PageStore } from '../store.ts'

const KEYS = {
  scenario: 'ballast.scenario',
  speed: 'ballast.speedMs',
  theme: 'ballast.theme',
} as const
/** After this long without an edit it is written. */
const WRITE_AFTER_MS = 600

export interface Kept {
  /** Null when nothing was kept. */
  readonly scenario: Scenario | null
  readonly speedMs: number | null
  readonly theme: ThemeChoice
  /** Why what was kept could not be used; empty when it could. */
  readonly problem: string
}

/** The storage of a browser may be switched off: then nothing is kept, and nothing breaks. */
type Store = Pick<Storage, 'getItem' | 'setItem'>

export function readKept(storage: Store | null): Kept {
  const theme = read(storage, KEYS.theme)
  const speedMs = Number(read(storage, KEYS.speed))
  const text = read(storage, KEYS.scenario)
  const kept = {
    speedMs: speedMs >= 1 && speedMs <= 10_000 ? speedMs : null,
    theme: themeFrom(theme),
  }
  if (text === null) return { ...kept, scenario: null, problem: '' }
  const parsed = parse(text)
  const result = parsed === undefined ? null : validateScenario(parsed)
  if (result?.ok === true) return { ...kept, scenario: result.scenario, problem: '' }
  const why = result?.problems[0]?.message ?? 'It is no JSON.'
  const problem = `The scenario of your last visit could not be read, so this is the default one. ${why}`
  return { ...kept, scenario: null, problem }
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

/** Keeps what changes from now on. */
export function keep(store: PageStore, storage: Store | null): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  store.subscribe((state, before) => {
    if (state.theme !== before.theme) write(storage, KEYS.theme, state.theme)
    if (state.speedMs !== before.speedMs) write(storage, KEYS.speed, String(state.speedMs))
    if (state.scenario === before.scenario) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      write(storage, KEYS.scenario, JSON.stringify(withoutDefaults(store.getState().scenario)))
    }, WRITE_AFTER_MS)
  })
}

const themeFrom = (text: string | null): ThemeChoice =>
  text === 'light' || text === 'dark' ? text : 'system'
