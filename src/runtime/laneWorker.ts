/**
 * The worker's side: one lane, simulated in slices so that the newest wish is heard, kept so that an undo costs
 * nothing, resumed where an edit leaves the past as it was. Which engine runs is said by `worker.ts`.
 */

import { numbersOf } from '../analysis/numbers/numbers.ts'
import { GOAL_US } from '../analysis/numbers/requests.ts'
import { flowsUnder, indexColumns } from '../analysis/scene/traceIndex.ts'
import type { AttemptName } from '../model/name.ts'
import type { Recording, Recordings } from '../model/recording.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { Explanation } from '../trace/explanation.ts'
import type { Trace } from '../trace/schema.ts'
import type { Held } from './chunks.ts'
import {
  buffersIn,
  bytesOfTrace,
  commonChunks,
  fullChunks,
  NOTHING_HELD,
  packChunks,
} from './chunks.ts'
import type { FromWorker, Port, ToWorker } from './protocol.ts'
import { firstDifferenceUs } from './resume.ts'
import { Shelf } from './runCache.ts'
import { isPartOfUse, nextSliceEvents, shouldFinish } from './slicing.ts'
import { rehearsals, WarmUp } from './warmUp.ts'

/** Snapshots say how large they are. */
export interface Sized {
  readonly bytes: number
}

/** A run of the engine, as far as this thread drives it. */
export interface EngineRun<Snapshot> {
  /** True when the run is over. */
  advance(events: number): boolean
  readonly nowUs: number
  trace(): Trace
  snapshot(): Snapshot
}

export interface Engine<Snapshot extends Sized> {
  start(scenario: LaneScenario, recordings: Recordings): EngineRun<Snapshot>
  resume(scenario: LaneScenario, recordings: Recordings, snapshot: Snapshot): EngineRun<Snapshot>
  /** What a node knew and why it chose; null when the attempt never came to a node. */
  explain(
    scenario: LaneScenario,
    recordings: Recordings,
    question: { readonly attempt: AttemptName; readonly atUs: number },
    snapshots: readonly Snapshot[],
  ): Explanation | null
}

export interface Mark<Snapshot extends Sized> {
  readonly atUs: number
  readonly state: Snapshot
}

/** A finished run, kept for undo, for resuming and for questions. */
export interface Kept<Snapshot extends Sized> {
  readonly key: string
  readonly scenario: LaneScenario
  readonly trace: Trace
  readonly marks: readonly Mark<Snapshot>[]
}

type RunWish = Extract<ToWorker, { kind: 'run' }>

interface Job<Snapshot extends Sized> {
  readonly wish: RunWish
  readonly run: EngineRun<Snapshot>
  readonly marks: Mark<Snapshot>[]
  readonly resumedUs: number
  /** Events of the run that it was resumed from. */
  readonly eventsBefore: number
  readonly endUs: number
  readonly startedMs: number
  sliceEvents: number
  /** Events to handle until the next mark, and from one to the next. */
  markInEvents: number
  markEveryEvents: number
  held: Held
  tellAtMs: number
}

/** At first; twice as many whenever the marks of a run have become too large together. */
const EVENTS_PER_MARK = 30_000
/** Points of the time charts: half a second each in a run of a minute. */
const BINS_MAX = 120
/** Runs that take longer than this say how far they are. */
const TELL_AFTER_MS = 100
/** Numbers wait until the picture is drawn and other lanes have theirs, which need the processor more. */
const NUMBERS_AFTER_MS = 60
/** While somebody drags a slider, pictures come without their numbers, but for this often. */
const NUMBERS_EVERY_MS = 400
/** A part is of use when it reaches this far past what the page looks at. */
const LOOK_AHEAD_US = 3_000_000
/** Copies at the page count against the same budget as the rows here. */
const COPIES = 2

export class LaneServer<Snapshot extends Sized> {
  private readonly port: Port<FromWorker, ToWorker>
  private readonly engine: Engine<Snapshot>
  private readonly recordings: Record<string, Recording> = {}
  private readonly shelf = new Shelf<Snapshot>()
  private readonly turn = new MessageChannel()
  private job: Job<Snapshot> | null = null
  private waiting: RunWish | null = null
  /** The finished run that the page has. */
  private shown: Kept<Snapshot> | null = null
  private pictureMs = 0
  /** Nothing has been drawn for a while: what was put off may be done. */
  private isCalm = false
  private calm: ReturnType<typeof setTimeout> | undefined
  private goalUs = GOAL_US
  /** The page has no numbers of `shown` yet; it had the last ones at `numbersMs`. */
  private areNumbersDue = false
  private numbersMs = 0
  /** The goal is another than that of the index that the page has. */
  private areFlowsDue = false
  private isTurnTaken = false
  private readonly warmUp = new WarmUp()
  private isWarm = false

