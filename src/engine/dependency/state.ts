/** What is remembered of what stands behind the targets: who is in service, who waits, how fast it is, and counts. */
import type { Attempts } from '../attempt/attempts.ts'
import { type Column, Columns, float64, int32 } from '../columns.ts'
import type { Entries, EntryRange } from '../entries.ts'
import { type Attempt, ONLY, type Only } from '../indices.ts'
import { Lists } from '../list.ts'
import type { PlannedDependency } from './plan.ts'

/** How calls ended, and how many were made. */
export const MADE = 0
export const ANSWERED = 1
export const REFUSED = 2
/** Whoever had called gave up; what it asked for is still done. */
export const TIMED_OUT = 3
const COUNTS = 4

export class DependencyState extends Columns {
  readonly speed: Column<Only>
  readonly busy: Column<Only>
  readonly waiting: Column<Only>
  readonly serving: Lists<Only, Attempt>
  readonly waitlist: Lists<Only, Attempt>
  readonly counts: Column<number>
  /** Integrals of who is in service and who waits, in call-microseconds, and since when they count. */
  readonly busyAreaUs: Column<Only>
  readonly waitingAreaUs: Column<Only>
  readonly areaSinceUs: Column<Only>
  /** What the last look saw. */
  readonly seenBusy: Column<Only>
  readonly seenWaiting: Column<Only>
  /** The entry of the event queue for the next look. */
  readonly looks: EntryRange

  constructor(plan: PlannedDependency | null, entries: Entries, attempts: Attempts) {
    super()
    this.speed = float64(1)
    this.speed[ONLY] = plan?.speed ?? 1
    this.busy = int32(1)
    this.waiting = int32(1)
    this.serving = new Lists<Only, Attempt>(1, attempts.inQueue)
    this.waitlist = new Lists<Only, Attempt>(1, attempts.inQueue)
    this.counts = float64(COUNTS)
    this.busyAreaUs = float64(1)
    this.waitingAreaUs = float64(1)
    this.areaSinceUs = float64(1)
    this.seenBusy = int32(1)
    this.seenWaiting = int32(1)
    this.looks = entries.reserve(plan === null ? 0 : 1)
  }
}
