/** The whole run on one line: the playhead, the lanes' p99, and the faults as things that one can take hold of. */
import { type PointerEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { own } from '../../scenario/document/json.ts'
import { timelineUs } from '../../view/timeline.ts'
import { scrubTo } from '../actions/transport.ts'
import { usePage, usePageState } from '../page/page.ts'
import { useTheme } from '../page/theme.ts'
import { selectMeasured } from '../selectors/laneViews.ts'
import { onFonts } from '../ui/onFonts.ts'
import { useIsLow, useIsNarrow } from '../ui/useMedia.ts'
import { useSize } from '../ui/useSize.ts'
import { FaultBlock } from './FaultBlock.tsx'
import { Playhead } from './Playhead.tsx'
import css from './Timeline.module.css'
import { drawTimeline, timelineIn } from './timelinePainter.ts'

const { track, gutter, more } = css

export function Timeline() {
  const page = usePage()
  const isNarrow = useIsNarrow()
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [isOpen, setOpen] = useState(false)
  const faults = usePageState((state) => state.scenario.faults)
  const timeline = useTimeline({ box, canvas, isNarrow, isOpen })
  const isScrubbing = useRef(false)
  const scrub = (event: PointerEvent): void => {
    if (timeline === null || box.current === null) return
    scrubTo(page, timelineUs(timeline, event.clientX - box.current.getBoundingClientRect().left))
  }
  const stopScrubbing = (): void => {
    isScrubbing.current = false
  }
  return (
    <div
      ref={box}
      className={track}
      style={timeline === null ? undefined : { height: timeline.heightPx }}
      data-testid="timeline"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        isScrubbing.current = true
        scrub(event)
      }}
      onPointerMove={(event) => {
        if (isScrubbing.current) scrub(event)
      }}
      onPointerUp={stopScrubbing}
      onPointerCancel={stopScrubbing}
    >
      <canvas ref={canvas} />
      {!isNarrow && (
        <span className={gutter} aria-hidden="true">
          p99
        </span>
      )}
      {timeline?.blocks.map((block) => {
        const fault = own(faults, block.id)
        return fault === undefined ? null : (
          <FaultBlock key={block.id} block={block} fault={fault} timeline={timeline} />
        )
      })}
      {!isNarrow && (isOpen || (timeline !== null && timeline.hiddenCount > 0)) && (
        <button
          type="button"
          className={more}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'fewer' : `${timeline?.hiddenCount ?? 0} more`}
        </button>
      )}
      {timeline !== null && <Playhead timeline={timeline} />}
    </div>
  )
}

/** Where everything stands, drawn on the canvas whenever that changes. */
function useTimeline(of: {
  readonly box: RefObject<HTMLDivElement | null>
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly isNarrow: boolean
  readonly isOpen: boolean
}) {
  const { box, canvas, isNarrow, isOpen } = of
  const faults = usePageState((state) => state.scenario.faults)
  const durationMs = usePageState((state) => state.scenario.durationMs)
  const measured = usePageState(selectMeasured)
  const theme = useTheme()
  const isLow = useIsLow()
  const trace = measured.find(({ lane }) => lane === null)?.picture.trace
  // Names have other widths with another typeface.
  const [fonts, setFonts] = useState(0)
  useEffect(() => onFonts(() => setFonts((count) => count + 1)), [])
  const widthPx = useSize(box)?.widthPx ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is measured depends on the typeface
  const timeline = useMemo(
    () => timelineIn({ faults, durationMs }, trace, { widthPx, isNarrow, isLow, isOpen }),
    [faults, durationMs, trace, widthPx, isNarrow, isLow, isOpen, fonts],
  )
  useEffect(() => {
    if (canvas.current !== null && timeline !== null)
      drawTimeline(canvas.current, timeline, measured, theme)
  }, [canvas, timeline, measured, theme])
  return timeline
}
