/**
 * The page's side of a lane's worker. It asks, keeps the newest picture, and says when there is a newer one.
 * A picture is replaced whole: who holds an old one can go on drawing it.
 */

import type { LaneNumbers } from '../analysis/numbers/numbers.ts'
import type { Replication } from '../analysis/replications/replication.ts'
import { type TraceIndex, withTrace } from '../analysis/scene/traceIndex.ts'
import type { Recording } from '../model/recording.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { Trace } from '../trace/schema.ts'
import { type ChunkStore, EMPTY_STORE, firstChunks, traceOf, withChunks } from './chunks.ts'
import type {
  AnswerTo,
  FromWorker,
  Port,
  Question,
  Questions,
  ReplicateCommand,
  ToWorker,
} from './protocol.ts'

/** What the page can draw of a lane. */
export interface LanePicture {
  /** The scenario that it is of, and its key. */
  readonly scenario: LaneScenario
  readonly key: string
  readonly trace: Trace
  /** Over the same trace: what it takes to draw any moment of it. */
  readonly index: TraceIndex
  /** From all rows; null as long as they are being worked out. */
  readonly numbers: LaneNumbers | null
  /** False of the part that is there of a run under way. */
  readonly isWhole: boolean
  /** Rows up to here are there: the end of the run when it is complete. */
  readonly knownUs: number
  readonly tookMs: number
  /** Where the run was resumed, and how many events were simulated from there on. */
  readonly resumedUs: number
  readonly events: number
}

export interface LaneListener {
  /** A newer picture. */
  readonly onPicture: (picture: LanePicture) => void
  /** Share of the simulated time that is done, 0 to 1; null when nothing runs. */
  readonly onProgress: (ratio: number | null) => void
  /** The run failed; the old picture stays. */
  readonly onFailure: (message: string) => void
  readonly onReplicated: (command: ReplicateCommand, found: Replication) => void
}

type Resolve = (answer: AnswerTo<keyof Questions> | null) => void

interface Requested {
  readonly scenario: LaneScenario
  readonly key: string
}

/** The run under way at the worker. */
interface CurrentRun extends Requested {
  readonly request: number
  chunks: ChunkStore
}

export class LaneClient {
  private readonly port: Port<ToWorker, FromWorker>
  private readonly listener: LaneListener
  private readonly answers = new Map<number, Resolve>()
  private lastRequest = 0
  /** Of the run that was requested last. */
  private lastKey: string | null = null
  /** Runs that were requested and may still come. */
  private readonly requested = new Map<number, Requested>()
  private current: CurrentRun | null = null
  private shown: { readonly key: string; readonly chunks: ChunkStore } | null = null
  /** The worker has said that it is there. */
  hasStarted = false
  /** The newest whole one. */
  picture: LanePicture | null = null

  constructor(port: Port<ToWorker, FromWorker>, listener: LaneListener) {
    this.port = port
    this.listener = listener
    port.onmessage = ({ data }) => this.receive(data)
    port.onmessageerror = () => this.lose('An answer of the simulation could not be read.')
  }

  /** Whether a run that was requested may still come. */
  get isRunning(): boolean {
    return this.requested.size > 0
  }

  /** The worker is gone, or what it says cannot be read: nothing that was asked for will come. */
  lose(message: string): void {
    this.close()
    this.requested.clear()
    this.current = null
    this.lastKey = null
    this.listener.onProgress(null)
    this.listener.onFailure(message)
  }

  /** Nobody wants anything any more: what was asked has no answer. */
  close(): void {
    for (const answer of this.answers.values()) answer(null)
    this.answers.clear()
  }

  /** Requests a run, unless it is the one that was requested last. */
  run(
    scenario: LaneScenario,
    options: { readonly key: string; readonly goalUs: number; readonly playheadUs: number },
  ): void {
    const { key, goalUs, playheadUs } = options
    if (this.lastKey === key) return
    this.lastKey = key
    const request = ++this.lastRequest
    this.requested.set(request, { key, scenario })
    this.send({ kind: 'run', request, scenario, key, goalUs, playheadUs })
    this.listener.onProgress(0)
  }

  /** Gives up the run that is under way. */
  stop(): void {
    this.send({ kind: 'stop', request: this.lastRequest })
  }

  /** Asks for one more run with other chances; null gives up the one under way. */
  replicate(command: ReplicateCommand | null): void {
    this.send(command ?? { kind: 'rest' })
  }

