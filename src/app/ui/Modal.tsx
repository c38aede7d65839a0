/** A dialog over the page: title, close button, Esc and a click beside it close it. */
import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { IconButton } from './Button.tsx'
import { Close } from './icons.tsx'
import css from './Modal.module.css'

const { backdrop, popup, head, heading } = css

interface ModalProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** `sheet` rises from the lower edge of a narrow page. */
  readonly form?: 'dialog' | 'sheet'
}

export const Modal = ({ title, onClose, children, form = 'dialog' }: ModalProps) => (
  <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
    <Dialog.Portal>
      <Dialog.Backdrop className={backdrop} />
      <Dialog.Popup className={popup} data-form={form}>
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
