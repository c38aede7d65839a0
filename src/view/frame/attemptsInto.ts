/** Attempts that are under way at a moment, as dots; and failures that have just happened, as marks. */

import { FAILURE, failureAt } from '../../analysis/numbers/failure.ts'
import { firstBlock } from '../../analysis/scene/blocks.ts'
import type { TraceIndex } from '../../analysis/scene/traceIndex.ts'
import { NONE, UNSET } from '../../trace/schema.ts'
import { SITE, siteOf } from './failureSite.ts'
import { DOTS_MAX, type Frame, MARKS_MAX, NO_LEG, PLACE, TONE } from './model.ts'
import { queueOrder } from './queueOrder.ts'
import { spotOf } from './whereabouts.ts'

/** How long a failure is shown, in seconds of the screen. */
export const MARK_SECONDS = 0.4

interface Moment {
  readonly tUs: number
  readonly usPerSecond: number
}

export function flightsInto(index: TraceIndex, moment: Moment, into: Frame): void {
  const { blocks, trace } = index
  const { tUs } = moment
  const markUs = MARK_SECONDS * moment.usPerSecond
  into.dots.count = 0
  into.marks.count = 0
  into.inSight = 0
  into.travelling = 0
  into.waiting.fill(0)
  into.serving.fill(0)
  for (let b = firstBlock(blocks, tUs - markUs); b < blocks.count; b++) {
    if ((blocks.earliestFromUs[b] as number) > tUs) break
    if ((blocks.earliestUs[b] as number) > tUs) continue
    const chunk = trace.attempts.chunks[blocks.chunkOf[b] as number] as AttemptChunk
    const first = blocks.firstIn[b] as number
    const end = first + (blocks.rowsIn[b] as number)
    const firstRow = blocks.firstRow[b] as number
    for (let i = first; i < end; i++) {
      const off = tUs - (chunk.sentUs[i] as number)
      if (off < 0) continue
      markRow(chunk, i, { off, markUs }, into)
      if (off <= (chunk.finishUs[i] as number))
        dotRow(index, chunk, i, firstRow + i - first, off, into)
    }
  }
  if (into.inSight <= DOTS_MAX) queueOrder(into)
}

type AttemptChunk = TraceIndex['trace']['attempts']['chunks'][number]

function dotRow(
  index: TraceIndex,
  chunk: AttemptChunk,
  i: number,
  row: number,
  off: number,
  into: Frame,
): void {
  const { dots } = into
  const { spot } = into.scratch
  if (!spotOf(index, chunk, i, row, off, spot)) return
  const target = chunk.target[i] as number
  if (spot.place === PLACE.queue) into.waiting[target] = (into.waiting[target] as number) + 1
  else if (spot.place === PLACE.slot) into.serving[target] = (into.serving[target] as number) + 1
  else into.travelling++
  const isTravelling = spot.place === PLACE.out || spot.place === PLACE.back
  if (isTravelling && spot.leg !== NO_LEG && into.isBrief[spot.leg] === 1) return
  into.inSight++
  if (dots.count === DOTS_MAX) return
  const at = dots.count++
  dots.row[at] = row
  dots.place[at] = spot.place
  dots.tone[at] = toneOf(index, chunk, i, off, spot.place)
  dots.isRetry[at] = (chunk.attempt[i] as number) > 1 ? 1 : 0
  dots.leg[at] = spot.leg
  dots.progress[at] = spot.progress
  dots.at[at] = spot.at
  dots.seat[at] = spot.seat
  dots.sinceUs[at] = (chunk.sentUs[i] as number) + spot.sinceUs
  dots.spread[at] = spreadOf((chunk.ordinal[i] as number) + 7919 * (chunk.user[i] as number))
}

function toneOf(
  index: TraceIndex,
  chunk: AttemptChunk,
  i: number,
  off: number,
  place: number,
): number {
  const end = chunk.endUs[i] as number
  if (end !== UNSET && off >= end) return TONE.abandoned
  if (place === PLACE.back) {
    const failure = failureAt(chunk, i)
    if (failure === FAILURE.error) return TONE.error
    if (failure === FAILURE.rejected) return TONE.rejected
  }
  return (chunk.sinceFirstUs[i] as number) + off > index.goalUs ? TONE.late : TONE.onTime
}

function markRow(
  chunk: AttemptChunk,
  i: number,
  time: { readonly off: number; readonly markUs: number },
  into: Frame,
): void {
  const failure = failureAt(chunk, i)
  if (failure === FAILURE.none || into.marks.count === MARKS_MAX) return
  const site = siteOf(chunk, i)
  const since = time.off - bornAt(chunk, i, site)
  if (!(since >= 0 && since < time.markUs)) return
  const at =
    site === SITE.client
      ? chunk.population[i]
      : site === SITE.node
        ? chunk.node[i]
        : chunk.target[i]
  if (at === NONE) return
  const { marks } = into
  const k = marks.count++
  marks.kind[k] = failure
  marks.site[k] = site
  marks.at[k] = at as number
  marks.age[k] = since / time.markUs
  marks.spread[k] = spreadOf(chunk.ordinal[i] as number)
}

/** When the failure happened, as an offset; NaN when the trace does not say. */
function bornAt(chunk: AttemptChunk, i: number, site: number): number {
  const end = chunk.endUs[i] as number
  if (site === SITE.client) return end === UNSET ? Number.NaN : end
  const served = chunk.serviceEndUs[i] as number
  const arrived = chunk.targetUs[i] as number
  const back = chunk.backUs[i] as number
  const node = chunk.nodeUs[i] as number
  if (site === SITE.target) {
    if (served !== UNSET) return served
    if (arrived !== UNSET) return arrived
  }
  if (back !== UNSET) return back
  return node === UNSET ? Number.NaN : node
}

/** A number between 0 and 1 that looks random and belongs to the request: golden-ratio hashing. */
const spreadOf = (ordinal: number): number => (Math.imul(ordinal, 0x9e3779b1) >>> 0) / 0x1_0000_0000
