/** One lane's scenario in, one trace out: pure, no clock, the same bits everywhere. */
import type { Recordings } from '../model/recording.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { RowSink, Trace } from '../trace/schema.ts'
import { startRun } from './run.ts'

export interface SimulateOptions {
  /** Gets the rows in place of the trace, so that memory stays flat; the trace then has the last of them only. */
  readonly sink?: RowSink
  /** Called now and then with the share of simulated time that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void
}

const SLICE_EVENTS = 200_000

/**
 * Simulates one lane to its end.
 * @param lane a validated scenario with a lane's patch applied (`resolveLane`)
 * @param recordings recorded traffic by hash, for scenarios that replay some
 */
export function simulate(
  lane: LaneScenario,
  recordings: Recordings = {},
  options: SimulateOptions = {},
): Trace {
  const run = startRun(lane, recordings, options.sink)
  const durationUs = run.world.plan.run.durationUs
  while (!run.advance(SLICE_EVENTS)) options.onProgress?.(run.nowUs / durationUs)
  return run.trace()
}
