/** The page as a link, and a link as the page: the scenario and how it is looked at, in the hash of the address. */

import type { Problem } from '../../scenario/document/problem.ts'
import { decodeLink, encodeLink } from '../../scenario/link/link.ts'
import type { LinkView, ViewSelection } from '../../scenario/link/linkView.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { Page } from '../page/page.ts'
import type { FieldsPersistedIn, LaneId, PageState, Selection } from '../page/state.ts'

/** The part of an address behind `#` that opens what is on show. Puts it into the address bar. */
export function linkOf(page: Page): Promise<string> {
  const state = page.store.getState()
  const revision = page.runner.pictureToDraw(null)?.trace.meta.engineRevision ?? null
  return encodeLink(state.scenario, viewOf(page), revision)
}

const viewOf = (page: Page): LinkView => {
  const { speedMs, goalMs, shownLane, selection } = page.store.getState()
  const playheadMs = Math.round(page.playback.playheadUs) / 1000
  const selected: ViewSelection | null =
    selection?.kind === 'request' ? { ...selection, lane: writtenLane(selection.lane) } : selection
  return { playheadMs, speedMs, goalMs, lane: writtenLane(shownLane), selected, brush: null }
}

/** A link writes the base as a lane without a name. */
const writtenLane = (lane: LaneId): string => lane ?? ''
const laneFrom = (written: string): LaneId => (written === '' ? null : written)

/** What a link asks of the state; the playhead is set apart, since the state does not have it. */
export const stateOf = (
  view: LinkView,
): Pick<PageState, Exclude<FieldsPersistedIn<'link'>, 'scenario'>> => ({
  speedMs: view.speedMs,
  goalMs: view.goalMs,
  shownLane: laneFrom(view.lane),
  selection: selectionFrom(view.selected),
})

const selectionFrom = (selected: ViewSelection | null): Selection | null =>
  selected?.kind === 'request' ? { ...selected, lane: laneFrom(selected.lane) } : selected

export type LinkOutcome =
  | {
      readonly kind: 'opened'
      readonly scenario: Scenario
      readonly view: LinkView
      readonly notice: string
    }
  | { readonly kind: 'refused'; readonly text: string }

/** Reads a link; whatever is wrong with it becomes a sentence. */
export async function readLink(text: string): Promise<LinkOutcome> {
  const opened = await decodeLink(text)
  if (opened.ok) {
    const { scenario, view, notices } = opened
    return { kind: 'opened', scenario, view, notice: notices.join(' ') }
  }
  return { kind: 'refused', text: refusal(opened.problems) }
}

const refusal = (problems: readonly Problem[]): string => {
  const first = problems[0]?.message ?? 'It holds no scenario.'
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return `This link cannot be opened. ${first}${more}`
}

export const noticeOf = (text: string): PageState['notice'] =>
  text === '' ? null : { tone: 'plain', text, offersDefault: false }
