/** The size of an element's content, as long as it is on the page. */
import { type RefObject, useLayoutEffect, useState } from 'react'

export interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** Null until it is known, which is before the first picture. */
export function useSize(ref: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = (): void => {
      const [widthPx, heightPx] = [element.clientWidth, element.clientHeight]
      setSize((old) =>
        old?.widthPx === widthPx && old.heightPx === heightPx ? old : { widthPx, heightPx },
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return size
}
