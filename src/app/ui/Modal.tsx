/** A dialog over the page: title, close button, Esc and a click beside it close it. */
import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'
import { IconButton } from './Button.tsx'
import { Close } from './icons.tsx'
import css from './Modal.module.css'

const { backdrop, popup, head, heading } = css

interface ModalProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** `wide` has room for a chart, `full` takes what there is; `sheet` rises from the lower edge of a narrow page. */
  readonly form?: 'dialog' | 'wide' | 'full' | 'sheet'
  /** What has the focus at first, so that one can type: else what comes first, the close button. */
  readonly initialFocus?: RefObject<HTMLElement | null>
}

export const Modal = ({ title, onClose, children, form = 'dialog', initialFocus }: ModalProps) => (
  <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
    <Dialog.Portal>
      <Dialog.Backdrop className={backdrop} />
      <Dialog.Popup className={popup} data-form={form} initialFocus={initialFocus}>
        <div className={head}>
          <Dialog.Title className={heading}>{title}</Dialog.Title>
          <Dialog.Close
            render={
              <IconButton label="Close">
                <Close />
              </IconButton>
            }
          />
        </div>
        {children}
      </Dialog.Popup>
    </Dialog.Portal>
  </Dialog.Root>
)
