/**
 * Keeps every lane simulated: watches the scenario, asks the worker of each lane that changed, and holds the
 * newest pictures. Canvases take them at the next frame; the store hears of them after that frame is painted.
 */
import type { AttemptName } from '../../model/name.ts'
import type { Recordings } from '../../model/recording.ts'
import { LaneClient, type LanePicture } from '../../runtime/laneClient.ts'
import type { FromWorker, Port, ToWorker } from '../../runtime/protocol.ts'
import { scenarioKey } from '../../scenario/document/canonical.ts'
import { laneIds, resolveLane } from '../../scenario/lanes.ts'
import type { LaneScenario, Scenario } from '../../scenario/types.ts'
import type { Explanation } from '../../trace/explanation.ts'
import type { Playback } from '../page/playback.ts'
import type { LaneState } from '../page/state.ts'
import { BASE, type PageStore } from '../page/store.ts'

export type LaneLine = Port<ToWorker, FromWorker> & { readonly terminate: () => void }

interface Seat {
  readonly client: LaneClient
  readonly line: LaneLine
  scenario: LaneScenario
  key: string
  picture: LanePicture | null
}

const MEBIBYTE = 2 ** 20
const NO_LANE: LaneState = { picture: null, failure: null }

/** Bytes for all traces together: less on a phone. */
export const memoryBudgetBytes = (isSmall: boolean): number => (isSmall ? 128 : 512) * MEBIBYTE

export class LaneRunner {
  private readonly store: PageStore
  private readonly playback: Playback
  private readonly openLine: () => LaneLine
  private readonly budgetBytes: number
  private readonly cores: number
  private readonly seats = new Map<string, Seat>()
  private sent: Recordings = {}

  constructor(page: {
    readonly store: PageStore
    readonly playback: Playback
    readonly openLine: () => LaneLine
    readonly budgetBytes: number
    /** Processors of the machine, as far as it says. */
    readonly cores: number
  }) {
    this.store = page.store
    this.playback = page.playback
    this.openLine = page.openLine
    this.budgetBytes = page.budgetBytes
    this.cores = page.cores
    this.follow()
    page.store.subscribe((state, before) => {
      if (state.scenario !== before.scenario || state.recordings !== before.recordings)
        this.follow()
      if (state.goalMs !== before.goalMs) this.measureAgain(state.goalMs)
    })
  }

  /** The newest picture of a lane, at times a frame ahead of the store's. */
  pictureOf(lane: string): LanePicture | null {
    return this.seats.get(lane)?.picture ?? null
  }

  /** The scenario of a lane as it was last asked for. */
  scenarioOf(lane: string): LaneScenario | null {
    return this.seats.get(lane)?.scenario ?? null
  }

  /** Why an attempt, sent at `atUs`, went where it went in a lane. */
  explain(lane: string, attempt: AttemptName, atUs: number): Promise<Explanation | null> {
    return this.seats.get(lane)?.client.explain(attempt, atUs) ?? Promise.resolve(null)
  }

  /** Ends runs that are under way; the old pictures stay. */
  stopRuns(): void {
    for (const { client } of this.seats.values()) client.stop()
  }

  private follow(): void {
    const { scenario, goalMs, recordings } = this.store.getState()
    this.dropAbsent(scenario)
    let endUs = 0
    for (const { id } of laneIds(scenario)) {
      const lane = id ?? BASE
      const resolved = resolveLane(scenario, id)
      const key = scenarioKey(resolved)
      const seat = this.seats.get(lane) ?? this.open(lane, resolved)
      seat.scenario = resolved
      seat.key = key
      endUs = Math.max(endUs, resolved.durationMs * 1000)
      // Recorded traffic that is still on its way: the run begins when it is there.
      if (!hasRecordings(resolved, recordings)) continue
      seat.client.run(resolved, {
        key,
        goalUs: goalMs * 1000,
        playheadUs: this.playback.playheadUs,
      })
    }
    this.playback.setEnd(endUs)
  }

