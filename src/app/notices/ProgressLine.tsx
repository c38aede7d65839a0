/**
 * How far the lanes are. A run that is quick shows nothing; after 100 ms a line grows under the head, a
 * little later the numbers fade, after a second it is said in words. Of one that takes long or much memory that is said before it begins.
 */
import { useEffect } from 'react'
import { Lazy, type LazyPart } from '../page/lazyPart.tsx'
import { usePageState } from '../page/page.ts'
import css from './ProgressLine.module.css'

const { line, fill } = css

const runWords: LazyPart = {
  what: 'The words on how far the simulation is',
  load: async () => (await import('./RunWords.tsx')).RunWords,
}

export function ProgressLine() {
  const running = usePageState((state) => state.running)
  const isRunning = running.size > 0
  useEffect(() => {
    document.documentElement.dataset['busy'] = String(isRunning)
  }, [isRunning])
  if (!isRunning) return null
  return (
    <div className={line}>
      <span className={fill} style={{ transform: `scaleX(${Math.min(...running.values())})` }} />
      <Lazy part={runWords} />
    </div>
  )
}
