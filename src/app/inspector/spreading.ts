/** What is asked about how a lane spreads its keys: the algorithm and the targets of a group, as its node has them. */
import { resolveLane } from '../../scenario/lanes.ts'
import type { LaneScenario, Scenario } from '../../scenario/types.ts'
import type { Explanation } from '../../trace/explanation.ts'
import type { LaneId } from '../page/state.ts'
import type { Spreading } from './SpreadPicture.tsx'

/** For a choice that was explained: of the group whose targets it was about. */
export function spreadingOf(
  scenario: Scenario,
  lane: LaneId,
  { algorithm, candidates }: Explanation,
): Spreading | null {
  const groups = Object.values(resolveLane(scenario, lane).targetGroups)
  const group = groups.find(
    (each) =>
      each.algorithm.id === algorithm && candidates.every(({ target }) => target in each.targets),
  )
  if (group === undefined) return null
  const usable = new Set(candidates.flatMap(({ target, isUsable }) => (isUsable ? [target] : [])))
  return spreadingIn(group, (id) => usable.has(id))
}

/** For the page of an algorithm: over the first group of the base; with the settings of that where it has this one. */
export function spreadingWith(
  scenario: Scenario,
  algorithm: Spreading['algorithm'],
): Spreading | null {
  const [group] = Object.values(resolveLane(scenario, null).targetGroups)
  if (group === undefined) return null
  const own = group.algorithm.id === algorithm.id ? { ...group.algorithm } : algorithm
  return { ...spreadingIn(group, () => true), algorithm: own }
}

const spreadingIn = (
  { algorithm, targets }: LaneScenario['targetGroups'][string],
  isUsable: (id: string) => boolean,
): Spreading => ({
  algorithm: { ...algorithm },
  targets: Object.entries(targets).map(([id, { weight }]) => ({
    id,
    weight,
    isUsable: isUsable(id),
  })),
})
