/** What is remembered of what is called: who is in service there, who waits, how fast it is, and counts. */
import type { Attempts } from '../attempt/attempts.ts'
import { type Column, Columns, float64, float64From, int32 } from '../columns.ts'
import type { Entries, EntryRange } from '../entries.ts'
import type { Attempt, Station } from '../indices.ts'
import { Lists } from '../list.ts'
import type { PlannedStation } from './plan.ts'

/** How calls ended, and how many were made. */
export const MADE = 0
export const ANSWERED = 1
export const REFUSED = 2
/** Whoever had called gave up; what it asked for is still done. */
export const TIMED_OUT = 3
const COUNTS = 4

export class DependencyState extends Columns {
  readonly speed: Column<Station>
  readonly busy: Column<Station>
  readonly waiting: Column<Station>
  readonly serving: Lists<Station, Attempt>
  readonly waitlist: Lists<Station, Attempt>
  /** By station and what is counted. */
  private readonly counted: Column<number>
  /** Integrals of who is in service and who waits, in call-microseconds, and since when they count. */
  readonly busyAreaUs: Column<Station>
  readonly waitingAreaUs: Column<Station>
  readonly areaSinceUs: Column<Station>
  /** What the last look saw. */
  readonly seenBusy: Column<Station>
  readonly seenWaiting: Column<Station>
  readonly seenSpeed: Column<Station>
  /** Entries of the event queue: the next look. */
  readonly looks: EntryRange

  constructor(plan: readonly (PlannedStation | null)[], entries: Entries, attempts: Attempts) {
    super()
    const size = plan.length
    this.speed = float64From(plan.map((station) => station?.speed ?? 1))
    this.busy = int32(size)
    this.waiting = int32(size)
    this.serving = new Lists<Station, Attempt>(size, attempts.inQueue)
    this.waitlist = new Lists<Station, Attempt>(size, attempts.inQueue)
    this.counted = float64(size * COUNTS)
    this.busyAreaUs = float64(size)
    this.waitingAreaUs = float64(size)
    this.areaSinceUs = float64(size)
    this.seenBusy = int32(size)
    this.seenWaiting = int32(size)
    this.seenSpeed = float64From(plan.map((station) => station?.speed ?? 1))
    this.looks = entries.reserve(size)
  }

  /** One more of those. */
  count(station: Station, what: number): void {
    this.counted[station * COUNTS + what]++
  }

  countOf(station: Station, what: number): number {
    return this.counted[station * COUNTS + what]
  }
}
