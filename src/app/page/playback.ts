/**
 * The playhead and the one animation-frame loop that moves it. Everything that changes with it (canvases, the
 * timeline's line, the numbers at the playhead) subscribes here and draws by itself; React hears nothing of it.
 * The loop rests while nothing moves.
 */

/** What a subscriber is told, once a frame at most. */
export interface FrameTick {
  /** Simulated microseconds. */
  readonly playheadUs: number
  /** Milliseconds of the page's clock. */
  readonly nowMs: number
}
type FrameListener = (tick: FrameTick) => void

export interface PlaybackClock {
  readonly requestFrame: (callback: (nowMs: number) => void) => number
  readonly cancelFrame: (request: number) => void
  /** Runs it after so long, as a task of its own: after what a frame drew is on screen. */
  readonly defer: (work: () => void, afterMs: number) => void
}

/** Numbers at the playhead change this often at most, so that one can read them. */
const NUMBERS_EVERY_MS = 100
/** A page that was hidden does not jump on its return. */
const STEP_MAX_MS = 100
/** With reduced motion a still picture steps this often. */
const STILL_MS = 1000
/** While others need the processor, playing draws this often at most; what has changed is drawn at once. */
const YIELDING_MS = 150

export class Playback {
  private readonly clock: PlaybackClock
  private readonly painters = new Set<FrameListener>()
  /** Those of them that are to draw, when the others need not: they are new, or what they show is. */
  private readonly newPainters = new Set<FrameListener>()
  private readonly readers = new Set<FrameListener>()
  private readonly enders = new Set<() => void>()
  private followUps: (() => void)[] = []
  private frameRequest: number | null = null
  private lastMs: number | null = null
  private readMs = Number.NEGATIVE_INFINITY
  private positionUs = 0
  private endUs = 0
  private playing = false
  private usPerMs = 25
  private isReadDue = false
  private isReadAsked = false
  private isStill = false
  private isYielding = false
  private isPaintDue = true
  private isInFrame = false
  private paintedMs = Number.NEGATIVE_INFINITY
  private owedMs = 0

  constructor(clock: PlaybackClock) {
    this.clock = clock
  }

  get playheadUs(): number {
    return this.positionUs
  }
  get isPlaying(): boolean {
    return this.playing
  }

  get isStillPicture(): boolean {
    return this.isStill
  }

  /** Called with every frame that is drawn. Returns how to stop. */
  onFrame(listener: FrameListener): () => void {
    this.painters.add(listener)
    this.newPainters.add(listener)
    this.askForFrame()
    return () => {
      this.painters.delete(listener)
      this.newPainters.delete(listener)
    }
  }

  /** Called ten times a second at most, and once after the last change. */
  onNumbers(listener: FrameListener): () => void {
    this.readers.add(listener)
    this.isReadDue = true
    this.askForFrame()
    return () => this.readers.delete(listener)
  }

  /** Called when the playhead has run into the end and stopped there. */
  onEnd(listener: () => void): () => void {
    this.enders.add(listener)
    return () => this.enders.delete(listener)
  }

  /** How long the run is. The playhead stays where it is, unless that is behind the end. */
  setEnd(endUs: number): void {
    this.endUs = endUs
    if (this.positionUs > endUs) this.seek(endUs)
  }

  /** Simulated milliseconds that pass in one second here. */
  setSpeed(speedMs: number): void {
    this.usPerMs = speedMs
  }

  /** Whether playing shows a still picture that steps, for those who ask for less motion. */
  setStill(isStill: boolean): void {
    this.isStill = isStill
  }

  /** Whether playing draws fewer frames, because the lanes are being simulated and there are few processors. */
  setYielding(isYielding: boolean): void {
    this.isYielding = isYielding
  }

  play(): void {
    if (this.positionUs >= this.endUs) this.positionUs = 0
    this.playing = true
    this.lastMs = null
    this.owedMs = 0
    this.invalidate()
  }

