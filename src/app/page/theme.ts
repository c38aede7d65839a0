/** Light or dark: what a choice comes to, and the colours of the one on show for those who draw on canvases. */
import { type Palette, readPalette } from '../../view/palette.ts'
import { useIsSystemDark } from '../ui/useMedia.ts'
import { usePageState } from './page.ts'
import type { ThemeChoice } from './state.ts'

/** The theme that a choice comes to on this system. */
export const themeOf = (choice: ThemeChoice, isSystemDark: boolean): 'light' | 'dark' =>
  choice === 'system' ? (isSystemDark ? 'dark' : 'light') : choice

/** The theme on show: canvases are drawn again when it changes. */
export function useTheme(): string {
  const choice = usePageState((state) => state.theme)
  return themeOf(choice, useIsSystemDark())
}

export const shownTheme = (): string => document.documentElement.dataset['theme'] ?? ''

/** Read from the tokens once for each theme. */
let last: { readonly theme: string; readonly palette: Palette } | null = null

/** `theme` is the one on show. */
export function paletteFor(theme: string): Palette {
  if (last?.theme !== theme) {
    const style = getComputedStyle(document.documentElement)
    last = { theme, palette: readPalette((name) => style.getPropertyValue(name)) }
  }
  return last.palette
}

export const currentPalette = (): Palette => paletteFor(shownTheme())
