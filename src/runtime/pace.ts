/**
 * How the worker shares its time between the run in hand and the newest wish.
 * The newest wins; but a run that is nearly done is finished first, and while somebody drags a slider a picture
 * comes at least this often, even when no run is ever done before the next wish.
 */
const SLICE_MS = 8
const NEARLY_DONE_MS = 40
const PICTURE_EVERY_MS = 400

/** Events of the next slice, so that it takes about 8 ms: short enough to hear the next message in time. */
export function nextSliceEvents(events: number, tookMs: number): number {
  const fitting = (events * SLICE_MS) / Math.max(0.1, tookMs)
  return Math.round(Math.min(Math.max(fitting, events / 4, 500), events * 4, 1_000_000))
}

/** Whether the run in hand should be finished although a newer one was asked for. */
export function shouldFinish(run: {
  /** Share of the simulated time that is done, 0 to 1. */
  readonly doneRatio: number
  readonly elapsedMs: number
  /** Since the last finished run. */
  readonly sincePictureMs: number
}): boolean {
  if (run.sincePictureMs > PICTURE_EVERY_MS) return true
  if (run.doneRatio <= 0) return false
  return (run.elapsedMs * (1 - run.doneRatio)) / run.doneRatio < NEARLY_DONE_MS
}
