/** What is remembered of deploys: which one goes on in each group, and how far each target is. */
import { type Column, Columns, float64, int32, uint8 } from '../columns.ts'
import type { Entries, EntryRange } from '../entries.ts'
import type { Group, Target } from '../indices.ts'
import type { Plan } from '../plan.ts'

/** How far a target is in being replaced. */
export const SERVING = 0
/** Deregistered, and still serving until its pause is over. */
export const PAUSING = 1
/** Told to stop: it finishes what it has, until that is done or its grace is over. */
export const STOPPING = 2
/** Gone; the new version starts. */
export const STARTING = 3
/** Started and registered; not all nodes find it healthy yet. */
export const JOINING = 4

export class DeployState extends Columns {
  /** The number of the deploy that goes on, and 1; 0: none. */
  readonly going: Column<Group>
  readonly stage: Column<Target>
  /** The number of the deploy that replaced it last, and 1. */
  readonly version: Column<Target>
  /** How many targets are joining. */
  joining = 0
  /** When its new version was registered. */
  readonly upUs: Column<Target>
  /** Entries of the event queue: the next step of a target, and a look at whom nodes of a group find healthy. */
  readonly steps: EntryRange
  readonly looks: EntryRange

  constructor({ groups, targets }: Plan, entries: Entries) {
    super()
    this.going = int32(groups.length)
    this.stage = uint8(targets.length)
    this.version = int32(targets.length)
    this.upUs = float64(targets.length)
    this.steps = entries.reserve(targets.length)
    this.looks = entries.reserve(groups.length)
  }
}
