/** The first thing that the keyboard comes to: past the head of the page, to the lanes. Seen only with the focus on it. */
import type { RefObject } from 'react'
import css from './SkipLink.module.css'

const { skip } = css

/** A button: a link to a place on the page would take the place of a scenario in the address. */
export const SkipLink = ({ to }: { readonly to: RefObject<HTMLElement | null> }) => (
  <button type="button" className={skip} onClick={() => to.current?.focus()}>
    Skip to the lanes
  </button>
)
