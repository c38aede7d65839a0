/** The playhead on the timeline: a line and the moment, moved by the playback loop and by arrow keys. */
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { type Timeline, timelineX } from '../../view/timeline.ts'
import { scrubTo } from '../actions/transport.ts'
import { usePage } from '../page/page.ts'
import { momentWords } from '../page/timeWords.ts'
import css from './Playhead.module.css'

const { playhead, bubble, line } = css

const STEPS_US: Readonly<Record<string, number>> = {
  ArrowRight: 1e5,
  ArrowUp: 1e5,
  ArrowLeft: -1e5,
  ArrowDown: -1e5,
  PageUp: 5e6,
  PageDown: -5e6,
}
/** With the shift key. */
const BIG = 10
/** It is laid out again when it has moved this far: at the slow speeds not in every frame. */
const VISIBLE_PX = 0.1

/** Half of the widest moment in words. */
const BUBBLE_HALF_PX = 36

export function Playhead({ timeline }: { readonly timeline: Timeline }) {
  const page = usePage()
  const endUs = timeline.durationUs
  const box = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let drawnX = Number.NEGATIVE_INFINITY
    const stopLine = page.playback.onFrame(({ playheadUs }) => {
      const x = timelineX(timeline, playheadUs)
      if (box.current === null || Math.abs(x - drawnX) < VISIBLE_PX) return
      box.current.style.left = `${x}px`
      // At the ends the moment stays on the page, while the line goes on.
      const over =
        Math.max(0, BUBBLE_HALF_PX - x) + Math.min(0, timeline.widthPx - BUBBLE_HALF_PX - x)
      if (text.current !== null) text.current.style.left = `${over}px`
      drawnX = x
    })
    const stopText = page.playback.onNumbers(({ playheadUs }) => {
      const words = momentWords(playheadUs)
      if (text.current !== null) text.current.textContent = words
      box.current?.setAttribute('aria-valuetext', words)
      box.current?.setAttribute('aria-valuenow', String(Math.round(playheadUs / 1000)))
    })
    return () => {
      stopLine()
      stopText()
    }
  }, [page, timeline])
  const pressKey = (event: KeyboardEvent): void => {
    const { playheadUs } = page.playback
    const step = STEPS_US[event.key]
    if (event.key === 'Home') scrubTo(page, 0)
    else if (event.key === 'End') scrubTo(page, endUs)
    else if (step !== undefined) scrubTo(page, playheadUs + step * (event.shiftKey ? BIG : 1))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={box}
      className={playhead}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={Math.round(endUs / 1000)}
      aria-valuenow={0}
      aria-valuetext="0.000 s"
      data-testid="playhead"
      onKeyDown={pressKey}
    >
      <span ref={text} className={bubble} />
      <span className={line} />
    </div>
  )
}
