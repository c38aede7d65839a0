/** The whole run on one line: the playhead, the lanes' p99, and the faults as things that one can take hold of. */

import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { own } from '../../scenario/document/json.ts'
import { timelineUs } from '../../view/timeline.ts'
import { scrubTo } from '../actions/transport.ts'
import { usePage, usePageState } from '../page/page.ts'
import { useTheme } from '../page/theme.ts'
import { measuredLanes, selectViews } from '../selectors/laneViews.ts'
import { useIsNarrow } from '../ui/useMedia.ts'
import { FaultBlock } from './FaultBlock.tsx'
import { Playhead } from './Playhead.tsx'
import css from './Timeline.module.css'
import { drawTimeline, timelineIn } from './timelinePainter.ts'

const { track, gutter } = css

export function Timeline() {
  const page = usePage()
  const faults = usePageState((state) => state.scenario.faults)
  const durationMs = usePageState((state) => state.scenario.durationMs)
  const views = usePageState(selectViews)
  const lanes = usePageState((state) => state.lanes)
  const isNarrow = useIsNarrow()
  const theme = useTheme()
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState({ widthPx: 0, heightPx: 0 })
  const timeline = useMemo(
    () => timelineIn({ faults, durationMs }, lanes, { ...size, isNarrow }),
    [faults, durationMs, lanes, size, isNarrow],
  )
  useEffect(() => {
    if (box.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry?.contentRect ?? { width: 0, height: 0 }
      setSize({ widthPx: Math.round(width), heightPx: Math.round(height) })
    })
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (canvas.current !== null && timeline !== null)
      drawTimeline(canvas.current, timeline, measuredLanes(views, lanes), theme)
  }, [timeline, views, lanes, theme])
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
      {timeline !== null && <Playhead timeline={timeline} />}
    </div>
  )
}
