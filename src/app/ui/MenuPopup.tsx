/** Verbs behind a button, with the list that opens: the whole of `Menu`, once it is loaded. */
import { Menu as Base } from '@base-ui/react/menu'
import { useEffect, useRef, useState } from 'react'
import { cx } from './cx.ts'
import type { Handover } from './handover.ts'
import css from './Menu.module.css'
import type { MenuEntry, MenuProps } from './overlayProps.ts'

const { popup, item, heading, divider, note, danger } = css

export function MenuPopup({ handover, ...props }: MenuProps & { readonly handover: Handover }) {
  const { trigger, entries, align = 'start', isOpen, onOpenChange } = props
  const ref = useRef<HTMLButtonElement>(null)
  const [isOpenHere, setOpenHere] = useState(handover.isOpenDue)
  useEffect(() => {
    if (handover.hadFocus) ref.current?.focus()
  }, [handover])
  return (
    <Base.Root
      modal={false}
      open={isOpen ?? isOpenHere}
      onOpenChange={(next) => {
        setOpenHere(next)
        onOpenChange?.(next)
      }}
    >
      <Base.Trigger ref={ref} render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} style={{ zIndex: 25 }}>
          <Base.Popup className={popup}>
            {entries.map((entry) => (
              <Entry key={entry.key} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if (entry.kind === 'divider') return <Base.Separator className={divider} />
  if (entry.kind === 'group') {
    return (
      <Base.Group>
        <Base.GroupLabel className={heading}>{entry.label}</Base.GroupLabel>
        {entry.entries.map((each) => (
          <Entry key={each.key} entry={each} />
        ))}
      </Base.Group>
    )
  }
  return (
    <Base.Item
      className={cx(item, entry.isDanger === true && danger)}
      onClick={entry.onChoose}
      disabled={entry.isDisabled === true}
    >
      <span>{entry.label}</span>
      {entry.text !== undefined && <span className={note}>{entry.text}</span>}
    </Base.Item>
  )
}