  private open(lane: string, scenario: LaneScenario): Seat {
    const line = this.openLine()
    const client = new LaneClient(line, {
      onPicture: (picture) => this.takePicture(lane, picture),
      onProgress: (ratio) => this.takeProgress(lane, ratio),
      onFailure: (failure) => this.takeFailure(lane, failure),
    })
    const seat: Seat = { client, line, scenario, key: '', picture: null }
    this.seats.set(lane, seat)
    for (const recording of Object.values(this.sent)) client.addRecording(recording)
    for (const each of this.seats.values()) {
      each.client.setBudget(this.budgetBytes / this.seats.size)
    }
    return seat
  }

  private dropAbsent(scenario: Scenario): void {
    for (const [lane, { line }] of this.seats) {
      if (lane === BASE || Object.hasOwn(scenario.lanes, lane)) continue
      line.terminate()
      this.seats.delete(lane)
      this.store.setState(({ lanes: { [lane]: _, ...lanes } }) => ({ lanes }))
      this.putRunning(lane, null)
    }
    const { recordings } = this.store.getState()
    for (const [hash, recording] of Object.entries(recordings)) {
      if (Object.hasOwn(this.sent, hash)) continue
      for (const { client } of this.seats.values()) client.addRecording(recording)
    }
    this.sent = recordings
  }

  private measureAgain(goalMs: number): void {
    for (const { client } of this.seats.values()) client.measure(goalMs * 1000)
  }

  private takePicture(lane: string, picture: LanePicture): void {
    const seat = this.seats.get(lane)
    if (seat === undefined) return
    // A part of a run replaces the whole of the one before only where it reaches past what is looked at.
    if (picture.numbers === null && picture.knownUs < this.playback.playheadUs) return
    // Numbers of the run before may come when a part of the wanted one is on show already.
    const isOvertaken = seat.picture?.isWhole === false && seat.picture.key === seat.key
    if (!isOvertaken || picture.key === seat.key) seat.picture = picture
    this.playback.invalidate()
    // The old numbers stay until there are new ones.
    if (picture.numbers === null) return
    this.playback.afterFrame(() => {
      this.put(lane, { picture, failure: null })
      this.endRunning(lane)
    })
  }

  /** The run is given up: the last whole one is on show again, if a part had taken its place. */
  private takeFailure(lane: string, failure: string): void {
    const seat = this.seats.get(lane)
    if (seat !== undefined && !seat.client.isRunning) seat.picture = seat.client.picture
    this.playback.invalidate()
    this.put(lane, { failure })
  }

  private takeProgress(lane: string, ratio: number | null): void {
    if (ratio !== null) this.putRunning(lane, ratio)
    else this.playback.afterFrame(() => this.endRunning(lane))
  }

  /** A run is over when its numbers are there: until then digest and statistics are of the one before. */
  private endRunning(lane: string): void {
    const seat = this.seats.get(lane)
    const isMeasuring = seat?.picture?.isWhole === true && seat.picture.numbers === null
    if (seat?.client.isRunning !== true && !isMeasuring) this.putRunning(lane, null)
  }

  private putRunning(lane: string, ratio: number | null): void {
    this.store.setState(({ running: { [lane]: _, ...running } }) => ({
      running: ratio === null ? running : { ...running, [lane]: ratio },
    }))
    const busy = Object.keys(this.store.getState().running).length
    this.playback.setYielding(busy > 0 && busy >= this.cores)
  }

  private put(lane: string, change: Partial<LaneState>): void {
    this.store.setState(({ lanes }) => ({
      lanes: { ...lanes, [lane]: { ...(lanes[lane] ?? NO_LANE), ...change } },
    }))
  }
}

const hasRecordings = (scenario: LaneScenario, have: Recordings): boolean =>
  Object.values(scenario.clients).every(
    ({ arrivals }) => arrivals.kind !== 'replay' || Object.hasOwn(have, arrivals.recording),
  )
