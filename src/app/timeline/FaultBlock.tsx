/**
 * A fault on the timeline: drag it to move it, its end to lengthen it; arrow keys do both; Delete deletes.
 * The block, its end and its delete button are neighbours, so that each is a control of its own.
 */
import type { FaultSpec } from '../../faults/index.ts'
import type {
  FaultBlock as FaultGeometry,
  Timeline as TimelineGeometry,
} from '../../view/timeline.ts'
import { deleteFault } from '../actions/faults.ts'
import { usePage, usePageState } from '../page/page.ts'
import { spanWords } from '../page/timeWords.ts'
import { faultWords } from '../selectors/faultStory.ts'
import { Close } from '../ui/icons.tsx'
import css from './FaultBlock.module.css'
import { useFaultDrag } from './useFaultDrag.ts'

const { block, body, caption, edge, remove } = css

interface FaultBlockProps {
  readonly block: FaultGeometry
  readonly fault: FaultSpec
  readonly timeline: TimelineGeometry
}

const KEYS = 'Arrow keys move it, with Alt they change its length. Delete deletes it.'

export function FaultBlock({ block: place, fault, timeline }: FaultBlockProps) {
  const page = usePage()
  const { id, label } = place
  const endMs = timeline.durationUs / 1000
  const widthPx = Math.max(1, timeline.widthPx - timeline.leftPx - timeline.rightPx)
  const isSelected = usePageState(
    ({ selection }) => selection?.kind === 'fault' && selection.id === id,
  )
  const words = usePageState(({ lanes }) => faultWords(lanes, null, id))
  const help = words === '' ? KEYS : `${label}: ${words}. ${KEYS}`
  const listeners = useFaultDrag({ id, label, fault, msPerPx: endMs / widthPx })
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
        aria-description={help}
        data-tip={words === '' ? label : `${label}: ${words}`}
        {...listeners('body')}
      ></div>
      {place.caption.widthPx > 0 && (
        <span
          className={caption}
          style={{ left: place.caption.x - place.x, width: place.caption.widthPx }}
        >
          {label}
        </span>
      )}
      <div
        className={edge}
        role="slider"
        tabIndex={isSelected ? 0 : -1}
        aria-label={`Fault ${label}, length`}
        aria-valuemin={1}
        aria-valuemax={endMs}
        aria-valuenow={fault.forMs}
        aria-valuetext={`${fault.forMs / 1000} s`}
        {...listeners('edge')}
      />
      {isSelected && (
        <button
          type="button"
          className={remove}
          style={{ left: place.endX - place.x + 4 }}
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
