/** The page as a link, and a link as the page: the scenario and how it is looked at, in the hash of the address. */

import type { Problem } from '../../scenario/document/problem.ts'
import { decodeLink, encodeLink } from '../../scenario/link/link.ts'
import type { LinkView, ViewSelection } from '../../scenario/link/linkView.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { Page } from '../page/page.ts'
import type { FieldsPersistedIn, LaneId, PageState, Selection } from '../page/state.ts'
import { notify, type PageStore } from '../page/store.ts'
import { presentIn } from '../selectors/present.ts'

/** The part of an address behind `#` that opens what is on show. Puts it into the address bar. */
export function linkOf(page: Page): Promise<string> {
  const state = page.store.getState()
  return encodeLink(state.scenario, viewOf(page), revisionOf(page))
}

/** Of the engine that simulates here; null before the first picture. */
export const revisionOf = ({ runner }: Pick<Page, 'runner'>): number | null =>
  runner.pictureToDraw(null)?.trace.meta.engineRevision ?? null

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

export interface OpenedLink {
  readonly kind: 'opened'
  readonly scenario: Scenario
  /** What the link asks of the state beside its scenario. */
  readonly state: Pick<PageState, Exclude<FieldsPersistedIn<'link'>, 'scenario'>>
  /** The playhead is no part of the state. */
  readonly playheadUs: number
  /** The revision of the engine that it was made with; null when it does not say. */
  readonly engineRevision: number | null
  /** What could not be had of it, in words; empty when all was. */
  readonly notice: string
}

export type LinkOutcome = OpenedLink | { readonly kind: 'refused'; readonly text: string }

/** Reads a link; whatever is wrong with it becomes a sentence, and a view of what is not there is dropped. */
export async function readLink(text: string): Promise<LinkOutcome> {
  const opened = await decodeLink(text)
  if (!opened.ok) return { kind: 'refused', text: refusal(opened.problems) }
  const { scenario, view, notices, engineRevision } = opened
  const { missing, ...lookedAt } = presentIn(scenario, {
    shownLane: laneFrom(view.lane),
    selection: selectionFrom(view.selected),
  })
  return {
    kind: 'opened',
    scenario,
    state: { speedMs: view.speedMs, goalMs: view.goalMs, ...lookedAt },
    playheadUs: view.playheadMs * 1000,
    engineRevision,
    notice: [...notices, ...missing].join(' '),
  }
}

const selectionFrom = (selected: ViewSelection | null): Selection | null =>
  selected?.kind === 'request' ? { ...selected, lane: laneFrom(selected.lane) } : selected

const refusal = (problems: readonly Problem[]): string => {
  const first = problems[0]?.message ?? 'It holds no scenario.'
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return `This link cannot be opened. ${first}${more}`
}

export const noticeOf = (text: string): PageState['notice'] =>
  text === '' ? null : { tone: 'plain', text, offer: null }

/** Says it when a link was made with another engine than the one that simulates here, as soon as that has answered. */
export function checkRevision(store: PageStore, made: number | null): void {
  if (made === null) return
  const { scenario } = store.getState()
  const stop = store.subscribe((state) => {
    if (state.scenario !== scenario) {
      stop()
      return
    }
    const here = state.lanes.get(null)?.pictureMeasured?.trace.meta.engineRevision
    if (here === undefined) return
    stop()
    if (here === made) return
    const text = `This link was made with revision ${made} of the engine; this page has revision ${here}. Its numbers may differ from those that were shared.`
    notify(store, { tone: 'plain', text, offer: null })
  })
}
