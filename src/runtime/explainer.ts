/**
 * Answers why a request went where it went, from the checkpoints of the run. Who scrubs asks about one moment after
 * the other near by, so what is simulated again on the way to the first of them leaves stations behind, closely before
 * it and few on the way: the next question has a few milliseconds to simulate again, however long the run is.
 */
import type { Recordings } from '../model/recording.ts'
import type { Explanation, PickQuestion } from '../trace/explanation.ts'
import type { Engine, EngineRun } from './engine.ts'
import type { CachedRun, Checkpoint, RunCache, Sized } from './runCache.ts'

const EVENTS_PER_STEP = 8000
/** Before the moment that is asked about there is a station after each of the last steps; on the way after every few. */
const NEAR_STEPS = 3
const STEPS_ON_THE_WAY = 6
const STATIONS_MAX = 24

/** A moment from which a run can go on; without a state, its start. */
interface Station<Snapshot extends Sized> {
  readonly atUs: number
  readonly state: Snapshot | null
  /** Moments up to here are one step away; who has not looked yet does not know. */
  reachUs: number
}

export class Explainer<Snapshot extends Sized> {
  private readonly engine: Engine<Snapshot>
  private readonly cache: Pick<RunCache<Snapshot>, 'holds'>
  /** Of which run the stations are. In rising order; the first is a checkpoint of its own, or its start. */
  private run: CachedRun<Snapshot> | null = null
  private stations: Station<Snapshot>[] = []

  /** `cache` says whether there is memory for so many. */
  constructor(engine: Engine<Snapshot>, cache: Pick<RunCache<Snapshot>, 'holds'>) {
    this.engine = engine
    this.cache = cache
  }

  /** Nobody asks about that run any more. */
  forget(): void {
    this.run = null
    this.stations = []
  }

  explain(
    run: CachedRun<Snapshot>,
    recordings: Recordings,
    question: PickQuestion,
  ): Explanation | null {
    const { state } = this.stationBefore(run, recordings, question.atUs)
    return this.engine.explain(run.scenario, recordings, question, state === null ? [] : [state])
  }

  /** The last station before a moment, and new ones on the way to it if that is more than a step away. */
  private stationBefore(
    run: CachedRun<Snapshot>,
    recordings: Recordings,
    us: number,
  ): Station<Snapshot> {
    const checkpoint = run.checkpoints.findLast(({ atUs }) => atUs < us)
    const first = stationOf(checkpoint)
    if (run !== this.run || this.stations[0]?.state !== first.state) this.stations = [first]
    this.run = run
    const last = this.stations.findLast(({ atUs }) => atUs < us) ?? first
    if (last.reachUs >= us) return last
    const { engine } = this
    const again =
      last.state === null
        ? engine.start(run.scenario, recordings)
        : engine.resume(run.scenario, recordings, last.state)
    return this.goTo(us, again, last)
  }

  private goTo(us: number, run: EngineRun<Snapshot>, from: Station<Snapshot>): Station<Snapshot> {
    let last = from
    for (let steps = 1; ; steps++) {
      const beganUs = run.nowUs
      const isOver = run.advance(EVENTS_PER_STEP)
      if (steps === 1) last.reachUs = isOver ? Number.POSITIVE_INFINITY : run.nowUs
      if (isOver || run.nowUs >= us) return last
      const isNear = us - run.nowUs <= NEAR_STEPS * (run.nowUs - beganUs)
      if (!isNear && steps < STEPS_ON_THE_WAY) continue
      const station = stationOf({ atUs: run.nowUs, state: run.snapshot() })
      if (!this.add(station, us)) return last
      last = station
      steps = 0
    }
  }

  /** False when there is no memory for it. When there are many, the one goes that is farthest from what is asked about. */
  private add(station: Station<Snapshot>, us: number): boolean {
    const [first, ...rest] = this.stations
    const all = [...rest, station].sort((a, b) => a.atUs - b.atUs)
    if (all.length > STATIONS_MAX) {
      const isBefore = us - (all[0]?.atUs ?? us) > (all.at(-1)?.atUs ?? us) - us
      all.splice(isBefore ? 0 : all.length - 1, 1)
    }
    const kept = all.flatMap(({ atUs, state }) => (state === null ? [] : [{ atUs, state }]))
    if (first === undefined || !this.cache.holds(kept)) return false
    this.stations = [first, ...all]
    return true
  }
}

const stationOf = <Snapshot extends Sized>(
  checkpoint: Checkpoint<Snapshot> | undefined,
): Station<Snapshot> => ({
  atUs: checkpoint?.atUs ?? 0,
  state: checkpoint?.state ?? null,
  reachUs: Number.NEGATIVE_INFINITY,
})
