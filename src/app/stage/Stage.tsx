/** One lane's stage: the canvas, and over it one button for every thing on it, for the keyboard and for names. */
import { useEffect, useRef, useState } from 'react'
import type { TraceIndex } from '../../analysis/scene/traceIndex.ts'
import type { StageLayout } from '../../view/layout.ts'
import { loadPart } from '../page/loadPart.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import css from './Stage.module.css'
import { StageTable } from './StageTable.tsx'
import { StageThings } from './StageThings.tsx'
import { StagePainter } from './stagePainter.ts'
import type { PointerPlace } from './stagePointer.ts'

const { stage, surface } = css

export function Stage({ view }: { readonly view: LaneView }) {
  const page = usePage()
  const { lane, position, letter, title } = view
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const painter = useRef<StagePainter | null>(null)
  const [drawn, setDrawn] = useState<{ layout: StageLayout; index: TraceIndex } | null>(null)
  const asTable = usePageState((state) => state.asTable.stage)
  useEffect(() => {
    if (box.current === null || canvas.current === null) return
    const own = new StagePainter(canvas.current, { page, lane, position }, (layout, index) =>
      page.playback.afterFrame(() => setDrawn({ layout, index })),
    )
    painter.current = own
    page.stages.set(lane, own)
    const gone = new AbortController()
    void followPointer(box.current, { page, lane, painter: own, gone: gone.signal })
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) own.resize(entry.contentRect.width, entry.contentRect.height)
    })
    observer.observe(box.current)
    const stop = page.playback.onFrame((tick) => own.paint(tick))
    return () => {
      stop()
      observer.disconnect()
      gone.abort()
      page.stages.delete(lane)
    }
  }, [page, lane, position])
  return (
    <section className={stage} aria-label={`Stage of lane ${letter}, ${title}`}>
      <div ref={box} className={surface} hidden={asTable}>
        <canvas ref={canvas} data-testid={`stage-${letter}`} />
        {drawn !== null && <StageThings view={view} layout={drawn.layout} index={drawn.index} />}
      </div>
      {drawn !== null && (
        <StageTable view={view} painter={painter} isShown={asTable} key={String(asTable)} />
      )}
    </section>
  )
}

/** The stage is there before what finds things on it, which nobody needs for the first picture. */
async function followPointer(box: HTMLElement, of: PointerPlace): Promise<void> {
  const load = () => import('./stagePointer.ts')
  const part = await loadPart(of.page.store, 'What the pointer finds on a stage', load)
  if (part !== null && !of.gone.aborted) new part.StagePointer(box, of)
}
