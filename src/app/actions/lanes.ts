/** Verbs on lanes: add, duplicate, rename, remove, make one the base; choose which one a narrow page shows. */
import {
  duplicateLane as withCopy,
  addLane as withLane,
  removeLane as withoutLane,
  renameLane as withTitle,
} from '../../scenario/edits/lanes.ts'
import { followBase } from '../../scenario/edits/set.ts'
import { laneIds, makeBase as rebased } from '../../scenario/lanes.ts'
import { LANE_LETTERS } from '../../scenario/things/lanes.ts'
import type { Page } from '../page/page.ts'
import type { LaneId } from '../page/state.ts'
import { announce, notify } from '../page/store.ts'
import { applyEdit } from './edit.ts'

/** True when there is no room for one more, and then it is said. */
export function isFull(page: Page): boolean {
  const most = LANE_LETTERS.length
  if (laneIds(page.store.getState().scenario).length < most) return false
  const text = `${most} lanes are the most. Remove one before you add another.`
  notify(page.store, { tone: 'error', text, offer: null })
  return true
}

export function addLane(page: Page): void {
  if (isFull(page)) return
  const edited = withLane(page.store.getState().scenario)
  if (applyEdit(page, edited, { words: 'Lane added. It is like the base until you change it.' })) {
    if (edited.ok) showLane(page, edited.id)
  }
}

export function duplicateLane(page: Page, lane: LaneId): void {
  if (isFull(page)) return
  const edited = withCopy(page.store.getState().scenario, lane)
  if (applyEdit(page, edited, { words: 'Lane duplicated.' }) && edited.ok) showLane(page, edited.id)
}

export function removeLane(page: Page, lane: string): void {
  applyEdit(page, withoutLane(page.store.getState().scenario, lane), { words: 'Lane removed.' })
}

export function renameLane(page: Page, lane: LaneId, title: string): void {
  applyEdit(page, withTitle(page.store.getState().scenario, lane, title), {
    words: 'Lane renamed.',
  })
}

/** The lane does nothing differently any more; it keeps its name. */
export function resetLane(page: Page, lane: string): void {
  const { scenario } = page.store.getState()
  const edited = followBase(scenario, lane, [[]])
  applyEdit(page, edited, { words: 'The lane is like the base again.' })
}

export function makeBase(page: Page, lane: string): void {
  const scenario = rebased(page.store.getState().scenario, lane)
  applyEdit(page, { ok: true, scenario }, { words: 'This lane is the base now.' })
}

export const showLane = (page: Page, lane: LaneId): void => page.store.setState({ shownLane: lane })

/** By position, as the keys 1 to 6 do. */
export function showLaneAt(page: Page, position: number): void {
  const lane = laneIds(page.store.getState().scenario)[position]
  if (lane === undefined) return
  showLane(page, lane.id)
  announce(page.store, `Lane ${lane.letter}.`)
}
