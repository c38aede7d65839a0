/** What is remembered of scaled groups: how far each instance is, and what the metric is made of so far. */
import { type Column, Columns, float64, int32, uint8 } from '../columns.ts'
import type { Entries, EntryRange } from '../entries.ts'
import type { Group, Target } from '../indices.ts'
import type { Plan } from '../plan.ts'

export class ScalingState extends Columns {
  /** Where its instance is in its life (`targets/instanceStages.ts`). */
  readonly stage: Column<Target>
  /** Since when it is in service, and from when on it counts for the metric. */
  readonly sinceUs: Column<Target>
  readonly warmAtUs: Column<Target>
  /** In the period so far: requests that have left it; and the integral of its busy slots when the period began. */
  readonly requests: Column<Target>
  readonly busyThenUs: Column<Target>
  /** How many instances there are to be. */
  readonly desired: Column<Group>
  /** Data points in a row on either side. */
  readonly above: Column<Group>
  readonly below: Column<Group>
  readonly cooldownUntilUs: Column<Group>
  /** Entries of the event queue: the next step of an instance, and the end of a group's period. */
  readonly steps: EntryRange
  readonly looks: EntryRange

  constructor({ groups, targets }: Plan, entries: Entries) {
    super()
    this.stage = uint8(targets.length)
    this.sinceUs = float64(targets.length)
    this.warmAtUs = float64(targets.length)
    this.requests = int32(targets.length)
    this.busyThenUs = float64(targets.length)
    this.desired = int32(groups.length)
    this.above = int32(groups.length)
    this.below = int32(groups.length)
    this.cooldownUntilUs = float64(groups.length)
    this.steps = entries.reserve(targets.length)
    this.looks = entries.reserve(groups.length)
  }
}