  /** Comes to rest on a whole microsecond, so that what is done at the playhead is in force there. */
  pause(): void {
    this.playing = false
    this.positionUs = Math.round(this.positionUs)
    this.lastMs = null
    this.isPaintDue = true
  }

  seek(us: number): void {
    this.positionUs = Math.round(Math.min(Math.max(us, 0), this.endUs))
    this.invalidate()
  }

  /** Has one of those who draw draw once more, and the others not: what they show is as it was. */
  redraw(listener: FrameListener): void {
    if (!this.painters.has(listener)) return
    this.newPainters.add(listener)
    this.askForFrame()
  }

  /** Asks for one more frame, because what is drawn has changed. */
  invalidate(): void {
    this.isReadDue = true
    this.isPaintDue = true
    this.askForFrame()
  }

  /** Runs something once, after this frame or the next one is drawn, so that it does not delay it. */
  afterFrame(work: () => void): void {
    this.followUps.push(work)
    if (!this.isInFrame) this.askForFrame()
  }

  private askForFrame(): void {
    this.frameRequest ??= this.clock.requestFrame((nowMs) => this.frame(nowMs))
  }

  stop(): void {
    if (this.frameRequest !== null) this.clock.cancelFrame(this.frameRequest)
    this.frameRequest = null
    this.playing = false
  }

  private frame(nowMs: number): void {
    this.frameRequest = null
    this.isInFrame = true
    // Time goes on, whether it is drawn or not.
    if (this.playing) this.advance(nowMs)
    if (this.isPaintDue || (this.playing && !this.isTooSoon(nowMs))) this.paint(nowMs)
    else if (this.newPainters.size > 0) this.paintWith(this.newPainters, nowMs)
    const followUps = this.followUps
    this.followUps = []
    for (const work of followUps) this.clock.defer(work, 0)
    // Numbers are those of what is drawn: while that is put off, so are they.
    const isDrawn = !this.playing || this.paintedMs === nowMs
    if (this.isReadDue && isDrawn && nowMs - this.readMs >= NUMBERS_EVERY_MS) this.read(nowMs)
    this.isInFrame = false
    if (this.playing) this.askForFrame()
    else if (this.isReadDue) this.askForRead(NUMBERS_EVERY_MS - (nowMs - this.readMs))
  }

  /** A frame costs the page more than what is done in it, so none is asked for only to wait. */
  private askForRead(afterMs: number): void {
    if (this.isReadAsked) return
    this.isReadAsked = true
    this.clock.defer(() => {
      this.isReadAsked = false
      if (this.isReadDue) this.askForFrame()
    }, afterMs)
  }

  private paint(nowMs: number): void {
    this.isPaintDue = false
    this.paintedMs = nowMs
    this.paintWith(this.painters, nowMs)
  }

  private paintWith(painters: ReadonlySet<FrameListener>, nowMs: number): void {
    const tick: FrameTick = { playheadUs: this.positionUs, nowMs }
    for (const paint of painters) paint(tick)
    this.newPainters.clear()
  }

  private read(nowMs: number): void {
    this.readMs = nowMs
    this.isReadDue = false
    const tick: FrameTick = { playheadUs: this.positionUs, nowMs }
    for (const read of this.readers) read(tick)
  }

  /** Whether a frame would show nothing new, or can wait for those who need the processor more. */
  private isTooSoon(nowMs: number): boolean {
    if (this.isStill) return !this.isReadDue
    return this.isYielding && nowMs - this.paintedMs < YIELDING_MS
  }

  private advance(nowMs: number): void {
    if (this.lastMs !== null) {
      const passedMs = Math.min(Math.max(nowMs - this.lastMs, 0), STEP_MAX_MS)
      this.owedMs += passedMs
      if (!this.isStill || this.owedMs >= STILL_MS) {
        this.positionUs = Math.min(this.positionUs + this.owedMs * this.usPerMs, this.endUs)
        this.owedMs = 0
        this.isReadDue = true
      }
    }
    this.lastMs = nowMs
    if (this.positionUs < this.endUs) return
    this.pause()
    for (const ended of this.enders) ended()
  }
}
