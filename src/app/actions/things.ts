/** Verbs of the editor: set a text, add and remove things, paste a list of numbers; in the base or in one lane only. */
import type { Json } from '../../scenario/document/json.ts'
import { editInLane, setInLane } from '../../scenario/edits/set.ts'
import { addTargetsLike } from '../../scenario/edits/targets.ts'
import { addLike, removeThing } from '../../scenario/edits/things.ts'
import type { Page } from '../page/page.ts'
import type { LaneId } from '../page/state.ts'
import { applyEdit } from './edit.ts'

interface At {
  readonly lane: LaneId
  readonly place: readonly string[]
}

/** A text, a name, a list: what has no slider. Moves of one drag carry the same label. */
export function setValue(page: Page, { lane, place }: At, value: Json): void {
  const field = place.join('.')
  const edited = setInLane(page.store.getState().scenario, lane, place, value)
  applyEdit(page, edited, { field, label: JSON.stringify([lane, field]) })
}

export function addThing(page: Page, { lane, place }: At, what: string): void {
  const edited = editInLane(page.store.getState().scenario, lane, (own) => addLike(own, place))
  applyEdit(page, edited, { field: place.join('.'), words: `${what} added.` })
}

export function deleteThing(page: Page, { lane, place }: At): void {
  const edited = editInLane(page.store.getState().scenario, lane, (own) => removeThing(own, place))
  applyEdit(page, edited, { field: place.join('.'), words: `${place.at(-1)} removed.` })
}

/** Several targets in one step; all of a group cannot go. */
export function deleteTargets(
  page: Page,
  at: { readonly lane: LaneId; readonly group: string },
  ids: readonly string[],
): void {
  const edited = editInLane(page.store.getState().scenario, at.lane, (own) => {
    let scenario = own
    for (const id of ids) {
      const without = removeThing(scenario, ['targetGroups', at.group, 'targets', id])
      if (!without.ok) return without
      scenario = without.scenario
    }
    return { ok: true, scenario }
  })
  const field = `targetGroups.${at.group}.targets`
  applyEdit(page, edited, { field, words: `${ids.length} targets removed.` })
}

export function addTargets(
  page: Page,
  at: { readonly lane: LaneId; readonly group: string; readonly target: string },
  count: number,
): void {
  const edited = editInLane(page.store.getState().scenario, at.lane, (own) =>
    addTargetsLike(own, at, count),
  )
  const words = `${count} targets like ${at.target} added.`
  applyEdit(page, edited, { field: `targetGroups.${at.group}.targets`, words })
}
