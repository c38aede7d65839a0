/** Attempts that are under way at a moment, as dots; and failures that have just happened. */

import { failureAt } from '../../analysis/numbers/failure.ts'
import { firstBlock } from '../../analysis/scene/blocks.ts'
import { NO_EDGE } from '../../analysis/scene/edges.ts'
import type { TraceIndex } from '../../analysis/scene/traceIndex.ts'
import { FAILURE } from '../../model/failure.ts'
import { UNSET } from '../../trace/schema.ts'
import { failedUs, placeOf, siteOf } from './failureSite.ts'
import { DOES, DOTS_MAX, FAILURES_MAX, type Frame, NO_QUEUE_PLACE, TONE } from './model.ts'
import { queueOrder } from './queueOrder.ts'
import { spotOf } from './whereabouts.ts'

/** How long a failure is shown, in seconds of the screen. */
export const FAILURE_SECONDS = 0.4

export function attemptsInto(
  index: TraceIndex,
  time: { readonly tUs: number; readonly usPerSecond: number },
  into: Frame,
): void {
  const { blocks, trace } = index
  const { tUs } = time
  const shownUs = FAILURE_SECONDS * time.usPerSecond
  into.dots.count = 0
  into.failures.count = 0
  into.inSight = 0
  into.travelling = 0
  into.waiting.fill(0)
  into.serving.fill(0)
  into.atNode.fill(0)
  for (let b = firstBlock(blocks, tUs - shownUs); b < blocks.count; b++) {
    if ((blocks.earliestFromUs[b] as number) > tUs) break
    if ((blocks.earliestUs[b] as number) > tUs) continue
    const chunk = trace.attempts.chunks[blocks.chunkOf[b] as number] as AttemptChunk
    const first = blocks.firstIn[b] as number
    const end = first + (blocks.rowsIn[b] as number)
    const firstRow = blocks.firstRow[b] as number
    for (let i = first; i < end; i++) {
      const off = tUs - (chunk.sentUs[i] as number)
      if (off < 0) continue
      addFailure(index, chunk, i, { off, shownUs }, into)
      if (off <= (chunk.finishUs[i] as number))
        addDot(index, chunk, i, firstRow + i - first, off, into)
    }
  }
  if (into.inSight <= DOTS_MAX) queueOrder(into, index.edges.places)
}

type AttemptChunk = TraceIndex['trace']['attempts']['chunks'][number]

function addDot(
  index: TraceIndex,
  chunk: AttemptChunk,
  i: number,
  row: number,
  off: number,
  into: Frame,
): void {
  const { dots } = into
  const { spot } = into.scratch
  if (!spotOf(index, chunk, i, row, off, into.scratch)) return
  const { does } = spot
  const target = spot.place - index.edges.places.firstTarget
  if (does === DOES.queue) into.waiting[target] = (into.waiting[target] as number) + 1
  else if (does === DOES.slot) into.serving[target] = (into.serving[target] as number) + 1
  else if (does === DOES.node) {
    const node = spot.place - index.edges.places.firstNode
    into.atNode[node] = (into.atNode[node] as number) + 1
  } else into.travelling++
  const isTravelling = does === DOES.out || does === DOES.back
  if (isTravelling && spot.edge !== NO_EDGE && into.isBrief[spot.edge] === 1) return
  into.inSight++
  if (dots.count === DOTS_MAX) return
  const at = dots.count++
  dots.row[at] = row
  dots.does[at] = does
  dots.tone[at] = toneOf(index, chunk, i, off, does)
  dots.isRetry[at] = (chunk.attempt[i] as number) > 1 ? 1 : 0
  dots.place[at] = spot.place
  dots.edge[at] = spot.edge
  dots.progress[at] = spot.progress
  dots.slot[at] = spot.slot
  dots.queuePlace[at] = NO_QUEUE_PLACE
  dots.sinceUs[at] = (chunk.sentUs[i] as number) + spot.sinceUs
  dots.spread[at] = spreadOf((chunk.ordinal[i] as number) + 7919 * (chunk.user[i] as number))
}

function toneOf(
  index: TraceIndex,
  chunk: AttemptChunk,
  i: number,
  off: number,
  does: number,
): number {
  const end = chunk.endUs[i] as number
  if (end !== UNSET && off >= end) return TONE.abandoned
  if (does === DOES.back) {
    const failure = failureAt(chunk, i)
    if (failure === FAILURE.error) return TONE.error
    if (failure === FAILURE.rejected) return TONE.rejected
  }
  return (chunk.sinceFirstUs[i] as number) + off > index.goalUs ? TONE.late : TONE.onTime
}

function addFailure(
  index: TraceIndex,
  chunk: AttemptChunk,
  i: number,
  time: { readonly off: number; readonly shownUs: number },
  into: Frame,
): void {
  const failure = failureAt(chunk, i)
  if (failure === FAILURE.none || into.failures.count === FAILURES_MAX) return
  const site = siteOf(chunk, i)
  const since = time.off - failedUs(chunk, i, site)
  if (!(since >= 0 && since < time.shownUs)) return
  const place = placeOf(index.edges.places, chunk, i, site)
  if (place === null) return
  const { failures } = into
  const k = failures.count++
  failures.kind[k] = failure
  failures.place[k] = place
  failures.age[k] = since / time.shownUs
  failures.spread[k] = spreadOf(chunk.ordinal[i] as number)
}

/** A number between 0 and 1 that looks random and belongs to the request: golden-ratio hashing. */
const spreadOf = (ordinal: number): number => (Math.imul(ordinal, 0x9e3779b1) >>> 0) / 0x1_0000_0000
