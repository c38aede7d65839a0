/** The right panel: what is selected, in every lane. */
import { type ReactNode, useEffect, useRef } from 'react'
import { deselect, takeInspectorFocus } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { Selection } from '../page/state.ts'
import { IconButton } from '../ui/Button.tsx'
import { Close } from '../ui/icons.tsx'
import { useIsNarrow } from '../ui/useMedia.ts'
import { CalledInspector } from './CalledInspector.tsx'
import { ClientInspector } from './ClientInspector.tsx'
import { FaultInspector } from './FaultInspector.tsx'
import { HostInspector } from './HostInspector.tsx'
import css from './Inspector.module.css'
import { NodeInspector } from './NodeInspector.tsx'
import { RequestInspector } from './RequestInspector.tsx'
import { ResolverInspector } from './ResolverInspector.tsx'
import { TargetInspector } from './TargetInspector.tsx'

const { inspector, closer } = css

export function Inspector() {
  const page = usePage()
  const selection = usePageState((state) => state.selection)
  const isNarrow = useIsNarrow()
  const box = useRef<HTMLDivElement>(null)
  const cameFrom = useRef<Element | null>(null)
  const key = selection === null ? '' : JSON.stringify(selection)
  useEffect(() => {
    if (key === '' || !takeInspectorFocus(page)) return
    cameFrom.current = document.activeElement
    // Not on a word, which would say at once what it means and cover what is below.
    box.current?.querySelector<HTMLElement>('button:not([data-term]), input')?.focus()
  }, [key, page])
  useEffect(
    () => () => {
      // Back to where the key was pressed, if that is still there.
      if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) {
        cameFrom.current.focus()
      }
    },
    [],
  )
  if (selection === null) return null
  return (
    <div ref={box} className={inspector} data-testid="inspector">
      {body(selection)}
      {!isNarrow && (
        <IconButton
          className={closer}
          label="Close the inspector"
          shortcut="Esc"
          onClick={() => deselect(page)}
        >
          <Close />
        </IconButton>
      )}
    </div>
  )
}

function body(selection: Selection): ReactNode {
  switch (selection.kind) {
    case 'target':
      return <TargetInspector key={selection.id} id={selection.id} />
    case 'host':
      return <HostInspector key={selection.id} id={selection.id} />
    case 'node':
      return <NodeInspector key={selection.id} id={selection.id} />
    case 'resolver':
      return <ResolverInspector key={selection.id} id={selection.id} />
    case 'client':
      return <ClientInspector key={selection.id} id={selection.id} />
    case 'dependency':
    case 'identity-provider':
      return <CalledInspector key={selection.kind} kind={selection.kind} />
    case 'fault':
      return <FaultInspector key={selection.id} id={selection.id} />
    case 'request':
      return <RequestInspector name={selection.name} lane={selection.lane} />
  }
}
