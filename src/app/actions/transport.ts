/** Verbs of the transport: play, pause, step, jump, scrub, faster, slower. */

import { type Direction, nextEventUs, nextFailure } from '../../analysis/numbers/stepping.ts'
import { formatAttempt } from '../../model/name.ts'
import { CAUSE_TEXTS } from '../../model/outcome.ts'
import { type LaneRef, laneIds } from '../../scenario/lanes.ts'
import { attemptAt } from '../../trace/findAttempt.ts'
import type { Trace } from '../../trace/schema.ts'
import { formatCount } from '../../view/format.ts'
import type { Page } from '../page/page.ts'
import { SPEED_STEPS, speedAt, speedPosition, speedWords } from '../page/speed.ts'
import { announce } from '../page/store.ts'
import { momentWords } from '../page/timeWords.ts'
import { select } from './view.ts'

export function play(page: Page): void {
  page.playback.play()
  page.store.setState({ isPlaying: true })
}

export function pause(page: Page): void {
  page.playback.pause()
  page.store.setState({ isPlaying: false })
}

export const togglePlay = (page: Page): void =>
  page.store.getState().isPlaying ? pause(page) : play(page)

/** Scrubbing stops playback: what one points at should stay. */
export function scrubTo(page: Page, us: number): void {
  pause(page)
  page.playback.seek(us)
}

export const toStart = (page: Page): void => scrubTo(page, 0)

export function stepEvent(page: Page, direction: Direction): void {
  pause(page)
  const traces = shownTraces(page).map(({ trace }) => trace)
  const us = nextEventUs(traces, page.playback.playheadUs, direction)
  if (us === null) {
    announce(page.store, direction === 1 ? 'No later event.' : 'No earlier event.')
    return
  }
  page.playback.seek(us)
  announce(page.store, momentWords(us))
}

export function toNextFailure(page: Page): void {
  pause(page)
  const shown = shownTraces(page)
  const found = nextFailure(
    shown.map(({ trace }) => trace),
    page.playback.playheadUs,
  )
  const lane = found === null ? undefined : shown[found.trace]
  if (found === null || lane === undefined) {
    announce(page.store, 'No failure from here to the end.')
    return
  }
  page.playback.seek(found.us)
  const attempt = attemptAt(lane.trace, found.row)
  if (attempt === null) return
  const name = formatAttempt(attempt.name)
  select(page, { kind: 'request', name, lane: lane.id })
  const request = `Request ${formatCount(attempt.name.ordinal)} fails in lane ${lane.letter}`
  announce(page.store, `${request} at ${momentWords(found.us)}: ${CAUSE_TEXTS[attempt.cause]}.`)
}

export function setSpeed(page: Page, speedMs: number): void {
  page.store.setState({ speedMs })
  page.playback.setSpeed(speedMs)
}

export function changeSpeed(page: Page, positions: number): void {
  const { speedMs } = page.store.getState()
  const position = Math.min(Math.max(speedPosition(speedMs) + positions, 0), SPEED_STEPS)
  setSpeed(page, speedAt(position))
  announce(page.store, speedWords(speedAt(position)))
}

/** The traces that are on show, the base first. */
function shownTraces(page: Page): readonly (LaneRef & { readonly trace: Trace })[] {
  return laneIds(page.store.getState().scenario).flatMap((lane) => {
    const trace = page.runner.pictureToDraw(lane.id)?.trace
    return trace === undefined ? [] : [{ ...lane, trace }]
  })
}
