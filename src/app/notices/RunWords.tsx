/** A run that takes long, in words, with a way to stop; what it will cost is said before that, where it is much. */
import { useEffect, useState } from 'react'
import type { Recordings } from '../../model/recording.ts'
import { type Cost, costOf, costOfAll, costWarning } from '../../scenario/cost.ts'
import { resolveLane } from '../../scenario/lanes.ts'
import type { Scenario } from '../../scenario/types.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { LaneId, PageState } from '../page/state.ts'
import css from './ProgressLine.module.css'

const { words } = css
const WORDS_AFTER_MS = 1000

/** On the page while something is being simulated. */
export function RunWords() {
  const page = usePage()
  const ratio = usePageState(({ running }) => Math.min(1, ...running.values()))
  const warning = usePageState(runningWarning)
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), WORDS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!isLong && warning === null) return null
  return (
    <p className={words}>
      {warning} simulating, {Math.round(ratio * 100)} %
      <button type="button" onClick={() => page.runner.stopRuns()}>
        stop
      </button>
    </p>
  )
}

/** Of all lanes that are being simulated. */
const runningWarning = ({ running, scenario, recordings }: PageState): string | null =>
  costWarning(costOfAll([...running.keys()].map((lane) => laneCost(scenario, recordings, lane))))

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
