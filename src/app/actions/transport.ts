/** Verbs of the transport: play, pause, step, jump, scrub, faster, slower. */

import { type Direction, nextEventUs, nextFailureUs } from '../../analysis/numbers/stepping.ts'
import { laneIds } from '../../scenario/lanes.ts'
import type { Trace } from '../../trace/schema.ts'
import type { Page } from '../page/page.ts'
import { SPEED_STEPS, speedAt, speedPosition, speedWords } from '../page/speed.ts'
import { announce } from '../page/store.ts'
import { momentWords } from '../page/timeWords.ts'

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
  const us = nextEventUs(tracesOf(page), page.playback.playheadUs, direction)
  if (us === null) {
    announce(page.store, direction === 1 ? 'No later event.' : 'No earlier event.')
    return
  }
  page.playback.seek(us)
  announce(page.store, momentWords(us))
}

export function toNextFailure(page: Page): void {
  pause(page)
  const us = nextFailureUs(tracesOf(page), page.playback.playheadUs)
  if (us === null) {
    announce(page.store, 'No failure from here to the end.')
    return
  }
  page.playback.seek(us)
  announce(page.store, `Failure at ${momentWords(us)}`)
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
function tracesOf(page: Page): readonly Trace[] {
  const lanes = laneIds(page.store.getState().scenario)
  return lanes.flatMap(({ id }) => page.runner.pictureToDraw(id)?.trace ?? [])
}
