/** The colours of the page for those who draw on canvases: read from the tokens once for each theme. */
import { type Palette, readPalette } from '../../view/palette.ts'

let last: { readonly theme: string; readonly palette: Palette } | null = null

export function currentPalette(): Palette {
  const root = document.documentElement
  const theme = root.dataset['theme'] ?? ''
  if (last?.theme !== theme) {
    const style = getComputedStyle(root)
    last = { theme, palette: readPalette((name) => style.getPropertyValue(name)) }
  }
  return last.palette
}
