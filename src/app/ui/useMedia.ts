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

/** Room for one thing at a time, as on a phone, upright or on its side: sheets in place of panels. */
export const NARROW_QUERY = '(max-width: 720px), (max-width: 960px) and (max-height: 480px)'
export const useIsNarrow = (): boolean => useMedia(NARROW_QUERY)

/** Too low for all that the dock can show. */
export const useIsLow = (): boolean => useMedia('(max-height: 699px)')

/** Whoever points with a finger gets a keyboard over the page for each field that has the focus. */
export const usesTouch = (): boolean => matchMedia('(pointer: coarse)').matches

export const useIsSystemDark = (): boolean => useMedia('(prefers-color-scheme: dark)')
