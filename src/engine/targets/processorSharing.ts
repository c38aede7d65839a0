/**
 * Processor sharing: everybody is served at once and the speed is divided. With n in service each advances at
 * `speed × min(1, slots / n)`. Virtual time counts how much work each has got since the target was last empty, so an
 * attempt is done when virtual time reaches the one at its start plus its demand, whoever comes and goes meanwhile.
 * The list in service is kept in order of those ends; only the first is in the event queue.
 */
import * as F from '../attempt/attempts.ts'
import { RANK_COMPLETION, type World } from '../world.ts'
import * as D from './state.ts'

/** Into the list. The caller counts it, then calls `settleShared`. */
export function admitShared(world: World, f: number, t: number): void {
  advance(world, t)
  const { counts, cells } = world.desk
  const { words: w, times } = world
  const at = f << F.WORD_BITS
  const i = f << F.TIME_BITS
  const endAt = (cells[(t << D.CELL_BITS) | D.VIRTUAL] as number) + (times[i | F.DEMAND] as number)
  times[i | F.START] = world.nowUs
  times[i | F.WORK] = endAt
  w[at | F.STAGE] = F.STAGE_NONE
  w[at | F.FLAGS] = (w[at | F.FLAGS] as number) | F.SERVING
  // From the end of the list, because what comes last mostly ends late.
  let before = counts[(t << D.COUNT_BITS) | D.QUEUE_TAIL] as number
  while (before >= 0 && (times[(before << F.TIME_BITS) | F.WORK] as number) > endAt) {
    before = w[(before << F.WORD_BITS) | F.QUEUE_PREV] as number
  }
  const after = (
    before < 0
      ? counts[(t << D.COUNT_BITS) | D.SERVICE_HEAD]
      : w[(before << F.WORD_BITS) | F.QUEUE_NEXT]
  ) as number
  w[at | F.QUEUE_PREV] = before
  w[at | F.QUEUE_NEXT] = after
  if (before < 0) counts[(t << D.COUNT_BITS) | D.SERVICE_HEAD] = f
  else w[(before << F.WORD_BITS) | F.QUEUE_NEXT] = f
  if (after < 0) counts[(t << D.COUNT_BITS) | D.QUEUE_TAIL] = f
  else w[(after << F.WORD_BITS) | F.QUEUE_PREV] = f
}

/** Out of the list. The caller counts it, then calls `settleShared`. */
export function leaveShared(world: World, f: number, t: number): void {
  advance(world, t)
  const { counts } = world.desk
  const w = world.words
  const before = w[(f << F.WORD_BITS) | F.QUEUE_PREV] as number
  const after = w[(f << F.WORD_BITS) | F.QUEUE_NEXT] as number
  if (before < 0) counts[(t << D.COUNT_BITS) | D.SERVICE_HEAD] = after
  else w[(before << F.WORD_BITS) | F.QUEUE_NEXT] = after
  if (after < 0) counts[(t << D.COUNT_BITS) | D.QUEUE_TAIL] = before
  else w[(after << F.WORD_BITS) | F.QUEUE_PREV] = before
}

/** After somebody came or left, and was counted: when the next one ends. */
export function settleShared(world: World, t: number): void {
  const { counts, cells } = world.desk
  // Starting again from 0 keeps virtual time small, and so exact.
  if (counts[(t << D.COUNT_BITS) | D.BUSY] === 0) cells[(t << D.CELL_BITS) | D.VIRTUAL] = 0
  reschedule(world, t)
}

export function retimeShared(world: World, t: number, speed: number): void {
  advance(world, t)
  world.desk.cells[(t << D.CELL_BITS) | D.SPEED] = speed
  reschedule(world, t)
}

/** The flight whose turn it is to end when the target's event is due. */
export function nextShared(world: World, t: number): number {
  return world.desk.counts[(t << D.COUNT_BITS) | D.SERVICE_HEAD] as number
}

/** How fast each attempt in service advances now. */
function rateOf(world: World, t: number): number {
  const { counts, cells } = world.desk
  const busy = counts[(t << D.COUNT_BITS) | D.BUSY] as number
  const slots = counts[(t << D.COUNT_BITS) | D.SLOTS] as number
  return (cells[(t << D.CELL_BITS) | D.SPEED] as number) * (busy > slots ? slots / busy : 1)
}

function advance(world: World, t: number): void {
  const { counts, cells } = world.desk
  const us = world.nowUs - (cells[(t << D.CELL_BITS) | D.VIRTUAL_SINCE] as number)
  cells[(t << D.CELL_BITS) | D.VIRTUAL_SINCE] = world.nowUs
  if ((counts[(t << D.COUNT_BITS) | D.BUSY] as number) > 0) {
    cells[(t << D.CELL_BITS) | D.VIRTUAL] =
      (cells[(t << D.CELL_BITS) | D.VIRTUAL] as number) + us * rateOf(world, t)
  }
}

function reschedule(world: World, t: number): void {
  const entry = world.sharingBase + t
  world.queue.cancel(entry)
  const first = world.desk.counts[(t << D.COUNT_BITS) | D.SERVICE_HEAD] as number
  const rate = first < 0 ? 0 : rateOf(world, t)
  if (rate === 0) return
  const left =
    (world.times[(first << F.TIME_BITS) | F.WORK] as number) -
    (world.desk.cells[(t << D.CELL_BITS) | D.VIRTUAL] as number)
  const us = Math.max(0, Math.round(left / rate))
  world.queue.schedule(entry, world.nowUs + us, RANK_COMPLETION)
}
