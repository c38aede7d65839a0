/** Verbs of the transport: play, pause, step, jump, scrub, faster, slower. */

import { type Direction, nextEventUs, nextFailure } from '../../analysis/numbers/stepping.ts'
import { formatAttempt } from '../../model/name.ts'
import { type LaneRef, laneIds } from '../../scenario/lanes.ts'
import { attemptAt } from '../../trace/findAttempt.ts'
import type { Trace } from '../../trace/schema.ts'
import { loadPart } from '../page/loadPart.ts'
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

/** To the nearest moment at which something happens, and says what. */
export function stepEvent(page: Page, direction: Direction): void {
  pause(page)
  const traces = shownTraces(page).map(({ trace }) => trace)
  const us = nextEventUs(traces, page.playback.playheadUs, direction)
  if (us === null) {
    announce(page.store, direction === 1 ? 'No later event.' : 'No earlier event.')
    return
  }
  stepTo(page, us)
}

/** To the next moment at which a client sees its request fail; the request is selected. */
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
  stepTo(page, found.us)
  const attempt = attemptAt(lane.trace, found.row)
  if (attempt === null) return
  select(page, { kind: 'request', name: formatAttempt(attempt.name), lane: lane.id })
}

/** Puts the playhead there and says what happens. */
function stepTo(page: Page, us: number): void {
  page.playback.seek(us)
  void sayEvents(page, us)
}

/** What happens at a moment, lane by lane; what fails comes first. Its words are loaded at the first step. */
async function sayEvents(page: Page, us: number): Promise<void> {
  const words = await loadPart(
    page.store,
    'What says the events in words',
    () => import('../../view/eventWords.ts'),
  )
  if (words === null || page.playback.playheadUs !== us) return
  const shown = shownTraces(page)
  const events = shown.flatMap(({ letter, trace }) =>
    words.eventsAt(trace, us).map(({ sentence, isFailure }) => ({
      sentence: shown.length === 1 ? sentence : `${letter}: ${sentence}`,
      isFailure,
    })),
  )
  const ordered = [...events].sort((a, b) => Number(b.isFailure) - Number(a.isFailure))
  const told = `${momentWords(us)}  ${shortened(ordered.map(({ sentence }) => sentence))}`
  page.store.setState({ stepped: { atUs: us, words: told } })
  announce(page.store, told)
}

/** So many are told of what happens at one microsecond. */
const SENTENCES_MAX = 3

function shortened(sentences: readonly string[]): string {
  const shown = sentences.slice(0, SENTENCES_MAX).join('. ')
  const rest = sentences.length - SENTENCES_MAX
  return rest > 0 ? `${shown}. And ${rest} more.` : `${shown}.`
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
