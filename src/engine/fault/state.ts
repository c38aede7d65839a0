/** What is remembered of faults: how many of their moments have passed. */
import { Columns } from '../columns.ts'
import type { Entries, EntryRange } from '../entries.ts'
import { type Moment, momentsOf, type PlannedFault } from './plan.ts'

export class FaultState extends Columns {
  passed = 0
  /** The entry of the event queue of the next moment. */
  readonly next: EntryRange
  /** When faults begin and end, in order; a function of the plan. */
  readonly #moments: readonly Moment[]

  constructor(faults: readonly PlannedFault[], entries: Entries) {
    super()
    this.#moments = momentsOf(faults)
    this.next = entries.reserve(1)
  }

  get moments(): readonly Moment[] {
    return this.#moments
  }
}
