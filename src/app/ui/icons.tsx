/** The page's icons, 16 px line drawings that take the colour of the text. The logo is a circle with its load line. */
import type { ReactNode } from 'react'

interface IconProps {
  readonly children: ReactNode
  readonly isFilled?: true
}

/** Icons are decoration: the button around one carries the name. */
function Icon({ children, isFilled }: IconProps) {
  const paint =
    isFilled === true
      ? { fill: 'currentColor' }
      : { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 }
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
      strokeLinecap="round"
      strokeLinejoin="round"
      {...paint}
    >
      {children}
    </svg>
  )
}

export const Logo = () => (
  <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="7.5" fill="none" stroke="currentColor" strokeWidth="2" />
    <path d="M4 12a8 8 0 0 0 16 0z" fill="currentColor" />
    <path d="M1.5 12h21" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
  </svg>
)

export const ChevronDown = () => (
  <Icon>
    <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />
  </Icon>
)
export const ArrowUp = () => (
  <Icon>
    <path d="M8 13V3.5M4.5 7 8 3.5 11.5 7" />
  </Icon>
)

export const ArrowDown = () => (
  <Icon>
    <path d="M8 3v9.5M4.5 9 8 12.5 11.5 9" />
  </Icon>
)

export const Undo = () => (
  <Icon>
    <path d="M3 6h6.5a3.5 3.5 0 0 1 0 7H7" />
    <path d="M5.5 3.5 3 6l2.5 2.5" />
  </Icon>
)
export const Redo = () => (
  <Icon>
    <path d="M13 6H6.5a3.5 3.5 0 0 0 0 7H9" />
    <path d="M10.5 3.5 13 6l-2.5 2.5" />
  </Icon>
)
export const Theme = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
  </Icon>
)
export const Question = () => (
  <Icon>
    <path d="M5.8 6.2a2.3 2.3 0 1 1 3.2 2.1c-.7.3-1 .8-1 1.5" />
    <path d="M8 12.4v.1" />
  </Icon>
)
export const Close = () => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
)
export const ToStart = () => (
  <Icon>
    <path d="M3.5 4v8" />
    <path d="M12.5 4v8L6 8z" />
  </Icon>
)
export const StepBack = () => (
  <Icon>
    <path d="M11 4.5v7L5 8z" />
  </Icon>
)
export const StepForward = () => (
  <Icon>
    <path d="M5 4.5v7L11 8z" />
  </Icon>
)
export const Play = () => (
  <Icon isFilled>
    <path d="M4.8 3.2v9.6l8-4.8z" />
  </Icon>
)
export const Pause = () => (
  <Icon isFilled>
    <path d="M4.5 3.5h2.4v9H4.5zM9.1 3.5h2.4v9H9.1z" />
  </Icon>
)
export const NextFailure = () => (
  <Icon>
    <path d="m8 2 6 6-6 6-6-6z" />
    <path d="M8 5.5v3M8 10.6v.1" />
  </Icon>
)
export const More = () => (
  <Icon isFilled>
    <circle cx="3.5" cy="8" r="1.3" />
    <circle cx="8" cy="8" r="1.3" />
    <circle cx="12.5" cy="8" r="1.3" />
  </Icon>
)
export const Plus = () => (
  <Icon>
    <path d="M8 3.5v9M3.5 8h9" />
  </Icon>
)
export const Trash = () => (
  <Icon>
    <path d="M3 4.5h10M6.5 4V2.8h3V4M4.5 4.5l.6 8.7h5.8l.6-8.7" />
  </Icon>
)
export const ShareUp = () => (
  <Icon>
    <path d="M8 10V2.5M5.2 5 8 2.3 10.8 5M4 7.5H3v6h10v-6h-1" />
  </Icon>
)
export const Lines = () => (
  <Icon>
    <path d="M2.5 5.5h11M2.5 10.5h11" />
  </Icon>
)
export const Check = () => (
  <Icon>
    <path d="m3.5 8.5 3 3 6-7" />
  </Icon>
)
export const Pencil = () => (
  <Icon>
    <path d="M3.5 12.5l.6-2.6 6.6-6.6 2 2-6.6 6.6z M9.4 4.6l2 2" />
  </Icon>
)
export const Copy = () => (
  <Icon>
    <rect x="5.5" y="5.5" width="7.5" height="7.5" rx="1.5" />
    <path d="M10.5 3.2H4.5a1.5 1.5 0 0 0-1.5 1.5v6" />
  </Icon>
)
export const File = () => (
  <Icon>
    <path d="M4 2.5h5L12 5.5v8H4z" />
    <path d="M9 2.5v3h3" />
  </Icon>
)
