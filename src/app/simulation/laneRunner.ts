/**
 * Keeps every lane simulated: watches the scenario, asks the worker of each lane that changed, and holds the
 * newest pictures. Canvases take them at the next frame; the store is told after that frame is painted.
 */

import type { Replication } from '../../analysis/replications/replication.ts'
import type { Recordings } from '../../model/recording.ts'
import { LaneClient, type LanePicture } from '../../runtime/laneClient.ts'
import type {
  AnswerTo,
  FromWorker,
  Port,
  Questions,
  ReplicateCommand,
  ToWorker,
} from '../../runtime/protocol.ts'
import { scenarioKey } from '../../scenario/document/canonical.ts'
import { laneIds, resolveLane } from '../../scenario/lanes.ts'
import { recordingsOfLane } from '../../scenario/recordings.ts'
import type { LaneScenario, Scenario } from '../../scenario/types.ts'
import type { Playback } from '../page/playback.ts'
import type { LaneId, LaneState } from '../page/state.ts'
import { notify, type PageStore } from '../page/store.ts'

/** A worker, as far as the page talks to it. */
export type WorkerPort = Port<ToWorker, FromWorker> & {
  readonly terminate: () => void
  /** It could not be started, or threw where nobody caught. */
  onerror: ((event: { readonly message?: string; preventDefault: () => void }) => void) | null
}

/** The line to a lane's worker, what it was asked for last, and what came of it. */
interface LaneWorkerLine {
  readonly port: WorkerPort
  readonly client: LaneClient
  key: string
  durationUs: number
  pictureToDraw: LanePicture | null
  /** Its worker is gone: the next time something is asked, another is started. */
  isLost: boolean
}

const MEBIBYTE = 2 ** 20
const NO_LANE: LaneState = { pictureMeasured: null, wantedKey: '', failure: null }

/** Bytes for all traces together: less on a phone. */
export const memoryBudgetBytes = (isSmall: boolean): number => (isSmall ? 128 : 512) * MEBIBYTE

export class LaneRunner {
  private readonly store: PageStore
  private readonly playback: Playback
  private readonly openWorker: () => WorkerPort
  private readonly budgetBytes: number
  private readonly cores: number
  private readonly lines = new Map<LaneId, LaneWorkerLine>()
  /** Recordings that the workers have. */
  private sent: Recordings = {}
  /** Who is told of replications; nobody as long as nobody asks for any. */
  onReplicated: ((lane: LaneId, command: ReplicateCommand, found: Replication) => void) | null =
    null

  constructor(page: {
    readonly store: PageStore
    readonly playback: Playback
    readonly openWorker: () => WorkerPort
    readonly budgetBytes: number
    /** Processors of the machine, as far as it says. */
    readonly cores: number
  }) {
    this.store = page.store
    this.playback = page.playback
    this.openWorker = page.openWorker
    this.budgetBytes = page.budgetBytes
    this.cores = page.cores
  }

  /** Simulates the lanes, now and whenever one of them changes. */
  start(): void {
    this.simulate()
    this.store.subscribe((state, before) => {
      if (state.scenario !== before.scenario || state.recordings !== before.recordings) {
        this.simulate()
      }
      if (state.goalMs !== before.goalMs) this.measureAgain(state.goalMs)
    })
  }

  /** The newest picture of a lane. It comes before the store's `pictureMeasured`: that one waits for its numbers. */
  pictureToDraw(lane: LaneId): LanePicture | null {
    return this.lines.get(lane)?.pictureToDraw ?? null
  }

  /** Asks the worker of a lane; null when it has no answer. */
  ask<Kind extends keyof Questions>(
    lane: LaneId,
    kind: Kind,
    about: Questions[Kind]['about'],
  ): Promise<AnswerTo<Kind> | null> {
    return this.lines.get(lane)?.client.ask(kind, about) ?? Promise.resolve(null)
  }

