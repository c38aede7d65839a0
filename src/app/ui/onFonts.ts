/** Tells whoever writes on a canvas that a typeface has come, and so that words have other widths. Returns how to stop. */
export function onFonts(redraw: () => void): () => void {
  document.fonts.addEventListener('loadingdone', redraw)
  return () => document.fonts.removeEventListener('loadingdone', redraw)
}
