/** Verbs behind a button. */
import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import css from './Menu.module.css'
import { cx } from './cx.ts'

const { popup, item, heading, divider, note, danger } = css

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
  readonly isOpen?: boolean
  readonly onOpenChange?: (isOpen: boolean) => void
}

export const Menu = ({ trigger, children, align = 'start', isOpen, onOpenChange }: MenuProps) => (
  <Base.Root
    modal={false}
    {...(isOpen === undefined ? {} : { open: isOpen })}
    {...(onOpenChange === undefined ? {} : { onOpenChange })}
  >
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner align={align} sideOffset={4} style={{ zIndex: 25 }}>
        <Base.Popup className={popup}>{children}</Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)

interface MenuItemProps {
  readonly onChoose: () => void
  readonly children: ReactNode
  /** One sentence below, or the reason why it cannot be chosen. */
  readonly text?: string | undefined
  readonly isDisabled?: boolean
  readonly isDanger?: boolean
}

export const MenuItem = ({ onChoose, children, text, isDisabled, isDanger }: MenuItemProps) => (
  <Base.Item
    className={cx(item, isDanger === true && danger)}
    onClick={onChoose}
    disabled={isDisabled === true}
  >
    <span>{children}</span>
    {text !== undefined && <span className={note}>{text}</span>}
  </Base.Item>
)

export const MenuGroup = ({
  label,
  children,
}: { readonly label: string; readonly children: ReactNode }) => (
  <Base.Group>
    <Base.GroupLabel className={heading}>{label}</Base.GroupLabel>
    {children}
  </Base.Group>
)

export const MenuDivider = () => <Base.Separator className={divider} />
