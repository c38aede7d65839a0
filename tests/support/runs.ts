/** Runs that a test drives itself: slice by slice, with snapshots on the way. */
import { type Run, resumeRun, startRun } from '../../src/engine/run.ts'
import type { Snapshot } from '../../src/engine/snapshot.ts'
import type { Recordings } from '../../src/model/recording.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'
import type { Trace } from '../../src/trace/schema.ts'

/** Advances to the end, by as many events a time as `slice` says. Its trace is there to be compared with a checked one. */
export function finish(run: Run, slice: () => number = () => 1_000_000): Trace {
  while (!run.advance(slice()));
  return run.trace()
}

/** A run of a lane by slices. */
export const sliced = (
  lane: LaneScenario,
  slice: () => number,
  recordings: Recordings = {},
): Trace => finish(startRun(lane, recordings), slice)

/** Snapshots after so many events each, ascending; the run then goes on to its end, which must not disturb them. */
export function snapshotsAt(
  lane: LaneScenario,
  events: readonly number[],
  recordings: Recordings = {},
): { readonly snapshots: readonly Snapshot[]; readonly trace: Trace } {
  const run = startRun(lane, recordings)
  const snapshots: Snapshot[] = []
  let done = 0
  for (const at of events) {
    if (run.advance(at - done)) break
    done = at
    snapshots.push(run.snapshot())
  }
  return { snapshots, trace: finish(run) }
}

/** The rest of a run from a snapshot on. */
export const resumed = (
  lane: LaneScenario,
  snapshot: Snapshot,
  recordings: Recordings = {},
): Trace => finish(resumeRun(lane, recordings, snapshot))

/** Whole numbers from 1 to `max`, distinct and ascending, the same each time (a linear congruence). */
export function someEvents(count: number, max: number): number[] {
  const picked = new Set<number>()
  let state = 12_345
  while (picked.size < Math.min(count, max - 1)) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    picked.add(1 + (state % (max - 1)))
  }
  return [...picked].sort((a, b) => a - b)
}