  /** Asks for a run of a lane with other chances; null gives up the one under way. */
  replicate(lane: LaneId, command: ReplicateCommand | null): void {
    this.lines.get(lane)?.client.replicate(command)
  }

  /** Ends runs that are under way; the old pictures stay. */
  stopRuns(): void {
    for (const { client } of this.lines.values()) client.stop()
  }

  /** Simulates what is not there: lanes whose worker is gone get another. */
  simulate(): void {
    const { scenario, goalMs, recordings } = this.store.getState()
    this.closeAbsent(scenario)
    this.sendRecordings(recordings)
    const options = { goalUs: goalMs * 1000, playheadUs: this.playback.playheadUs }
    const wanted = new Map<LaneId, string>()
    for (const { id } of laneIds(scenario)) {
      const resolved = resolveLane(scenario, id)
      const line = this.lineOf(id)
      line.key = scenarioKey(resolved)
      line.durationUs = resolved.durationMs * 1000
      wanted.set(id, line.key)
      // Recorded traffic that is still on its way: the run begins when it is there.
      if (!hasRecordings(resolved, recordings)) continue
      line.client.run(resolved, { key: line.key, ...options })
    }
    this.want(wanted)
    this.setEnd()
  }

  private want(keys: ReadonlyMap<LaneId, string>): void {
    this.store.setState(({ lanes }) => {
      const isNew = [...keys].some(([lane, key]) => lanes.get(lane)?.wantedKey !== key)
      if (!isNew) return {}
      const changed = [...keys].map(([lane, wantedKey]): [LaneId, LaneState] => {
        return [lane, { ...(lanes.get(lane) ?? NO_LANE), wantedKey }]
      })
      return { lanes: new Map([...lanes, ...changed]) }
    })
  }

  /** The playhead goes as far as there is anything to see: a run that a limit has stopped ends there. */
  private setEnd(): void {
    const ends = [...this.lines.values()].map(({ key, durationUs, pictureToDraw }) =>
      pictureToDraw?.isWhole === true && pictureToDraw.key === key
        ? pictureToDraw.trace.meta.endedUs
        : durationUs,
    )
    this.playback.setEnd(Math.max(0, ...ends))
  }

  private lineOf(lane: LaneId): LaneWorkerLine {
    const line = this.lines.get(lane)
    return line === undefined || line.isLost ? this.open(lane, line?.pictureToDraw ?? null) : line
  }

  private open(lane: LaneId, pictureToDraw: LanePicture | null): LaneWorkerLine {
    const port = this.openWorker()
    port.onerror = (event) => {
      event.preventDefault()
      this.loseWorker(lane, port, event.message ?? '')
    }
    const client = new LaneClient(port, {
      onPicture: (picture) => this.takePicture(lane, picture),
      onProgress: (ratio) => this.takeProgress(lane, ratio),
      onFailure: (failure) => this.takeFailure(lane, failure),
      onReplicated: (command, found) => this.onReplicated?.(lane, command, found),
    })
    const line: LaneWorkerLine = {
      port,
      client,
      key: '',
      durationUs: 0,
      pictureToDraw,
      isLost: false,
    }
    this.lines.set(lane, line)
    for (const recording of Object.values(this.sent)) client.addRecording(recording)
    for (const each of this.lines.values()) {
      each.client.setBudget(this.budgetBytes / this.lines.size)
    }
    return line
  }

  private loseWorker(lane: LaneId, port: WorkerPort, why: string): void {
    const line = this.lines.get(lane)
    if (line?.port !== port || line.isLost) return
    port.terminate()
    line.isLost = true
    const { letter } = laneIds(this.store.getState().scenario).find(({ id }) => id === lane) ?? {}
    const did = line.client.hasStarted ? 'has stopped' : 'could not be started'
    // A file that cannot be had gives no reason; a fault in it does.
    const reason = why === '' ? '' : ` ${why.slice(0, 200)}.`
    line.client.lose(`The simulation ${did}.`)
    const text = `The simulation of lane ${letter} ${did}.${reason} Your scenario is kept.`
    notify(this.store, { tone: 'error', text, offer: { kind: 'simulate' } })
  }

