/**
 * How far the lanes are. A run that is quick shows nothing; after 100 ms a line grows under the head and the
 * numbers fade, after a second it is said in words, with a way to stop. Of one that takes long or much memory that is
 * said before it begins.
 */
import { useEffect, useState } from 'react'
import type { Recordings } from '../../model/recording.ts'
import { type Cost, costOf, costWarning } from '../../scenario/cost.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import type { Scenario } from '../../scenario/types.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { LaneId, PageState } from '../page/state.ts'
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
  const warning = usePageState(runningWarning)
  if (!isRunning) return null
  return (
    <div className={line}>
      <span className={fill} style={{ transform: `scaleX(${ratio})` }} />
      {(isLong || warning !== null) && (
        <p className={words}>
          {warning} simulating, {Math.round(ratio * 100)} %
          <button type="button" onClick={() => page.runner.stopRuns()}>
            stop
          </button>
        </p>
      )}
    </div>
  )
}

/** Of all lanes that are being simulated: each has a thread of its own, and all have one memory. */
function runningWarning({ running, scenario, recordings }: PageState): string | null {
  const costs = [...running.keys()].map((lane) => laneCost(scenario, recordings, lane))
  return costWarning({
    seconds: Math.max(0, ...costs.map(({ seconds }) => seconds)),
    bytes: costs.reduce((sum, { bytes }) => sum + bytes, 0),
  })
}

/** Asked for at every step of the progress. */
const known = new WeakMap<Scenario, Map<LaneId, Cost>>()

function laneCost(scenario: Scenario, recordings: Recordings, lane: LaneId): Cost {
  const costs = known.get(scenario) ?? new Map<LaneId, Cost>()
  known.set(scenario, costs)
  const cost =
    costs.get(lane) ?? costOf(resolveLane(scenario, lane), { recordings, keepsRows: true })
  costs.set(lane, cost)
  return cost
}
