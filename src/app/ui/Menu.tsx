/** Verbs behind a button. */
import { cloneElement, useEffect } from 'react'
import type { MenuProps } from './overlayProps.ts'
import { loadOverlays, useOverlays } from './useOverlays.ts'

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
