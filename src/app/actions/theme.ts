/** Verbs on how the page looks: its theme. */
import type { Page } from '../page/page.ts'
import type { ThemeChoice } from '../page/state.ts'
import { announce } from '../page/store.ts'

/** The other one, the system's own, and what the system says: every step but the last can be seen. */
function nextTheme(choice: ThemeChoice): ThemeChoice {
  const ofSystem = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  if (choice === 'system') return ofSystem === 'dark' ? 'light' : 'dark'
  return choice === ofSystem ? 'system' : ofSystem
}

export function cycleTheme(page: Page): void {
  const theme = nextTheme(page.store.getState().theme)
  page.store.setState({ theme })
  announce(page.store, theme === 'system' ? 'Theme as the system.' : `Theme ${theme}.`)
}
