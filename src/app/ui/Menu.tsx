/** Verbs behind a button. */
import { cloneElement, useEffect } from 'react'
import type { MenuProps } from './overlayProps.ts'
import { useOverlays } from './useOverlays.ts'

export function Menu(props: MenuProps) {
  const { trigger, isOpen, onOpenChange } = props
  const { overlays, handover, standIn, load } = useOverlays()
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once each time it opens
  useEffect(() => {
    if (isOpen !== true || overlays !== null) return
    // A key may ask for it before there is one. What cannot be shown is not open.
    void load().then((isThere) => {
      if (!isThere) onOpenChange?.(false)
    })
  }, [isOpen])
  if (overlays !== null) return <overlays.MenuPopup {...props} handover={handover} />
  return cloneElement(trigger, {
    ...standIn,
    onClick: () => {
      // One that others open is loaded as it opens.
      if (onOpenChange === undefined) standIn.onClick()
      else onOpenChange(true)
    },
    'aria-haspopup': 'menu',
    'aria-expanded': false,
  })
}
