/**
 * A fault on the timeline: drag it to move it, its end to lengthen it; arrow keys do both; Delete deletes.
 * The block, its end and its delete button are neighbours, so that each is a control of its own.
 */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { FaultSpec } from '../../faults/index.ts'
import type {
  FaultBlock as FaultGeometry,
  Timeline as TimelineGeometry,
} from '../../view/timeline.ts'
import { deleteFault, dragFault } from '../actions/faults.ts'
import { spanWords } from '../controls/FaultList.tsx'
import { usePage, usePageState } from '../page.ts'
import { Close } from '../parts/icons.tsx'
import { announce, endEdit } from '../store.ts'
import css from './FaultBlock.module.css'

const { block, body, caption, edge, remove } = css

interface FaultBlockProps {
  readonly block: FaultGeometry
  readonly fault: FaultSpec
  readonly timeline: TimelineGeometry
}

const STEP_MS = 100
const BIG_STEP_MS = 1000
/** Moves of less than this are a click. */
const SLACK_PX = 3

interface Drag {
  readonly part: 'body' | 'edge'
  readonly fromX: number
  readonly atMs: number
  readonly forMs: number
  hasMoved: boolean
}

export function FaultBlock({ block: place, fault, timeline }: FaultBlockProps) {
  const page = usePage()
  const { id, label } = place
  const endMs = timeline.durationUs / 1000
  const msPerPx = endMs / Math.max(1, timeline.widthPx - timeline.leftPx - timeline.rightPx)
  const isSelected = usePageState(
    ({ selection }) => selection?.kind === 'fault' && selection.id === id,
  )
  const drag = useRef<Drag | null>(null)
  const select = (): void => page.store.setState({ selection: { kind: 'fault', id } })
  const change = (
    part: Drag['part'],
    byMs: number,
    from: Pick<FaultSpec, 'atMs' | 'forMs'>,
  ): void => {
    const snapped = Math.round(byMs)
    dragFault(
      page,
      id,
      part === 'body'
        ? { atMs: Math.max(0, from.atMs + snapped), forMs: from.forMs }
        : { atMs: from.atMs, forMs: Math.max(1, from.forMs + snapped) },
    )
  }
  const press = (part: Drag['part']) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = {
      part,
      fromX: event.clientX,
      atMs: fault.atMs,
      forMs: fault.forMs,
      hasMoved: false,
    }
  }
  const move = (event: PointerEvent<HTMLElement>): void => {
    const own = drag.current
    if (own === null) return
    const px = event.clientX - own.fromX
    if (!own.hasMoved && Math.abs(px) < SLACK_PX) return
    own.hasMoved = true
    change(own.part, px * msPerPx, own)
  }
  const release = (): void => {
    if (drag.current?.hasMoved === true) {
      endEdit(page.store)
      announce(page.store, `${label}, ${spanWords(fault)}.`)
    } else if (drag.current !== null) select()
    drag.current = null
  }
  const pressKey = (part: Drag['part']) => (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      deleteFault(page, id)
    }
    if (event.key === 'Enter') {
      // Else the same key would press what gets the focus.
      event.preventDefault()
      page.store.setState({ selection: { kind: 'fault', id }, isInspectorFocusDue: true })
    }
    const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key]
    if (direction === undefined) return
    event.preventDefault()
    event.stopPropagation()
    change(
      event.altKey ? 'edge' : part,
      direction * (event.shiftKey ? BIG_STEP_MS : STEP_MS),
      fault,
    )
  }
  const pointer = (part: Drag['part']) => ({
    onPointerDown: press(part),
    onPointerMove: move,
    onPointerUp: release,
    onPointerCancel: release,
  })
  return (
    <div
      className={block}
      style={{ left: place.x, top: place.y, width: place.widthPx, height: place.heightPx }}
      data-tone={place.tone}
      data-selected={isSelected}
      data-fault={id}
    >
      <div
        className={body}
        role="slider"
        tabIndex={0}
        aria-label={`Fault ${label}, start`}
        aria-valuemin={0}
        aria-valuemax={endMs}
        aria-valuenow={fault.atMs}
        aria-valuetext={spanWords(fault)}
        aria-description="Arrow keys move it, with Alt they change its length. Delete deletes it."
        onKeyDown={pressKey('body')}
        onKeyUp={() => endEdit(page.store)}
        {...pointer('body')}
      >
        <span className={caption}>{label}</span>
      </div>
      <div
        className={edge}
        role="slider"
        tabIndex={isSelected ? 0 : -1}
        aria-label={`Fault ${label}, length`}
        aria-valuemin={1}
        aria-valuemax={endMs}
        aria-valuenow={fault.forMs}
        aria-valuetext={`${fault.forMs / 1000} s`}
        onKeyDown={pressKey('edge')}
        onKeyUp={() => endEdit(page.store)}
        {...pointer('edge')}
      />
      {isSelected && (
        <button
          type="button"
          className={remove}
          aria-label={`Delete ${label}`}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => deleteFault(page, id)}
        >
          <Close />
        </button>
      )}
    </div>
  )
}
