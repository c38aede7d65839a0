/** The colours of the page for those who draw on canvases: read from the tokens once for each theme. */
import { type Palette, readPalette } from '../../view/palette.ts'

let last: { readonly theme: string; readonly palette: Palette } | null = null

/** `theme` is the one on show. */
export function paletteFor(theme: string): Palette {
  if (last?.theme !== theme) {
    const style = getComputedStyle(document.documentElement)
    last = { theme, palette: readPalette((name) => style.getPropertyValue(name)) }
  }
  return last.palette
}

export const shownTheme = (): string => document.documentElement.dataset['theme'] ?? ''

export const currentPalette = (): Palette => paletteFor(shownTheme())
