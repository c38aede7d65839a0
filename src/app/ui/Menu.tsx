/** Verbs behind a button. */
import { cloneElement, type ReactElement, useEffect } from 'react'
import { loadOverlays, useOverlays } from './useOverlays.ts'

export type MenuEntry =
  | {
      readonly kind: 'item'
      readonly key: string
      readonly label: string
      readonly onChoose: () => void
      /** One sentence below, or the reason why it cannot be chosen. */
      readonly text?: string | undefined
      readonly isDisabled?: boolean
      readonly isDanger?: boolean
    }
  | { readonly kind: 'divider'; readonly key: string }
  | {
      readonly kind: 'group'
      readonly key: string
      readonly label: string
      readonly entries: readonly MenuEntry[]
    }

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end'
  readonly isOpen?: boolean
  readonly onOpenChange?: (isOpen: boolean) => void
}

export function Menu(props: MenuProps) {
  const { trigger, isOpen, onOpenChange } = props
  const { overlays, handover, standIn } = useOverlays()
  useEffect(() => {
    // A key may ask for it before there is one.
    if (isOpen === true) void loadOverlays()
  }, [isOpen])
  if (overlays !== null) return <overlays.MenuPopup {...props} handover={handover} />
  return cloneElement(trigger, {
    ...standIn,
    onClick: () => {
      standIn.onClick()
      onOpenChange?.(true)
    },
    'aria-haspopup': 'menu',
    'aria-expanded': false,
  })
}
