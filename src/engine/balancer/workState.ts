/**
 * What is remembered of the workers of nodes that take time for what they do. A worker works first in, first out and
 * nothing interrupts it, so when it has done all that it was given says everything of its queue.
 *
 *     worker      #####111222222333....44      given 1 2 3 at once: each is done when those before it are, and it
 *                 now ^             ^ until
 */
import { type Column, Columns, float64, int32 } from '../columns.ts'
import type { Entries, EntryRange } from '../entries.ts'
import type { Process } from '../indices.ts'
import type { Plan } from '../plan.ts'

export class WorkState extends Columns {
  /** When it has done all that it was given, and how much that is in all. */
  readonly untilUs: Column<Process>
  readonly givenUs: Column<Process>
  /** Requests that it has, worked on or waiting; the most; their integral over time, and until when that is known. */
  readonly has: Column<Process>
  readonly hadMax: Column<Process>
  readonly hadAreaUs: Column<Process>
  readonly areaSinceUs: Column<Process>
  /** At the last look: how long it had been busy in all; what was recorded then. */
  readonly busyThenUs: Column<Process>
  readonly seenHas: Column<Process>
  readonly seenShare: Column<Process>
  /** Entries of the event queue: the next look. */
  readonly looks: EntryRange

  constructor({ nodes, nodesWork }: Plan, entries: Entries) {
    super()
    const size = nodesWork ? nodes.reduce((sum, { workers }) => sum + workers, 0) : 0
    this.untilUs = float64(size)
    this.givenUs = float64(size)
    this.has = int32(size)
    this.hadMax = int32(size)
    this.hadAreaUs = float64(size)
    this.areaSinceUs = float64(size)
    this.busyThenUs = float64(size)
    this.seenHas = int32(size)
    this.seenShare = float64(size)
    this.looks = entries.reserve(size)
  }

  /** How long it has been busy until now: what it was given, but for what is still to do. */
  busyUs(worker: Process, nowUs: number): number {
    return this.givenUs[worker] - Math.max(0, this.untilUs[worker] - nowUs)
  }
}