  /** Asks for the numbers of the picture again, with another latency goal. */
  measure(goalUs: number): void {
    this.send({ kind: 'measure', goalUs })
  }

  /** Null when there is no answer. */
  ask<Kind extends keyof Questions>(
    kind: Kind,
    about: Questions[Kind]['about'],
  ): Promise<AnswerTo<Kind> | null> {
    const request = ++this.lastRequest
    this.send({ kind: 'ask', request, question: { kind, about } as Question })
    return new Promise((resolve) => this.answers.set(request, resolve as Resolve))
  }

  addRecording(recording: Recording): void {
    this.send({ kind: 'recording', recording })
  }

  setBudget(bytes: number): void {
    this.send({ kind: 'budget', bytes })
  }

  private send(message: ToWorker): void {
    this.port.postMessage(message, [])
  }

  private receive(message: FromWorker): void {
    switch (message.kind) {
      case 'ready':
        this.hasStarted = true
        break
      case 'begun':
        this.begin(message)
        break
      case 'progress':
        if (this.current?.request === message.request) this.reportProgress(message.nowUs)
        break
      case 'part':
        this.showPart(message)
        break
      case 'done':
        this.complete(message)
        break
      case 'measured':
        this.showMeasured(message)
        break
      case 'answered':
        this.answers.get(message.request)?.(message.answer)
        this.answers.delete(message.request)
        break
      case 'replicated':
        this.listener.onReplicated(message.command, message.found)
        break
      case 'failed':
        this.fail(message.request, message.message)
        break
    }
  }

  private begin({ request, since, common }: Extract<FromWorker, { kind: 'begun' }>): void {
    const requested = this.requested.get(request)
    if (requested === undefined) return
    // Commands before this one were passed over: no answer will come.
    for (const older of this.requested.keys()) if (older < request) this.requested.delete(older)
    const isKnown = since !== null && this.shown?.key === since
    const chunks =
      isKnown && this.shown !== null ? firstChunks(this.shown.chunks, common) : EMPTY_STORE
    this.current = { request, ...requested, chunks }
  }

  private showPart(message: Extract<FromWorker, { kind: 'part' }>): void {
    const { current } = this
    if (current === null || current.request !== message.request) return
    current.chunks = withChunks(current.chunks, message.chunks)
    this.reportProgress(message.nowUs)
    const trace = traceOf(message.meta, current.chunks)
    this.listener.onPicture({
      key: current.key,
      scenario: current.scenario,
      trace,
      index: withTrace(message.index, trace),
      numbers: null,
      isWhole: false,
      knownUs: message.nowUs,
      tookMs: 0,
      resumedUs: 0,
      events: 0,
    })
  }

  private reportProgress(nowUs: number): void {
    const durationMs = this.current?.scenario.durationMs ?? 1
    this.listener.onProgress(nowUs / (durationMs * 1000))
  }

  private complete(message: Extract<FromWorker, { kind: 'done' }>): void {
    const { current } = this
    if (current === null || current.request !== message.request) return
    const { key, meta, tookMs, resumedUs, events } = message
    const chunks = withChunks(current.chunks, message.chunks)
    const { scenario } = current
    this.current = null
    this.requested.delete(message.request)
    this.shown = { key, chunks }
    const trace = traceOf(meta, chunks)
    this.show({
      scenario,
      key,
      trace,
      index: withTrace(message.index, trace),
      numbers: null,
      isWhole: true,
      knownUs: meta.durationUs,
      tookMs,
      resumedUs,
      events,
    })
    if (this.requested.size === 0) this.listener.onProgress(null)
  }

  private showMeasured({ key, rates, numbers }: Extract<FromWorker, { kind: 'measured' }>): void {
    const { picture } = this
    if (picture?.key !== key) return
    const { goalUs } = numbers.report
    const { index } = picture
    const measured = rates === null ? index : withTrace({ ...index, rates, goalUs }, index.trace)
    this.show({ ...picture, index: measured, numbers })
  }

  private show(picture: LanePicture): void {
    this.picture = picture
    this.listener.onPicture(picture)
  }

  private fail(request: number, message: string): void {
    const answer = this.answers.get(request)
    this.answers.delete(request)
    answer?.(null)
    if (this.requested.delete(request)) this.lastKey = null
    if (this.current?.request === request) this.current = null
    if (this.requested.size === 0) this.listener.onProgress(null)
    this.listener.onFailure(message)
  }
}
