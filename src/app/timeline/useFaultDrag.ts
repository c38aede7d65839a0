/** Taking hold of a fault on the timeline: with the pointer or with arrow keys, at its body or at its end. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { FaultSpec } from '../../faults/index.ts'
import { endEdit } from '../actions/edit.ts'
import { deleteFault, dragFault, endFaultDrag } from '../actions/faults.ts'
import { select, selectAndFocus } from '../actions/view.ts'
import { usePage } from '../page/page.ts'

const STEP_MS = 100
const BIG_STEP_MS = 1000
/** Moves of less than this are a click. */
const SLACK_PX = 3

export type FaultPart = 'body' | 'edge'
type Span = Pick<FaultSpec, 'atMs' | 'forMs'>

interface Drag {
  readonly part: FaultPart
  readonly fromX: number
  readonly span: Span
  hasMoved: boolean
}

const DIRECTIONS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
}

/** Listeners for a part of a fault. `msPerPx` is how much time a pixel of the timeline is. */
export function useFaultDrag(of: {
  readonly id: string
  readonly label: string
  readonly fault: FaultSpec
  readonly msPerPx: number
}) {
  const page = usePage()
  const { id, label, fault, msPerPx } = of
  const drag = useRef<Drag | null>(null)
  const press = (part: FaultPart) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { part, fromX: event.clientX, span: fault, hasMoved: false }
  }
  const move = (event: PointerEvent<HTMLElement>): void => {
    const own = drag.current
    if (own === null) return
    const px = event.clientX - own.fromX
    if (!own.hasMoved && Math.abs(px) < SLACK_PX) return
    own.hasMoved = true
    dragFault(page, id, changed(own.part, own.span, Math.round(px * msPerPx)))
  }
  const release = (): void => {
    if (drag.current?.hasMoved === true) {
      endFaultDrag(page, id, label)
    } else if (drag.current !== null) {
      select(page, { kind: 'fault', id })
    }
    drag.current = null
  }
  const pressKey = (part: FaultPart) => (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key]
    const isDelete = event.key === 'Delete' || event.key === 'Backspace'
    if (direction === undefined && !isDelete && event.key !== 'Enter') return
    // Else Enter would also press what gets the focus, and arrows would scrub.
    event.preventDefault()
    event.stopPropagation()
    if (isDelete) deleteFault(page, id)
    else if (direction === undefined) {
      selectAndFocus(page, { kind: 'fault', id })
    } else {
      const byMs = direction * (event.shiftKey ? BIG_STEP_MS : STEP_MS)
      dragFault(page, id, changed(event.altKey ? 'edge' : part, fault, byMs))
    }
  }
  return (part: FaultPart) => ({
    onPointerDown: press(part),
    onPointerMove: move,
    onPointerUp: release,
    onPointerCancel: release,
    onKeyDown: pressKey(part),
    onKeyUp: () => endEdit(page),
  })
}

const changed = (part: FaultPart, { atMs, forMs }: Span, byMs: number): Span =>
  part === 'body'
    ? { atMs: Math.max(0, atMs + byMs), forMs }
    : { atMs, forMs: Math.max(1, forMs + byMs) }
