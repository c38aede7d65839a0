/**
 * A run of one lane: start, advance by slices, look at what there is, snapshot, resume. `simulate` is the loop over it.
 */
import { assert } from '../base/assert.ts'
import type { Recordings } from '../model/recording.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { RowSink, Trace } from '../trace/schema.ts'
import { END_ENTRY, RANK_END } from './entries.ts'
import { finishRun, traceOf } from './finish.ts'
import type { Attempt } from './indices.ts'
import { PARTS, type Part } from './parts.ts'
import { type Plan, planOf } from './plan.ts'
import { restoreSnapshot, type Snapshot, takeSnapshot } from './snapshot.ts'
import { settleHosts } from './targets/hostSharing.ts'
import { onOvertaken, onWay } from './way.ts'
import { makeWorld, type World } from './world.ts'

export class Run {
  readonly world: World
  /** Which part an entry of the event queue belongs to, for those below the attempts'. */
  private readonly partOf: Uint8Array
  private readonly firsts: readonly number[]
  private readonly dues: readonly Part['due'][]
  private isOver = false

  constructor(world: World) {
    this.world = world
    this.partOf = new Uint8Array(world.attemptEntry)
    const ranges = PARTS.map(({ entries }) => entries(world))
    ranges.forEach(({ first, size }, part) => {
      this.partOf.fill(part, first, first + size)
    })
    this.firsts = ranges.map(({ first }) => first)
    this.dues = PARTS.map(({ due }) => due)
  }

  get nowUs(): number {
    return this.world.nowUs
  }

  /** Takes up to so many steps, an event each; true when the run is over. */
  advance(events: number): boolean {
    const { world } = this
    const { queue } = world
    let done = 0
    while (done < events && !this.isOver) {
      const entry = queue.pop()
      world.nowUs = queue.nowUs
      done++
      if (entry <= END_ENTRY) {
        assert(entry === END_ENTRY, 'the queue holds the end of the run until it comes')
        this.finish()
      } else {
        this.step(entry)
        if (world.hosts.markedCount > 0) settleHosts(world)
        if (world.truncated !== null) this.finish()
      }
    }
    world.counters.events += done
    return this.isOver
  }

  snapshot(): Snapshot {
    assert(!this.isOver, 'a snapshot is taken before the run is over')
    return takeSnapshot(this.world)
  }

  /** What there is so far. Full chunks never change again; the last one of a table may still grow. */
  trace(): Trace {
    return traceOf(this.world)
  }

  /** What an entry that is due means. */
  private step(entry: number): void {
    const { world } = this
    const own = entry - world.attemptEntry
    if (own >= 0) {
      const a = (own >> 1) as Attempt
      if ((own & 1) === 0) onWay(world, a)
      else onOvertaken(world, a)
      return
    }
    const part = this.partOf[entry]
    this.dues[part](world, entry - this.firsts[part])
  }

  private finish(): void {
    this.isOver = true
    finishRun(this.world)
  }
}

/** A run of the scenario, about to begin. Digest and counts are the same with a sink and without one. */
export const startRun = (
  lane: LaneScenario,
  recordings: Recordings,
  sink: RowSink | null = null,
): Run => startPlan(planOf(lane, recordings), sink)

/** The same of a plan. */
export function startPlan(plan: Plan, sink: RowSink | null = null): Run {
  const world = makeWorld(plan, sink)
  world.queue.schedule(END_ENTRY, plan.run.durationUs, RANK_END)
  for (const { begin } of PARTS) begin?.(world)
  return new Run(world)
}

/**
 * A run that goes on from a snapshot. The scenario may differ from the one that was running only in faults (surges
 * excepted) that begin and end after the snapshot.
 */
export function resumeRun(
  lane: LaneScenario,
  recordings: Recordings,
  snapshot: Snapshot,
  sink: RowSink | null = null,
): Run {
  const world = makeWorld(planOf(lane, recordings), sink)
  restoreSnapshot(world, snapshot)
  return new Run(world)
}
