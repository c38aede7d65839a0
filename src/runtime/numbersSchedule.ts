/**
 * When the numbers of a run are worked out. They wait until its picture is drawn and other lanes have theirs,
 * which need the processor more; while somebody drags a slider, pictures come without them, but for now and then.
 */

const QUIET_AFTER_MS = 60
const NUMBERS_EVERY_MS = 400

export class NumbersSchedule {
  private readonly onQuiet: () => void
  private timer: ReturnType<typeof setTimeout> | undefined
  private areDue = false
  private measuredMs = 0
  /** No picture has been sent for a while: what was put off may be done. */
  isQuiet = true

  constructor(onQuiet: () => void) {
    this.onQuiet = onQuiet
  }

  /** The page has no numbers of what it shows, or old ones. */
  request(): void {
    this.areDue = true
  }

  /** A picture is on its way to the page, without its numbers. */
  pictureSent(): void {
    this.areDue = true
    this.isQuiet = false
    clearTimeout(this.timer)
    // The timer says when, and not the clock, which some browsers make coarse.
    this.timer = setTimeout(() => {
      this.isQuiet = true
      this.onQuiet()
    }, QUIET_AFTER_MS)
  }

  /** Whether to work them out now. A request is taken once: what cannot be measured is not tried again and again. */
  take(now: { readonly isIdle: boolean; readonly nowMs: number }): boolean {
    const isTime = now.isIdle ? this.isQuiet : now.nowMs - this.measuredMs > NUMBERS_EVERY_MS
    if (!this.areDue || !isTime) return false
    this.areDue = false
    return true
  }

  measured(nowMs: number): void {
    this.measuredMs = nowMs
  }
}
