/** The sentence under the lanes, of one run: a selector. */
import { type ComparedLane, type Finding, findingOf } from '../../analysis/numbers/finding.ts'
import { laneWords } from '../../scenario/laneWords.ts'
import { areComparable, type Experiment, laneViews, measuredLanes } from './laneViews.ts'

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
