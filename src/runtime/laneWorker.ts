/**
 * The worker's side of a lane: takes commands, simulates the newest one and tells the page what came of it. An
 * undo is answered from the cache; the run of an edit is resumed where the edit leaves the past as it was.
 */
import { numbersOf } from '../analysis/numbers/numbers.ts'
import { GOAL_US } from '../analysis/numbers/requests.ts'
import { edgeRatesUnder, indexColumns } from '../analysis/scene/traceIndex.ts'
import type { Recording } from '../model/recording.ts'
import {
  buffersIn,
  bytesOfTrace,
  type ChunkCounts,
  copyChunks,
  countCommonChunks,
} from './chunks.ts'
import type { Engine } from './engine.ts'
import { Explainer } from './explainer.ts'
import { NumbersSchedule } from './numbersSchedule.ts'
import type {
  AnswerTo,
  FromWorker,
  Port,
  Question,
  Questions,
  ReplicateCommand,
  RunCommand,
  ToWorker,
} from './protocol.ts'
import { ReplicatedRun } from './replicatedRun.ts'
import { type CachedRun, RunCache, type Sized } from './runCache.ts'
import { SlicedRun } from './slicedRun.ts'
import { isPartOfUse, shouldFinish } from './slicing.ts'
import { rehearsals, WarmUp } from './warmUp.ts'

/** Points of the time charts: half a second each in a run of a minute. */
const BINS_MAX = 120
/** Runs that take longer than this say how far they are. */
const REPORT_AFTER_MS = 100
/** A part is of use when it reaches this far past the playhead. */
const LOOK_AHEAD_US = 3_000_000
/** Copies at the page count against the same budget as the rows here. */
const COPIES = 2

export class LaneWorker<Snapshot extends Sized> {
  private readonly port: Port<FromWorker, ToWorker>
  private readonly engine: Engine<Snapshot>
  private readonly recordings: Record<string, Recording> = {}
  private readonly cache = new RunCache<Snapshot>()
  private readonly explainer: Explainer<Snapshot>
  private readonly warmUp = new WarmUp()
  private readonly numbers = new NumbersSchedule(() => this.scheduleStep())
  private readonly loop = new MessageChannel()
  private isStepScheduled = false
  /** The run under way, and when to say how far it is. */
  private current: SlicedRun<Snapshot> | null = null
  private reportAtMs = 0
  /** The newest command that has not been begun. */
  private next: RunCommand | null = null
  /** The finished run that the page has, and since when. */
  private shown: CachedRun<Snapshot> | null = null
  private shownMs = 0
  private replication: ReplicatedRun<Snapshot> | null = null
  private goalUs = GOAL_US
  /** The goal is another than that of the index that the page has. */
  private areRatesDue = false
  private isWarm = false

  constructor(port: Port<FromWorker, ToWorker>, engine: Engine<Snapshot>) {
    this.port = port
    this.engine = engine
    this.explainer = new Explainer(engine, this.cache)
    port.onmessage = ({ data }) =>
      this.guard('request' in data ? data.request : 0, () => this.receive(data))
    port.onmessageerror = () =>
      this.send({ kind: 'failed', request: 0, message: 'A command could not be read.' })
    this.loop.port1.onmessage = () => {
      this.isStepScheduled = false
      this.guard(this.current?.command.request ?? 0, () => this.step())
    }
    this.send({ kind: 'ready' })
  }

  private receive(message: ToWorker): void {
    switch (message.kind) {
      case 'run':
        this.accept(message)
        break
      case 'replicate':
        this.beginReplication(message)
        break
      case 'rest':
        this.replication = null
        break
      case 'stop':
        this.stop(message.request)
        break
      case 'measure':
        // A slider may ask faster than it can be answered: the newest goal is what counts.
        this.goalUs = message.goalUs
        this.areRatesDue = true
        this.numbers.request()
        this.scheduleStep()
        break
      case 'ask':
        this.send({
          kind: 'answered',
          request: message.request,
          answer: this.answer(message.question),
        })
        break
      case 'recording':
        this.recordings[message.recording.hash] = message.recording
        break
      case 'budget':
        this.cache.setBudget(message.bytes / COPIES)
        break
    }
  }