  private closeAbsent(scenario: Scenario): void {
    for (const [lane, { port, client }] of this.lines) {
      if (lane === null || Object.hasOwn(scenario.lanes, lane)) continue
      port.terminate()
      client.close()
      this.lines.delete(lane)
      this.store.setState(({ lanes }) => ({ lanes: without(lanes, lane) }))
      this.putRunning(lane, null)
    }
  }

  private sendRecordings(recordings: Recordings): void {
    for (const [hash, recording] of Object.entries(recordings)) {
      if (Object.hasOwn(this.sent, hash)) continue
      for (const { client } of this.lines.values()) client.addRecording(recording)
    }
    this.sent = recordings
  }

  private measureAgain(goalMs: number): void {
    for (const { client } of this.lines.values()) client.measure(goalMs * 1000)
  }

  private takePicture(lane: LaneId, picture: LanePicture): void {
    const line = this.lines.get(lane)
    if (line === undefined) return
    // A part of a run replaces the whole of the one before only where it reaches past what is looked at.
    if (picture.numbers === null && picture.knownUs < this.playback.playheadUs) return
    // Numbers of the run before may come when a part of the wanted one is on show already.
    const { pictureToDraw } = line
    const isOvertaken = pictureToDraw?.isWhole === false && pictureToDraw.key === line.key
    if (!isOvertaken || picture.key === line.key) line.pictureToDraw = picture
    if (picture.isWhole) this.setEnd()
    this.playback.invalidate()
    // The old numbers stay until there are new ones.
    if (picture.numbers === null) return
    this.playback.afterFrame(() => {
      this.put(lane, { pictureMeasured: picture, failure: null })
      this.endRunning(lane)
    })
  }

  /** The run is given up: the last whole one is on show again, if a part had taken its place. */
  private takeFailure(lane: LaneId, failure: string): void {
    const line = this.lines.get(lane)
    if (line !== undefined && !line.client.isRunning)
      line.pictureToDraw = line.client.picture ?? line.pictureToDraw
    this.playback.invalidate()
    this.put(lane, { failure })
  }

  private takeProgress(lane: LaneId, ratio: number | null): void {
    if (ratio !== null) this.putRunning(lane, ratio)
    else this.playback.afterFrame(() => this.endRunning(lane))
  }

  /** A run is over when its numbers are there: until then digest and statistics are of the one before. */
  private endRunning(lane: LaneId): void {
    const line = this.lines.get(lane)
    const picture = line?.pictureToDraw ?? null
    const isMeasuring = picture?.isWhole === true && picture.numbers === null
    if (line?.client.isRunning !== true && !isMeasuring) this.putRunning(lane, null)
  }

  private putRunning(lane: LaneId, ratio: number | null): void {
    this.store.setState(({ running }) => ({
      running: ratio === null ? without(running, lane) : new Map(running).set(lane, ratio),
    }))
    const busy = this.store.getState().running.size
    this.playback.setYielding(busy > 0 && busy >= this.cores)
  }

  private put(lane: LaneId, change: Partial<LaneState>): void {
    this.store.setState(({ lanes }) => ({
      lanes: new Map(lanes).set(lane, { ...(lanes.get(lane) ?? NO_LANE), ...change }),
    }))
  }
}

function without<T>(map: ReadonlyMap<LaneId, T>, lane: LaneId): ReadonlyMap<LaneId, T> {
  if (!map.has(lane)) return map
  const rest = new Map(map)
  rest.delete(lane)
  return rest
}

const hasRecordings = (scenario: LaneScenario, have: Recordings): boolean =>
  recordingsOfLane(scenario).every((hash) => Object.hasOwn(have, hash))
