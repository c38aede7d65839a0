/**
 * What nodes remember of the health of targets: of each pair the state, the streak that may change it, and the probe under
 * way.
 */
import { type Column, Columns, float64, int32, uint8 } from '../columns.ts'
import type { Entries, EntryRange } from '../entries.ts'
import type { Pair } from '../indices.ts'
import type { Plan } from '../plan.ts'

export class HealthState extends Columns {
  /** A position in `HEALTHS` (`model/health.ts`). */
  readonly known: Column<Pair>
  /** Since when a slow start goes on; -1 without one. It may be over. */
  readonly slowSinceUs: Column<Pair>
  /** Results in a row that speak against what is known. */
  readonly streak: Column<Pair>
  /** What happens when the pair's entry is due. */
  readonly probeStage: Column<Pair>
  readonly probeSentUs: Column<Pair>
  /** Probes sent so far: the draws of a probe have its number. */
  readonly probes: Column<Pair>
  /**
   * Entries of the event queue: a group's next sweep over its ejected targets, when one that is out may be tried (by peer,
   * where any is), and a pair's next step.
   */
  readonly sweeps: EntryRange
  readonly trials: EntryRange
  readonly steps: EntryRange

  constructor({ nodes, workers, registrations, groups }: Plan, entries: Entries) {
    super()
    const pairs = nodes.length * registrations.length
    const tries = groups.some(({ ejection }) => ejection?.kind === 'max-fails')
    this.known = uint8(pairs)
    this.slowSinceUs = float64(pairs)
    this.slowSinceUs.fill(-1)
    this.streak = int32(pairs)
    this.probeStage = uint8(pairs)
    this.probeSentUs = float64(pairs)
    this.probes = float64(pairs)
    this.sweeps = entries.reserve(groups.length)
    this.trials = entries.reserve(tries ? workers.length * registrations.length : 0)
    this.steps = entries.reserve(pairs)
  }
}
