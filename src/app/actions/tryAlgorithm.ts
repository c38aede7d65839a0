/** A new lane that is like the base but for its algorithm. */
import { addLane } from '../../scenario/edits/lanes.ts'
import { setInLane } from '../../scenario/edits/set.ts'
import type { Page } from '../page/page.ts'
import { applyEdit } from './edit.ts'
import { isFull, showLane } from './lanes.ts'
import { algorithmPatch } from './settings.ts'

export function tryAlgorithm(page: Page, { id, label }: { id: string; label: string }): void {
  if (isFull(page)) return
  const added = addLane(page.store.getState().scenario)
  if (!added.ok) return
  const edited = setInLane(added.scenario, added.id, [], algorithmPatch(added.scenario, id))
  if (applyEdit(page, edited, { words: `Lane added. Algorithm: ${label}.` })) {
    showLane(page, added.id)
  }
}
