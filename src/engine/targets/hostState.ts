/**
 * What is remembered of hosts: how many slots of their containers are at work, how fast work proceeds for that, and the
 * integrals that say how busy a host was.
 *
 *     cores 4, at work 6        factor 4 / 6: each slot gets so much of a core
 */
import { type Column, Columns, float64, float64From, int32, none, uint8 } from '../columns.ts'
import type { Entries, EntryRange } from '../entries.ts'
import type { Host, Target } from '../indices.ts'
import type { PlannedHost } from './hostPlan.ts'
import type { PlannedTarget } from './plan.ts'

export class HostState extends Columns {
  /** Of each target: its host, or NONE; how many of its slots are at work, and its speed on a core of its own. */
  readonly of: Column<Target, Host>
  readonly atWork: Column<Target>
  readonly ownSpeed: Column<Target>

  readonly cores: Column<Host>
  /** Slots at work: in service, but for those that wait for a call; none of a target at a standstill. */
  readonly working: Column<Host>
  /** What a slot at work gets of a core: 1, or cores / working; never 0. */
  readonly factor: Column<Host>
  /** Those whose working slots have changed in the event that goes on, and how many they are. */
  readonly marked: Column<number, Host>
  readonly isMarked: Column<Host>
  markedCount = 0

  /** Integrals over time, of the working slots and of the cores that they had, and how long it had too few of these. */
  readonly workingAreaUs: Column<Host>
  readonly coresAreaUs: Column<Host>
  readonly shortUs: Column<Host>
  readonly areaSinceUs: Column<Host>
  /** What the last look saw. */
  readonly seen: Column<Host>
  /** Entries of the event queue: the next look. */
  readonly looks: EntryRange

  constructor(hosts: readonly PlannedHost[], targets: readonly PlannedTarget[], entries: Entries) {
    super()
    const size = hosts.length
    const containers = size === 0 ? 0 : targets.length
    this.of = none(containers)
    hosts.forEach((host, h) => {
      for (const t of host.containers) this.of[t] = h as Host
    })
    this.atWork = int32(containers)
    this.ownSpeed = float64From(size === 0 ? [] : targets.map(({ spec }) => spec.speed))
    this.cores = float64From(hosts.map(({ cores }) => cores))
    this.working = int32(size)
    this.factor = float64(size)
    this.factor.fill(1)
    this.marked = none(size)
    this.isMarked = uint8(size)
    this.workingAreaUs = float64(size)
    this.coresAreaUs = float64(size)
    this.shortUs = float64(size)
    this.areaSinceUs = float64(size)
    this.seen = int32(size)
    this.looks = entries.reserve(size)
  }
}
