/** Why an attempt went where it went: a run that goes on until its pick. */
import type { Recordings } from '../model/recording.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { Explanation, PickQuestion } from '../trace/explanation.ts'
import type { RowSink } from '../trace/schema.ts'
import { resumeRun, startRun } from './run.ts'
import type { Snapshot } from './snapshot.ts'

/** Nobody reads the rows of a run that is there for one answer. */
const NOWHERE: RowSink = {
  takeAttempts: (chunk) => chunk,
  takeConnections: (chunk) => chunk,
}

/**
 * Runs again up to the pick, from the latest of the snapshots before `atUs`: of an attempt, or the first one at or
 * after that time. Null when it never came to a pick, which is known once the attempt is over, at `untilUs`.
 */
export function explainAttempt(
  lane: LaneScenario,
  recordings: Recordings,
  { attempt, atUs, untilUs = Number.POSITIVE_INFINITY }: PickQuestion,
  snapshots: readonly Snapshot[],
): Explanation | null {
  const last = snapshots.findLast((snapshot) => snapshot.atUs < atUs)
  const run =
    last === undefined
      ? startRun(lane, recordings, NOWHERE)
      : resumeRun(lane, recordings, last, NOWHERE)
  const watch = { attempt, atUs, answer: null as Explanation | null }
  run.world.watch = watch
  while (watch.answer === null && run.nowUs <= untilUs && !run.advance(64)) {
    // The slice is short, because nothing after the pick is of interest.
  }
  return watch.answer
}
