/**
 * The finished runs that a worker keeps, newest first, within its share of the page's memory: so that an undo is
 * answered from memory, and an edit late in a run is resumed from a checkpoint. The run on show is never dropped.
 */
import type { LaneScenario } from '../scenario/types.ts'
import type { Trace } from '../trace/schema.ts'
import { bytesOfTrace } from './chunks.ts'

/** What the cache has to know of an engine's snapshot. */
export interface Sized {
  readonly bytes: number
}

/** The state of a run at a moment from which it can be resumed. */
export interface Checkpoint<Snapshot extends Sized> {
  readonly atUs: number
  readonly state: Snapshot
}

/** A finished run: for undo, for resuming and for questions. */
export interface CachedRun<Snapshot extends Sized> {
  readonly key: string
  readonly scenario: LaneScenario
  readonly trace: Trace
  readonly checkpoints: readonly Checkpoint<Snapshot>[]
}

/** Until the page has said what there is. */
const BUDGET_BYTES = 64 * 2 ** 20
/** Of the budget, at most this much goes to the checkpoints of one run. */
const CHECKPOINTS_RATIO = 1 / 4

export class RunCache<Snapshot extends Sized> {
  private readonly entries: { readonly run: CachedRun<Snapshot>; readonly bytes: number }[] = []
  private budgetBytes = BUDGET_BYTES

  setBudget(bytes: number): void {
    this.budgetBytes = bytes
    this.dropOldest()
  }

  /** The run of a scenario, if it is still there. */
  get(key: string): CachedRun<Snapshot> | null {
    return this.entries.find(({ run }) => run.key === key)?.run ?? null
  }

  put(run: CachedRun<Snapshot>): void {
    const at = this.entries.findIndex((entry) => entry.run.key === run.key)
    if (at >= 0) this.entries.splice(at, 1)
    const bytes = bytesOfTrace(run.trace) + bytesOfCheckpoints(run.checkpoints)
    this.entries.unshift({ run, bytes })
    this.dropOldest()
  }

  /** Drops every second checkpoint when they have become too large together; true when it did. */
  thin(checkpoints: Checkpoint<Snapshot>[]): boolean {
    if (this.holds(checkpoints)) return false
    for (let i = checkpoints.length - 1; i >= 0; i -= 2) checkpoints.splice(i, 1)
    return true
  }

  /** Whether there is room for so many checkpoints of one run. */
  holds(checkpoints: readonly Checkpoint<Snapshot>[]): boolean {
    return bytesOfCheckpoints(checkpoints) <= this.budgetBytes * CHECKPOINTS_RATIO
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
    let bytes = this.entries.reduce((sum, entry) => sum + entry.bytes, 0)
    while (bytes > this.budgetBytes && this.entries.length > 1) {
      bytes -= this.entries.pop()?.bytes ?? 0
    }
  }
}

const bytesOfCheckpoints = (checkpoints: readonly Checkpoint<Sized>[]): number =>
  checkpoints.reduce((sum, checkpoint) => sum + checkpoint.state.bytes, 0)
