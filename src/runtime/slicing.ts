/**
 * How the worker shares its time between the run under way and the newest command.
 * The newest wins; but a run that is nearly done is finished first, and while somebody drags a slider a picture
 * comes at least this often, even when no run is ever done before the next command.
 */
const SLICE_MS = 8
const NEARLY_DONE_MS = 40
const PICTURE_EVERY_MS = 400
/** A part costs the page a layout and the worker an index, so it should be on show for a while. */
const PART_BEFORE_MS = 150

/** Events of the next slice, so that it takes about 8 ms: short enough to hear the next message in time. */
export function nextSliceEvents(events: number, tookMs: number): number {
  const fitting = (events * SLICE_MS) / Math.max(0.1, tookMs)
  return Math.round(Math.min(Math.max(fitting, events / 4, 500), events * 4, 1_000_000))
}

/** Whether the run under way should be finished although a newer one was asked for. */
export const shouldFinish = (run: {
  readonly remainingMs: number
  /** Since the last finished run. */
  readonly sincePictureMs: number
}): boolean => run.sincePictureMs > PICTURE_EVERY_MS || run.remainingMs < NEARLY_DONE_MS

/** Whether to hand over the part that is there: not when all of it comes at once. */
export const isPartOfUse = (remainingMs: number): boolean => remainingMs > PART_BEFORE_MS
