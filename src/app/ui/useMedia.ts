/** Questions to the browser about where the page is seen, answered again when it changes. */
import { useSyncExternalStore } from 'react'
import { themeOf } from '../actions/theme.ts'
import { usePageState } from '../page/page.ts'

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = matchMedia(query)
      list.addEventListener('change', onChange)
      return () => list.removeEventListener('change', onChange)
    },
    () => matchMedia(query).matches,
  )
}

/** One lane, sheets in place of panels. */
export const NARROW_QUERY = '(max-width: 720px)'
export const useIsNarrow = (): boolean => useMedia(NARROW_QUERY)

/** The theme on show: canvases are drawn again when it changes. */
export function useTheme(): string {
  const choice = usePageState((state) => state.theme)
  const isDark = useMedia('(prefers-color-scheme: dark)')
  return themeOf(choice, isDark)
}
