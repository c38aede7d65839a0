/**
 * How far the lanes are. A run that is quick shows nothing; after 100 ms a line grows under the head and the
 * numbers fade, after a second it is said in words, with a way to stop.
 */
import { useEffect, useState } from 'react'
import { usePage, usePageState } from '../page/page.ts'
import css from './ProgressLine.module.css'

const { line, words, fill } = css
const WORDS_AFTER_MS = 1000

export function ProgressLine() {
  const page = usePage()
  const running = usePageState((state) => state.running)
  const ratios = [...running.values()]
  const isRunning = ratios.length > 0
  const ratio = isRunning ? Math.min(...ratios) : 1
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    document.documentElement.dataset['busy'] = String(isRunning)
    setLong(false)
    if (!isRunning) return
    const timer = setTimeout(() => setLong(true), WORDS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [isRunning])
  if (!isRunning) return null
  return (
    <div className={line}>
      <span className={fill} style={{ transform: `scaleX(${ratio})` }} />
      {isLong && (
        <p className={words}>
          simulating, {Math.round(ratio * 100)} %
          <button type="button" onClick={() => page.runner.stopRuns()}>
            stop
          </button>
        </p>
      )}
    </div>
  )
}
