/** Buttons: an icon with a name, a word, and the one filled button of the page. */
import type { ComponentPropsWithRef, ReactNode } from 'react'
import css from './Button.module.css'
import { cx } from './cx.ts'

const { icon, word, filled, outlined } = css

type NativeProps = Omit<ComponentPropsWithRef<'button'>, 'type' | 'className'>

interface IconButtonProps extends NativeProps {
  /** What it does; shown in a bubble, and its name. */
  readonly label: string
  /** Its key, for the bubble: `Space`. */
  readonly shortcut?: string
  readonly children: ReactNode
  readonly className?: string | undefined
}

export function IconButton({ label, shortcut, children, className, ...rest }: IconButtonProps) {
  const text = shortcut === undefined ? label : `${label} (${shortcut})`
  return (
    <button
      type="button"
      {...rest}
      className={cx(icon, className)}
      aria-label={label}
      data-tip={text}
    >
      {children}
    </button>
  )
}

interface WordButtonProps extends NativeProps {
  readonly look?: 'plain' | 'filled' | 'outlined'
}

export const WordButton = ({ look = 'plain', ...rest }: WordButtonProps) => (
  <button
    type="button"
    {...rest}
    className={cx(word, look === 'filled' && filled, look === 'outlined' && outlined)}
  />
)