  constructor(port: Port<FromWorker, ToWorker>, engine: Engine<Snapshot>) {
    this.port = port
    this.engine = engine
    port.onmessage = ({ data }) =>
      this.guard('request' in data ? data.request : 0, () => this.hear(data))
    this.turn.port1.onmessage = () => {
      this.isTurnTaken = false
      this.guard(this.job?.wish.request ?? 0, () => this.work())
    }
    this.tell({ kind: 'ready' })
  }

  private hear(message: ToWorker): void {
    switch (message.kind) {
      case 'run':
        this.wish(message)
        break
      case 'stop':
        this.stop(message.request)
        break
      case 'measure':
        // A slider may ask faster than it can be answered: the newest goal is what counts.
        this.goalUs = message.goalUs
        this.areFlowsDue = true
        this.areNumbersDue = true
        this.takeTurn()
        break
      case 'explain':
        this.explain(message)
        break
      case 'recording':
        this.recordings[message.recording.hash] = message.recording
        break
      case 'budget':
        this.shelf.setBudget(message.bytes / COPIES)
        break
    }
  }

  private wish(wish: RunWish): void {
    this.warmUp.end()
    this.waiting = wish
    this.goalUs = wish.goalUs
    if (this.job === null) this.next()
  }

  /** Begins with the newest wish. */
  private next(): void {
    const wish = this.waiting
    this.waiting = null
    this.job = null
    if (wish === null) return
    const kept = this.shelf.take(wish.key)
    if (kept !== null) {
      this.begin(wish, commonChunks(this.shown?.trace ?? null, kept.trace))
      this.finish(wish, kept, { resumedUs: 0, tookMs: 0, events: 0 })
      return
    }
    this.job = this.open(wish)
    this.takeTurn()
  }

  /** Goes on in a task of its own, so that what the page has said meanwhile is heard first. */
  private takeTurn(): void {
    if (this.isTurnTaken) return
    this.isTurnTaken = true
    this.turn.port2.postMessage(null)
  }

  /** A run from the last mark before the first difference to the run that the page shows, or from the start. */
  private open(wish: RunWish): Job<Snapshot> {
    const shown = this.shown
    const untilUs = shown === null ? 0 : firstDifferenceUs(shown.scenario, wish.scenario)
    const marks = shown === null ? [] : shown.marks.filter((mark) => mark.atUs < untilUs)
    const last = marks.at(-1)
    const run =
      last === undefined
        ? this.engine.start(wish.scenario, this.recordings)
        : this.engine.resume(wish.scenario, this.recordings, last.state)
    const before = last === undefined ? null : run.trace()
    const common = before === null ? NOTHING_HELD : commonChunks(shown?.trace ?? null, before)
    this.begin(wish, common)
    const now = performance.now()
    return {
      wish,
      run,
      marks,
      resumedUs: last?.atUs ?? 0,
      eventsBefore: before?.meta.counts.events ?? 0,
      endUs: wish.scenario.durationMs * 1000,
      startedMs: now,
      sliceEvents: 4000,
      markInEvents: EVENTS_PER_MARK,
      markEveryEvents: EVENTS_PER_MARK,
      held: common,
      tellAtMs: now + TELL_AFTER_MS,
    }
  }

  private begin(wish: RunWish, common: Held): void {
    const since = this.shown?.key ?? null
    this.tell({ kind: 'begun', request: wish.request, since, common })
  }

  /** One slice of the run in hand, or a newer wish; what was put off for the picture's sake in between. */
  private work(): void {
    this.catchUp()
    const job = this.job
    if (job === null) {
      this.next()
      return
    }
    const beganMs = performance.now()
    const events = Math.min(job.sliceEvents, job.markInEvents)
    const isOver = job.run.advance(events)
    const nowMs = performance.now()
    job.markInEvents -= events
    job.sliceEvents = nextSliceEvents(events, nowMs - beganMs)
    if (isOver) {
      this.job = null
      this.close(job, nowMs - job.startedMs)
      this.next()
      return
    }
    if (this.waiting !== null && !this.isWorthFinishing(job, nowMs)) {
      this.next()
      return
    }
    if (job.markInEvents === 0) this.keepMark(job)
    if (nowMs > job.tellAtMs) this.progress(job, nowMs)
    this.takeTurn()
  }

  private catchUp(): void {
    const nowMs = performance.now()
    const isIdle = this.job === null && this.waiting === null
    const mayCatchUp = isIdle && this.isCalm
    const isLate = !isIdle && nowMs - this.numbersMs > NUMBERS_EVERY_MS
    if (this.areNumbersDue && (mayCatchUp || isLate)) this.measure()
    if (mayCatchUp && !this.isWarm && this.shown !== null) this.beginToWarmUp(this.shown.scenario)
  }

  private close(job: Job<Snapshot>, tookMs: number): void {
    const { wish, run, marks, resumedUs, eventsBefore } = job
    const trace = run.trace()
    const events = trace.meta.counts.events - eventsBefore
    this.finish(wish, { ...wish, trace, marks }, { resumedUs, tookMs, events }, job.held)
  }

