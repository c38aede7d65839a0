/** Verbs on how the page looks: its theme. */
import type { Page } from '../page/page.ts'
import type { ThemeChoice } from '../page/state.ts'
import { announce } from '../page/store.ts'

const NEXT: Readonly<Record<ThemeChoice, ThemeChoice>> = {
  system: 'light',
  light: 'dark',
  dark: 'system',
}

/** System, light, dark, and around again. */
export function cycleTheme(page: Page): void {
  const theme = NEXT[page.store.getState().theme]
  page.store.setState({ theme })
  announce(page.store, theme === 'system' ? 'Theme as the system.' : `Theme ${theme}.`)
}
