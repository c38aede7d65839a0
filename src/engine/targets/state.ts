/**
 * What is remembered of each target, side by side in two arrays, so that a step of a request finds it all in one
 * place: counts (int32) and cells (float64). Settings that every step asks for are copied here from the plan.
 */
import type { PlannedTarget } from '../plan.ts'

// Counts.
/** In service and waiting, probes included. */
export const BUSY = 0
export const WAITING = 1
export const SLOTS = 2
export const LIMIT = 3
/** Who is served next: one of the three below. */
export const ORDER = 4
export const QUEUE_HEAD = 5
export const QUEUE_TAIL = 6
export const SERVICE_HEAD = 7
/** How many faults keep it down. */
export const DOWN = 8
/** In service and waiting, without probes: Little's law is about requests. */
export const REQUESTS_BUSY = 9
export const REQUESTS_WAITING = 10
/** The most requests in service and waiting at one time. */
export const BUSY_MAX = 11
export const WAITING_MAX = 12
export const COUNT_BITS = 4
const COUNTS = 1 << COUNT_BITS

export const FIFO = 0
export const LIFO = 1
export const SHARING = 2
const ORDERS = { fifo: FIFO, lifo: LIFO, sharing: SHARING } as const

// Cells.
export const SPEED = 0
export const ERROR_RATIO = 1
/** How many times longer a service takes that begins when all other slots are busy, less 1, per other slot. */
export const SLOWER_BY = 2
/** Since when the two integrals below count, in microseconds; they are request-microseconds, without probes. */
export const AREA_SINCE = 3
export const WAITING_AREA = 4
export const BUSY_AREA = 5
/** Processor sharing: virtual time, and when it was brought up to date. */
export const VIRTUAL = 6
export const VIRTUAL_SINCE = 7
export const CELL_BITS = 3
const CELLS = 1 << CELL_BITS

export interface Desk {
  readonly counts: Int32Array
  readonly cells: Float64Array
}

export function makeDesk(targets: readonly PlannedTarget[]): Desk {
  const counts = new Int32Array(targets.length * COUNTS)
  const cells = new Float64Array(targets.length * CELLS)
  targets.forEach(({ target }, t) => {
    const c = t << COUNT_BITS
    counts[c | SLOTS] = target.slots
    counts[c | LIMIT] = target.queue.limit
    counts[c | ORDER] = ORDERS[target.queue.order]
    counts[c | QUEUE_HEAD] = -1
    counts[c | QUEUE_TAIL] = -1
    counts[c | SERVICE_HEAD] = -1
    cells[(t << CELL_BITS) | SPEED] = target.speed
    cells[(t << CELL_BITS) | ERROR_RATIO] = target.errorRatio
    cells[(t << CELL_BITS) | SLOWER_BY] =
      (target.slowdownAtFull - 1) / Math.max(1, target.slots - 1)
  })
  return { counts, cells }
}

/** One count of every target, in their order. */
export const countsOfAll = (desk: Desk, which: number): number[] =>
  Array.from(
    { length: desk.counts.length / COUNTS },
    (_, t) => desk.counts[(t << COUNT_BITS) | which] as number,
  )

/** One cell of every target, in their order. */
export const cellsOfAll = (desk: Desk, which: number): number[] =>
  Array.from(
    { length: desk.cells.length / CELLS },
    (_, t) => desk.cells[(t << CELL_BITS) | which] as number,
  )