  private accept(command: RunCommand): void {
    this.warmUp.end()
    this.replication = null
    this.next = command
    this.goalUs = command.goalUs
    if (this.current === null) this.beginNext()
  }

  /** Begins with the newest command, and gives up the run under way; answers from the cache where it can. */
  private beginNext(): void {
    const command = this.next
    this.next = null
    this.current = null
    if (command === null) return
    const cached = this.cache.get(command.key)
    if (cached !== null) {
      const common = countCommonChunks(this.shown?.trace ?? null, cached.trace)
      this.sendBegun(command, common)
      this.show(cached, common, { request: command.request, resumedUs: 0, tookMs: 0, events: 0 })
      return
    }
    const { engine, recordings, shown, cache } = this
    const run = new SlicedRun(command, { engine, recordings, shown, cache })
    this.sendBegun(command, run.sentChunks)
    this.current = run
    this.reportAtMs = performance.now() + REPORT_AFTER_MS
    this.scheduleStep()
  }

  /** Goes on in a task of its own, so that what the page has said meanwhile is heard first. */
  private scheduleStep(): void {
    if (this.isStepScheduled) return
    this.isStepScheduled = true
    this.loop.port2.postMessage(null)
  }

  /** One slice of the run under way, or a newer command; before it what was put off for the picture's sake. */
  private step(): void {
    this.catchUp()
    const run = this.current
    if (run === null) {
      this.beginNext()
      if (this.current === null) this.replicate()
      return
    }
    const isOver = run.advance()
    const nowMs = performance.now()
    if (isOver) {
      this.current = null
      this.complete(run, nowMs)
      this.beginNext()
      return
    }
    if (this.next !== null && !this.isWorthFinishing(run, nowMs)) {
      this.beginNext()
      return
    }
    run.checkpoint()
    if (nowMs > this.reportAtMs) this.report(run, nowMs)
    this.scheduleStep()
  }

  private beginReplication(command: ReplicateCommand): void {
    const { engine, recordings, shown } = this
    const scenario = command.scenario ?? (shown?.key === command.key ? shown.scenario : null)
    // The page has not heard yet of the run that took its place, or asks for one that was given up.
    if (scenario === null) return
    this.replication = new ReplicatedRun(command, { engine, recordings, scenario })
    this.scheduleStep()
  }

  /** A slice of it, once pictures and their numbers are where they belong. */
  private replicate(): void {
    const { replication } = this
    if (replication === null || !this.numbers.isQuiet) return
    const found = replication.advance()
    if (found === null) {
      this.scheduleStep()
      return
    }
    this.replication = null
    this.send({ kind: 'replicated', command: { ...replication.command, scenario: null }, found })
  }

  private catchUp(): void {
    const isIdle = this.current === null && this.next === null
    if (this.numbers.take({ isIdle, nowMs: performance.now() })) this.measure()
    const mayWarmUp = isIdle && this.numbers.isQuiet && !this.isWarm
    if (mayWarmUp && this.shown !== null) this.beginToWarmUp(this.shown)
  }

  private beginToWarmUp({ scenario }: CachedRun<Snapshot>): void {
    this.isWarm = true
    const { engine, recordings, goalUs } = this
    this.warmUp.begin(
      rehearsals(() => engine.start(scenario, recordings), scenario, { goalUs, binsMax: BINS_MAX }),
    )
  }

  private isWorthFinishing(run: SlicedRun<Snapshot>, nowMs: number): boolean {
    const sincePictureMs = nowMs - this.shownMs
    return shouldFinish({ remainingMs: run.remainingMs(nowMs), sincePictureMs })
  }

