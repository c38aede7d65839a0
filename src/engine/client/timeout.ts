/**
 * Timeouts that nearly never happen must cost nearly nothing. All attempts of a population wait equally long, so they
 * stand in a list in the order in which they were sent, and only the head is in the event queue; an answer takes its
 * attempt out of the middle. The event may find that its head has been answered: then it moves to the new head.
 * Nodes wait for targets in the same way, in one list for all nodes.
 */

import * as F from '../attempt/attempts.ts'
import { ENTRY_IDLE, IDLE_HEAD, IDLE_TAIL, RANK_TIMEOUT, type World } from '../world.ts'
import * as C from './state.ts'

/** A node waits this long for an answer (ALB idle timeout). */
export const IDLE_TIMEOUT_US = 60_000_000

/** The client's clock for this attempt starts. */
export function armTimeout(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const p = w[at | F.POPULATION] as number
  const crowd = world.crowd.words
  const c = p << C.CROWD_WORD_BITS
  const tail = crowd[c | C.TIMEOUT_TAIL] as number
  w[at | F.FLAGS] = (w[at | F.FLAGS] as number) | F.TIMED
  w[at | F.TIMEOUT_PREV] = tail
  w[at | F.TIMEOUT_NEXT] = -1
  crowd[c | C.TIMEOUT_TAIL] = f
  if (tail >= 0) {
    w[(tail << F.WORD_BITS) | F.TIMEOUT_NEXT] = f
    return
  }
  crowd[c | C.TIMEOUT_HEAD] = f
  const entry = world.timeoutBase + p
  if (!world.queue.isScheduled(entry)) {
    const timeoutUs = world.crowd.cells[(p << C.CROWD_CELL_BITS) | C.TIMEOUT_US] as number
    world.queue.schedule(entry, world.nowUs + timeoutUs, RANK_TIMEOUT)
  }
}

export function disarmTimeout(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const flags = w[at | F.FLAGS] as number
  if ((flags & F.TIMED) === 0) return
  w[at | F.FLAGS] = flags & ~F.TIMED
  const crowd = world.crowd.words
  const c = (w[at | F.POPULATION] as number) << C.CROWD_WORD_BITS
  const before = w[at | F.TIMEOUT_PREV] as number
  const after = w[at | F.TIMEOUT_NEXT] as number
  if (before < 0) crowd[c | C.TIMEOUT_HEAD] = after
  else w[(before << F.WORD_BITS) | F.TIMEOUT_NEXT] = after
  if (after < 0) crowd[c | C.TIMEOUT_TAIL] = before
  else w[(after << F.WORD_BITS) | F.TIMEOUT_PREV] = before
}

/** The oldest attempt of a population that has waited for too long, or -1; moves the event to the next head. */
export function overdueClient(world: World, p: number): number {
  const head = world.crowd.words[(p << C.CROWD_WORD_BITS) | C.TIMEOUT_HEAD] as number
  if (head < 0) return -1
  const timeoutUs = world.crowd.cells[(p << C.CROWD_CELL_BITS) | C.TIMEOUT_US] as number
  const dueUs = (world.times[(head << F.TIME_BITS) | F.SENT] as number) + timeoutUs
  if (dueUs <= world.nowUs) return head
  world.queue.schedule(world.timeoutBase + p, dueUs, RANK_TIMEOUT)
  return -1
}

/** A node begins to wait for a target. */
export function armIdle(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const { waiting } = world.nodes
  const tail = waiting[IDLE_TAIL] as number
  w[at | F.FLAGS] = (w[at | F.FLAGS] as number) | F.IDLING
  world.times[(f << F.TIME_BITS) | F.DISPATCHED] = world.nowUs
  w[at | F.IDLE_PREV] = tail
  w[at | F.IDLE_NEXT] = -1
  waiting[IDLE_TAIL] = f
  if (tail >= 0) {
    w[(tail << F.WORD_BITS) | F.IDLE_NEXT] = f
    return
  }
  waiting[IDLE_HEAD] = f
  if (!world.queue.isScheduled(ENTRY_IDLE)) {
    world.queue.schedule(ENTRY_IDLE, world.nowUs + IDLE_TIMEOUT_US, RANK_TIMEOUT)
  }
}

export function disarmIdle(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const { waiting } = world.nodes
  w[at | F.FLAGS] = (w[at | F.FLAGS] as number) & ~F.IDLING
  const before = w[at | F.IDLE_PREV] as number
  const after = w[at | F.IDLE_NEXT] as number
  if (before < 0) waiting[IDLE_HEAD] = after
  else w[(before << F.WORD_BITS) | F.IDLE_NEXT] = after
  if (after < 0) waiting[IDLE_TAIL] = before
  else w[(after << F.WORD_BITS) | F.IDLE_PREV] = before
}

/** The flight for which a node has waited longest, if that is too long, or -1; moves the event to the next head. */
export function overdueNode(world: World): number {
  const head = world.nodes.waiting[IDLE_HEAD] as number
  if (head < 0) return -1
  const dueUs = (world.times[(head << F.TIME_BITS) | F.DISPATCHED] as number) + IDLE_TIMEOUT_US
  if (dueUs <= world.nowUs) return head
  world.queue.schedule(ENTRY_IDLE, dueUs, RANK_TIMEOUT)
  return -1
}
