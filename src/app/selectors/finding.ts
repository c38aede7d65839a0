/** The sentence under the lanes, of one run: a selector. */
import { contrastOf, isSame } from '../../analysis/numbers/comparison.ts'
import { type ComparedLane, type Finding, findingOf } from '../../analysis/numbers/finding.ts'
import { laneWords } from '../../scenario/laneWords.ts'
import { areComparable, type Experiment, laneViews, measuredLanes } from './laneViews.ts'

/** Whether lanes differ in how many of their requests fail, and not in p99. */
export function failsAlone(state: Experiment): boolean {
  if (!areComparable(state)) return false
  const reports = measuredLanes(laneViews(state.scenario), state.lanes).map(({ report }) => report)
  const p99s = reports.map(({ latency }) => latency.p99Ms)
  return (
    contrastOf(reports)?.about === 'errors' && p99s.every((p99) => isSame(p99, p99s[0] as number))
  )
}

/** Null until all of them have numbers of one scenario. */
export function findingFor(state: Experiment): Finding | null {
  const { scenario, lanes } = state
  if (!areComparable(state)) return null
  const compared = measuredLanes(laneViews(scenario), lanes).map(
    ({ lane, letter, report }): ComparedLane => {
      return { letter, words: laneWords(scenario, lane), report }
    },
  )
  return findingOf(compared)
}
