/** Questions to the browser about where the page is seen, answered again when it changes. */
import { useSyncExternalStore } from 'react'

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

/** Room for one thing at a time: sheets in place of panels. */
export const NARROW_QUERY = '(max-width: 720px)'
export const useIsNarrow = (): boolean => useMedia(NARROW_QUERY)

export const useIsSystemDark = (): boolean => useMedia('(prefers-color-scheme: dark)')
