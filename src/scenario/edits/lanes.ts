/** Edits of lanes: add one, copy it, rename it, take it away. */
import { validateScenario } from '../document/validate.ts'
import { freshId } from '../lanes.ts'
import type { Lane } from '../things/lanes.ts'
import type { Scenario } from '../types.ts'
import { type Edited, type EditedWithId, noLane, setAt } from './set.ts'

/** Adds a lane behind the others, at first equal to the base. */
export const addLane = (scenario: Scenario, title = ''): EditedWithId =>
  insertLane(scenario, Object.keys(scenario.lanes).length, { title, patch: {} })

/** Adds a copy behind the lane itself; null is the base. */
export function duplicateLane(scenario: Scenario, lane: string | null): EditedWithId {
  if (lane !== null && !Object.hasOwn(scenario.lanes, lane)) return noLane(lane)
  const copied = lane === null ? { title: '', patch: {} } : (scenario.lanes[lane] as Lane)
  const title = copied.title === '' ? '' : `${copied.title} (copy)`.slice(0, 80)
  const at = lane === null ? 0 : Object.keys(scenario.lanes).indexOf(lane) + 1
  return insertLane(scenario, at, { title, patch: copied.patch })
}

function insertLane(scenario: Scenario, at: number, lane: Lane): EditedWithId {
  const id = freshId(Object.keys(scenario.lanes), 'lane')
  const lanes = Object.entries(scenario.lanes)
  lanes.splice(at, 0, [id, lane])
  const edited = validateScenario({ ...scenario, lanes: Object.fromEntries(lanes) })
  return edited.ok ? { ...edited, id } : edited
}

export function removeLane(scenario: Scenario, lane: string): Edited {
  if (!Object.hasOwn(scenario.lanes, lane)) return noLane(lane)
  const { [lane]: _, ...lanes } = scenario.lanes
  return validateScenario({ ...scenario, lanes })
}

export const renameLane = (scenario: Scenario, lane: string, title: string): Edited =>
  Object.hasOwn(scenario.lanes, lane)
    ? setAt(scenario, ['lanes', lane, 'title'], title)
    : noLane(lane)