  /** How far it is; and what there is, once that reaches past the playhead and the rest takes a while. */
  private report(run: SlicedRun<Snapshot>, nowMs: number): void {
    this.cache.assertFits(bytesOfTrace(run.trace()))
    const { request, scenario, playheadUs } = run.command
    const { nowUs } = run
    if (nowUs < playheadUs + LOOK_AHEAD_US || !isPartOfUse(run.remainingMs(nowMs))) {
      this.send({ kind: 'progress', request, nowUs })
      this.reportAtMs = performance.now() + REPORT_AFTER_MS
      return
    }
    const trace = run.trace()
    const chunks = run.takeChunks(trace)
    const index = indexColumns(trace, scenario, { goalUs: this.goalUs })
    const transfer = buffersIn(chunks, index)
    this.send({ kind: 'part', request, nowUs, meta: trace.meta, chunks, index }, transfer)
    // What is drawn is worked out from the start every time, so it is told ever more rarely.
    const now = performance.now()
    this.reportAtMs = now + Math.max(2 * REPORT_AFTER_MS, run.elapsedMs(now))
  }

  private complete(sliced: SlicedRun<Snapshot>, nowMs: number): void {
    const { run, events } = sliced.finished()
    this.cache.assertFits(bytesOfTrace(run.trace))
    const { resumedUs, command, sentChunks } = sliced
    const tookMs = sliced.elapsedMs(nowMs)
    this.show(run, sentChunks, { request: command.request, resumedUs, tookMs, events })
  }

  /** Hands a finished run to the page, which has the chunks that are `sent`. */
  private show(
    run: CachedRun<Snapshot>,
    sent: ChunkCounts,
    of: {
      readonly request: number
      readonly resumedUs: number
      readonly tookMs: number
      readonly events: number
    },
  ): void {
    const { key, trace, scenario } = run
    if (run !== this.shown) this.explainer.forget()
    this.shown = run
    this.cache.put(run)
    const chunks = copyChunks(trace, sent)
    const index = indexColumns(trace, scenario, { goalUs: this.goalUs })
    const transfer = buffersIn(chunks, index)
    this.send({ kind: 'done', key, meta: trace.meta, chunks, index, ...of }, transfer)
    this.shownMs = performance.now()
    this.areRatesDue = false
    this.numbers.pictureSent()
  }

  private stop(request: number): void {
    if (this.current === null) return
    const percent = Math.round(100 * this.current.doneRatio)
    this.current = null
    this.next = null
    const message = `Stopped at ${percent} %. What is shown is the run before.`
    this.send({ kind: 'failed', request, message })
  }

  private measure(): void {
    if (this.shown === null) return
    const { key, trace, scenario } = this.shown
    const rates = this.areRatesDue ? edgeRatesUnder(trace, scenario, this.goalUs) : null
    this.areRatesDue = false
    const numbers = numbersOf(trace, { binsMax: BINS_MAX, goalUs: this.goalUs })
    this.send({ kind: 'measured', key, rates, numbers }, buffersIn(rates, numbers))
    this.numbers.measured(performance.now())
  }

  private answer(question: Question): AnswerTo<keyof Questions> | null {
    const { shown, recordings } = this
    switch (question.kind) {
      case 'explain':
        return shown === null ? null : this.explainer.explain(shown, recordings, question.about)
      case 'spread':
        return this.engine.spread(question.about)
      case 'texts':
        return this.engine.texts()
    }
  }

  private sendBegun({ request }: RunCommand, common: ChunkCounts): void {
    this.send({ kind: 'begun', request, since: this.shown?.key ?? null, common })
  }

  private send(message: FromWorker, transfer: Transferable[] = []): void {
    this.port.postMessage(message, transfer)
  }

  /** A fault in here is told, never swallowed, and the next command is still heard. */
  private guard(request: number, work: () => void): void {
    try {
      work()
    } catch (error) {
      this.current = null
      this.replication = null
      const message = error instanceof Error ? error.message : String(error)
      this.send({ kind: 'failed', request, message })
      this.scheduleStep()
    }
  }
}
