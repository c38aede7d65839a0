/**
 * Help in a bubble: one bubble for the whole page, and any number of things that it can point at.
 * What it says must be there for those who see no bubble, too: `HelpText` puts it where a control describes itself.
 */
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import css from './Tip.module.css'

const { bubble } = css
const handle = Tooltip.createHandle<string>()

interface TipProps {
  readonly text: string
  /** One element; it gets the pointer and focus listeners. */
  readonly children: ReactElement<Record<string, unknown>>
}

export const Tip = ({ text, children }: TipProps) => (
  <Tooltip.Trigger handle={handle} payload={text} render={children} delay={500} />
)

/** Stands once on the page, around everything. */
export const TipProvider = ({ children }: { readonly children: ReactNode }) => (
  <Tooltip.Provider>
    {children}
    <Tooltip.Root handle={handle}>
      {({ payload }) => (
        <Tooltip.Portal>
          <Tooltip.Positioner sideOffset={6} style={{ zIndex: 30 }}>
            <Tooltip.Popup className={bubble}>{payload}</Tooltip.Popup>
          </Tooltip.Positioner>
        </Tooltip.Portal>
      )}
    </Tooltip.Root>
  </Tooltip.Provider>
)
