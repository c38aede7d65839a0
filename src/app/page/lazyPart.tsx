/** A component that is loaded when it is first shown. */
import { type ComponentType, useEffect, useState } from 'react'
import { loadPart } from './loadPart.ts'
import { type Page, usePage } from './page.ts'

export interface LazyPart {
  /** What a sentence calls it, at its beginning: `The inspector`. */
  readonly what: string
  readonly load: () => Promise<ComponentType>
  /** The class of what keeps its place until it is there. */
  readonly place?: string | undefined
  /** Closes what cannot be shown. */
  readonly onMissing?: (page: Page) => void
}

/** Those that are there, for the next time. */
const loaded = new Map<LazyPart, ComponentType>()

export function Lazy({ part }: { readonly part: LazyPart }) {
  const page = usePage()
  const [, setCount] = useState(0)
  // Of the part as it is now: another may take its place.
  const Shown = loaded.get(part) ?? null
  useEffect(() => {
    if (loaded.has(part)) return
    void loadPart(page.store, part.what, part.load).then((component) => {
      if (component === null) {
        part.onMissing?.(page)
        return
      }
      loaded.set(part, component)
      setCount((count) => count + 1)
    })
  }, [page, part])
  if (Shown !== null) return <Shown />
  return part.place === undefined ? null : <div className={part.place} />
}