  private beginToWarmUp(scenario: LaneScenario): void {
    this.isWarm = true
    const { engine, recordings, goalUs } = this
    this.warmUp.begin(
      rehearsals(() => engine.start(scenario, recordings), scenario, { goalUs, binsMax: BINS_MAX }),
    )
  }

  private isWorthFinishing(job: Job<Snapshot>, nowMs: number): boolean {
    const sincePictureMs = nowMs - this.pictureMs
    return shouldFinish({ remainingMs: remainingMsOf(job, nowMs), sincePictureMs })
  }

  private keepMark(job: Job<Snapshot>): void {
    job.marks.push({ atUs: job.run.nowUs, state: job.run.snapshot() })
    if (this.shelf.thin(job.marks)) job.markEveryEvents *= 2
    job.markInEvents = job.markEveryEvents
  }

  /** How far it is; and what there is, once that reaches past what the page looks at and the rest takes a while. */
  private progress(job: Job<Snapshot>, nowMs: number): void {
    const { request, scenario, lookUs } = job.wish
    const { nowUs } = job.run
    if (nowUs < lookUs + LOOK_AHEAD_US || !isPartOfUse(remainingMsOf(job, nowMs))) {
      this.tell({ kind: 'progress', request, nowUs })
      job.tellAtMs = performance.now() + TELL_AFTER_MS
      return
    }
    const trace = job.run.trace()
    this.shelf.assertFits(bytesOfTrace(trace))
    const parcels = packChunks(trace, job.held)
    const index = indexColumns(trace, scenario, { goalUs: this.goalUs })
    job.held = fullChunks(trace)
    const transfer = buffersIn(parcels, index)
    this.tell({ kind: 'part', request, nowUs, meta: trace.meta, parcels, index }, transfer)
    // What is drawn is worked out from the start every time, so it is told ever more rarely.
    const now = performance.now()
    job.tellAtMs = now + Math.max(2 * TELL_AFTER_MS, now - job.startedMs)
  }

  private finish(
    wish: RunWish,
    kept: Kept<Snapshot>,
    run: { readonly resumedUs: number; readonly tookMs: number; readonly events: number },
    held: Held = commonChunks(this.shown?.trace ?? null, kept.trace),
  ): void {
    const { key, trace, scenario } = kept
    const { request } = wish
    this.shown = kept
    this.shelf.put(kept)
    const parcels = packChunks(trace, held)
    const index = indexColumns(trace, scenario, { goalUs: this.goalUs })
    const { meta } = trace
    const transfer = buffersIn(parcels, index)
    this.tell({ kind: 'done', request, key, meta, parcels, index, ...run }, transfer)
    this.pictureMs = performance.now()
    this.areNumbersDue = true
    this.areFlowsDue = false
    this.isCalm = false
    clearTimeout(this.calm)
    // The timer says when, and not the clock, which some browsers make coarse.
    this.calm = setTimeout(() => {
      this.isCalm = true
      this.takeTurn()
    }, NUMBERS_AFTER_MS)
  }

  private stop(request: number): void {
    if (this.job === null) return
    const percent = Math.round((100 * this.job.run.nowUs) / this.job.endUs)
    this.job = null
    this.waiting = null
    const message = `Stopped at ${percent} %. What is shown is the run before.`
    this.tell({ kind: 'failed', request, message })
  }

  private measure(): void {
    // First of all: what cannot be measured is not tried again and again.
    this.areNumbersDue = false
    if (this.shown === null) return
    const { key, trace, scenario } = this.shown
    const flows = this.areFlowsDue ? flowsUnder(trace, scenario, this.goalUs) : null
    this.areFlowsDue = false
    const numbers = numbersOf(trace, { binsMax: BINS_MAX, goalUs: this.goalUs })
    this.tell({ kind: 'measured', key, flows, numbers }, buffersIn(flows, numbers))
    this.numbersMs = performance.now()
  }

  private explain({ request, attempt, atUs }: Extract<ToWorker, { kind: 'explain' }>): void {
    const { shown } = this
    if (shown === null) return
    const states = shown.marks.map((mark) => mark.state)
    const question = { attempt, atUs }
    const explanation = this.engine.explain(shown.scenario, this.recordings, question, states)
    this.tell({ kind: 'explained', request, explanation })
  }

  private tell(message: FromWorker, transfer: Transferable[] = []): void {
    this.port.postMessage(message, transfer)
  }

  /** A fault in here is told, never swallowed, and the next wish is still heard. */
  private guard(request: number, work: () => void): void {
    try {
      work()
    } catch (error) {
      this.job = null
      const message = error instanceof Error ? error.message : String(error)
      this.tell({ kind: 'failed', request, message })
      this.takeTurn()
    }
  }
}

/** At the pace so far; Infinity as long as nobody knows. */
function remainingMsOf(job: Job<Sized>, nowMs: number): number {
  const done = job.run.nowUs - job.resumedUs
  if (done <= 0) return Number.POSITIVE_INFINITY
  return ((nowMs - job.startedMs) * (job.endUs - job.run.nowUs)) / done
}
