/**
 * The runs that a worker keeps, newest first, within its share of the page's memory: so that an undo is answered
 * from memory, and an edit late in a run is resumed from a mark. The run on show is never dropped.
 */

import { bytesOfTrace } from './chunks.ts'
import type { Kept, Mark, Sized } from './laneWorker.ts'

/** Until the page has said what there is. */
const BUDGET_BYTES = 64 * 2 ** 20
/** Of the budget, at most this much goes to marks. */
const MARKS_SHARE = 1 / 8

export class Shelf<Snapshot extends Sized> {
  private readonly runs: { readonly kept: Kept<Snapshot>; readonly bytes: number }[] = []
  private budgetBytes = BUDGET_BYTES

  setBudget(bytes: number): void {
    this.budgetBytes = bytes
    this.dropOldest()
  }

  /** The run of a scenario, if it is still there. */
  take(key: string): Kept<Snapshot> | null {
    return this.runs.find(({ kept }) => kept.key === key)?.kept ?? null
  }

  put(kept: Kept<Snapshot>): void {
    const at = this.runs.findIndex((run) => run.kept.key === kept.key)
    if (at >= 0) this.runs.splice(at, 1)
    this.runs.unshift({ kept, bytes: bytesOfTrace(kept.trace) + bytesOfMarks(kept.marks) })
    this.dropOldest()
  }

  /** Drops every second mark when they have become too large together; true when it did. */
  thin(marks: Mark<Snapshot>[]): boolean {
    if (bytesOfMarks(marks) <= this.budgetBytes * MARKS_SHARE) return false
    for (let i = marks.length - 1; i >= 0; i -= 2) marks.splice(i, 1)
    return true
  }

  /** Ends a run that has grown beyond what one run may have. */
  assertFits(bytes: number): void {
    if (bytes <= this.budgetBytes) return
    const megabytes = Math.round(this.budgetBytes / 2 ** 20)
    throw new RangeError(
      `This run needs more than the ${megabytes} MB that the page has for one lane. ` +
        'Make it shorter or its rate lower, or run it on the command line.',
    )
  }

  private dropOldest(): void {
    let bytes = this.runs.reduce((sum, run) => sum + run.bytes, 0)
    while (bytes > this.budgetBytes && this.runs.length > 1) bytes -= this.runs.pop()?.bytes ?? 0
  }
}

const bytesOfMarks = (marks: readonly Mark<Sized>[]): number =>
  marks.reduce((sum, mark) => sum + mark.state.bytes, 0)
