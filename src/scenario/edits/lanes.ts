/** Edits of lanes: add one, copy it, rename it, take it away. */
import { validateScenario } from '../document/validate.ts'
import { freshId } from '../lanes.ts'
import type { Lane } from '../things/lanes.ts'
import type { Scenario } from '../types.ts'
import { type Edited, type EditedWithId, noLane, setAt } from './set.ts'

/** Adds a lane behind the others, at first equal to the base. */
export const addLane = (scenario: Scenario, title = ''): EditedWithId =>
  appendLane(scenario, { title, patch: {} })

/** Adds a copy of a lane behind the others, so that all keep their letters; null is the base. */
export function duplicateLane(scenario: Scenario, lane: string | null): EditedWithId {
  if (lane !== null && !Object.hasOwn(scenario.lanes, lane)) return noLane(lane)
  const copied =
    lane === null ? { title: scenario.baseTitle, patch: {} } : (scenario.lanes[lane] as Lane)
  const title = copied.title === '' ? '' : `${copied.title} (copy)`.slice(0, 80)
  return appendLane(scenario, { title, patch: copied.patch })
}

function appendLane(scenario: Scenario, lane: Lane): EditedWithId {
  const id = freshId(Object.keys(scenario.lanes), 'lane')
  const edited = validateScenario({ ...scenario, lanes: { ...scenario.lanes, [id]: lane } })
  return edited.ok ? { ...edited, id } : edited
}

export function removeLane(scenario: Scenario, lane: string): Edited {
  if (!Object.hasOwn(scenario.lanes, lane)) return noLane(lane)
  const { [lane]: _, ...lanes } = scenario.lanes
  return validateScenario({ ...scenario, lanes })
}

/** Null is the base. */
export function renameLane(scenario: Scenario, lane: string | null, title: string): Edited {
  if (lane === null) return setAt(scenario, ['baseTitle'], title)
  return Object.hasOwn(scenario.lanes, lane)
    ? setAt(scenario, ['lanes', lane, 'title'], title)
    : noLane(lane)
}
