/** The charts under the lanes, on one time axis with one crosshair; or the tables behind them. */
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { PlainChart, TimeChart } from '../../view/charts/define.ts'
import { charts } from '../../view/charts/index.ts'
import { scrubTo } from '../actions/transport.ts'
import { usePage, usePageState } from '../page.ts'
import { WordButton } from '../parts/Button.tsx'
import { Choice } from '../parts/Choice.tsx'
import { ChartTable } from './ChartTable.tsx'
import css from './Compare.module.css'
import { chartInputOf } from './chartInput.ts'
import { ComparePainter } from './comparePainter.ts'

const { compare, head, heading, verbs, pictures, stack, plain, plainTitle, plainNote, layer } = css

const timeCharts = charts.filter(
  (chart): chart is typeof chart & TimeChart => chart.kind === 'time',
)
const plainCharts = charts.filter(
  (chart): chart is typeof chart & PlainChart => chart.kind === 'plain',
)
/** Beside latency and load there is room for one more. */
const FIXED = 2

export function Compare() {
  const page = usePage()
  const scenario = usePageState((state) => state.scenario)
  const lanes = usePageState((state) => state.lanes)
  const asTable = usePageState((state) => state.asTable['compare'] === true)
  const input = useMemo(() => chartInputOf({ scenario, lanes }), [scenario, lanes])
  const [third, setThird] = useState('imbalance')
  const [beside, setBeside] = useState('percentiles')
  const shown = useMemo(
    () => ({
      time: timeCharts.filter(({ id }, i) => i < FIXED || id === third),
      plain: plainCharts.find(({ id }) => id === beside) ?? (plainCharts[0] as PlainChart),
    }),
    [third, beside],
  )
  const painter = useComparePainter()
  const { current } = painter.ref
  useEffect(() => {
    if (current === null || input === null) return
    current.show(input, shown)
    page.playback.invalidate()
  }, [page, current, input, shown])
  const isScrubbing = useRef(false)
  const scrub = (event: PointerEvent): void => {
    const left = event.currentTarget.getBoundingClientRect().left
    const us = painter.ref.current?.momentAt(event.clientX - left) ?? null
    if (us !== null) scrubTo(page, us)
  }
  return (
    <section className={compare} aria-labelledby="compare-title">
      <div className={head}>
        <h2 id="compare-title" className={heading}>
          Compare
        </h2>
        <div className={verbs}>
          <Choice
            label="Third chart"
            options={timeCharts.slice(FIXED).map(optionOf)}
            value={third}
            onChange={setThird}
          />
          <Choice
            label="Chart at the right"
            options={plainCharts.map(optionOf)}
            value={beside}
            onChange={setBeside}
          />
          <WordButton
            aria-pressed={asTable}
            onClick={() =>
              page.store.setState((state) => ({ asTable: { ...state.asTable, compare: !asTable } }))
            }
          >
            Table
          </WordButton>
        </div>
      </div>
      {asTable && input !== null && <ChartTable input={input} />}
      <div className={pictures} hidden={asTable}>
        <div
          className={stack}
          role="img"
          aria-label={shown.time.map(({ title, summary }) => `${title}: ${summary}`).join(' ')}
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
        <div className={plain}>
          <p className={plainTitle}>
            <strong>{shown.plain.title}</strong>
            <span className={plainNote}>{shown.plain.unit}</span>
          </p>
          <canvas ref={painter.plain} role="img" aria-label={shown.plain.summary} />
        </div>
      </div>
    </section>
  )
}

const optionOf = ({ id, title, summary }: { id: string; title: string; summary: string }) => ({
  id,
  label: title,
  summary,
})

/** A painter for three canvases, fed by the playback loop for as long as they are on the page. */
function useComparePainter() {
  const page = usePage()
  const stackRef = useRef<HTMLCanvasElement>(null)
  const crosshairRef = useRef<HTMLCanvasElement>(null)
  const plainRef = useRef<HTMLCanvasElement>(null)
  const ref = useRef<ComparePainter | null>(null)
  const [, setReady] = useState(false)
  useEffect(() => {
    const [under, over, side] = [stackRef.current, crosshairRef.current, plainRef.current]
    if (under === null || over === null || side === null) return
    const own = new ComparePainter({ stack: under, crosshair: over, plain: side })
    ref.current = own
    const observer = new ResizeObserver(() => {
      own.resize()
      page.playback.invalidate()
    })
    observer.observe(under)
    const stop = page.playback.onFrame((tick) => own.paint(tick))
    setReady(true)
    return () => {
      stop()
      observer.disconnect()
    }
  }, [page])
  return { ref, stack: stackRef, crosshair: crosshairRef, plain: plainRef }
}
