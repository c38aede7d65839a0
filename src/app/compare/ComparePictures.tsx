/** The charts as pictures: those over time with one crosshair, at which one can take hold of time, and one beside. */
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import type { ChartInput } from '../../view/charts/define.ts'
import { scrubTo } from '../actions/transport.ts'
import { usePage } from '../page/page.ts'
import { onFonts } from '../ui/onFonts.ts'
import css from './Compare.module.css'
import { type ChartTitle, type CompareCharts, ComparePainter } from './comparePainter.ts'

const { pictures, stack, plain, plainTitle, plainNote, layer, title, plainName } = css

interface ComparePicturesProps {
  readonly input: ChartInput | null
  readonly charts: CompareCharts
  readonly isHidden: boolean
}

export function ComparePictures({ input, charts, isHidden }: ComparePicturesProps) {
  const page = usePage()
  const painter = useComparePainter()
  const { current } = painter.ref
  useEffect(() => {
    if (current === null || input === null) return
    current.show(input, charts)
    page.playback.redraw(current.paint)
  }, [page, current, input, charts])
  const isScrubbing = useRef(false)
  const scrub = (event: PointerEvent): void => {
    const left = event.currentTarget.getBoundingClientRect().left
    const us = painter.ref.current?.momentAt(event.clientX - left) ?? null
    if (us !== null) scrubTo(page, us)
  }
  return (
    <div className={pictures} hidden={isHidden}>
      <div
        className={stack}
        role="img"
        aria-label={charts.time.map(({ title, summary }) => `${title}: ${summary}`).join(' ')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          isScrubbing.current = true
          scrub(event)
        }}
        onPointerMove={(event) => {
          if (isScrubbing.current) scrub(event)
        }}
        onPointerUp={() => {
          isScrubbing.current = false
        }}
      >
        <canvas ref={painter.stack} className={layer} />
        <canvas ref={painter.crosshair} className={layer} />
      </div>
      {painter.titles.map(({ chart, y, widthPx }) => (
        <button
          key={chart.id}
          type="button"
          className={title}
          style={{ top: y, width: widthPx }}
          aria-label={`About ${chart.title}`}
          {...explained(chart.summary, input)}
        />
      ))}
      <div className={plain}>
        <p className={plainTitle}>
          <button type="button" className={plainName} {...explained(charts.plain.summary, null)}>
            {charts.plain.title}
          </button>
          <span className={plainNote}>{charts.plain.unit}</span>
        </p>
        <canvas ref={painter.plain} role="img" aria-label={charts.plain.summary} />
      </div>
    </div>
  )
}

/** What a chart shows, and that its pale beginning is in no number. */
function explained(summary: string, input: ChartInput | null) {
  const hasWarmUp = input !== null && input.warmUpUs > 0
  const pale = hasWarmUp
    ? ` The pale first ${input.warmUpUs / 1e6} s are warm-up: shown here, left out of the numbers above.`
    : ''
  const settled = input?.settledUs ?? 0
  const mark =
    settled > 0
      ? ` The mark on the axis at ${(settled / 1e6).toFixed(1)} s is where latencies settle, by MSER-5.`
      : ''
  const text = `${summary}${pale}${mark}`
  return { 'data-tip': text, 'aria-description': text }
}

/** A painter for three canvases, fed by the playback loop for as long as they are on the page. */
function useComparePainter() {
  const page = usePage()
  const stackRef = useRef<HTMLCanvasElement>(null)
  const crosshairRef = useRef<HTMLCanvasElement>(null)
  const plainRef = useRef<HTMLCanvasElement>(null)
  const ref = useRef<ComparePainter | null>(null)
  const [titles, setTitles] = useState<readonly ChartTitle[]>([])
  const [, setReady] = useState(false)
  useEffect(() => {
    const [under, over, side] = [stackRef.current, crosshairRef.current, plainRef.current]
    if (under === null || over === null || side === null) return
    const own = new ComparePainter({ stack: under, crosshair: over, plain: side }, setTitles)
    ref.current = own
    const redraw = (): void => {
      own.resize()
      page.playback.redraw(own.paint)
    }
    const observer = new ResizeObserver(redraw)
    observer.observe(under)
    const stopFonts = onFonts(redraw)
    const stop = page.playback.onFrame(own.paint)
    setReady(true)
    return () => {
      stop()
      stopFonts()
      observer.disconnect()
    }
  }, [page])
  return { ref, stack: stackRef, crosshair: crosshairRef, plain: plainRef, titles }
}
