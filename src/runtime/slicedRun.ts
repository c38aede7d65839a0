/**
 * The run under way: simulated in slices of a few milliseconds, so that the worker hears the newest command in
 * time, with a checkpoint every so many events. It begins at the start, or at a checkpoint of the run before it.
 */
import type { Recordings } from '../model/recording.ts'
import type { Trace } from '../trace/schema.ts'
import {
  type ChunkCopy,
  type ChunkCounts,
  copyChunks,
  countCommonChunks,
  countFullChunks,
  NO_CHUNKS,
} from './chunks.ts'
import type { Engine, EngineRun } from './engine.ts'
import type { RunCommand } from './protocol.ts'
import { firstDifferenceUs } from './resume.ts'
import type { CachedRun, Checkpoint, RunCache, Sized } from './runCache.ts'
import { nextSliceEvents } from './slicing.ts'

const FIRST_SLICE_EVENTS = 4000
/** At first; twice as many whenever the checkpoints of a run have become too large together. */
const EVENTS_PER_CHECKPOINT = 30_000

export class SlicedRun<Snapshot extends Sized> {
  readonly command: RunCommand
  /** Where it was resumed; 0 for the start. */
  readonly resumedUs: number
  /** Chunks that the page has: at first those that the run shares with the one before it. */
  private sent: ChunkCounts
  private readonly run: EngineRun<Snapshot>
  private readonly cache: RunCache<Snapshot>
  private readonly checkpoints: Checkpoint<Snapshot>[]
  /** Events of the run that it was resumed from. */
  private readonly eventsBefore: number
  private readonly endUs: number
  private readonly startedMs: number
  private sliceEvents = FIRST_SLICE_EVENTS
  private eventsToCheckpoint = EVENTS_PER_CHECKPOINT
  private eventsPerCheckpoint = EVENTS_PER_CHECKPOINT

  /** `shown` is the run that the page shows: from it the new one is resumed where the two begin to differ. */
  constructor(
    command: RunCommand,
    of: {
      readonly engine: Engine<Snapshot>
      readonly recordings: Recordings
      readonly shown: CachedRun<Snapshot> | null
      readonly cache: RunCache<Snapshot>
    },
  ) {
    const { engine, recordings, shown, cache } = of
    const { scenario } = command
    const differsUs = shown === null ? 0 : firstDifferenceUs(shown.scenario, scenario)
    this.checkpoints = shown?.checkpoints.filter(({ atUs }) => atUs < differsUs) ?? []
    const last = this.checkpoints.at(-1)
    this.run =
      last === undefined
        ? engine.start(scenario, recordings)
        : engine.resume(scenario, recordings, last.state)
    const before = last === undefined ? null : this.run.trace()
    this.sent = before === null ? NO_CHUNKS : countCommonChunks(shown?.trace ?? null, before)
    this.command = command
    this.cache = cache
    this.resumedUs = last?.atUs ?? 0
    this.eventsBefore = before?.meta.counts.events ?? 0
    this.endUs = scenario.durationMs * 1000
    this.startedMs = performance.now()
  }

  get nowUs(): number {
    return this.run.nowUs
  }

  /** Share of the simulated time that is done, 0 to 1. */
  get doneRatio(): number {
    return this.run.nowUs / this.endUs
  }

  get sentChunks(): ChunkCounts {
    return this.sent
  }

  /** Simulates one slice; true when the run is over. */
  advance(): boolean {
    const beganMs = performance.now()
    const events = Math.min(this.sliceEvents, this.eventsToCheckpoint)
    const isOver = this.run.advance(events)
    this.eventsToCheckpoint -= events
    this.sliceEvents = nextSliceEvents(events, performance.now() - beganMs)
    return isOver
  }

  /** Takes a checkpoint when one is due. */
  checkpoint(): void {
    if (this.eventsToCheckpoint > 0) return
    this.checkpoints.push({ atUs: this.run.nowUs, state: this.run.snapshot() })
    if (this.cache.thin(this.checkpoints)) this.eventsPerCheckpoint *= 2
    this.eventsToCheckpoint = this.eventsPerCheckpoint
  }

  /** What there is so far. */
  trace(): Trace {
    return this.run.trace()
  }

  /** Copies of what the page does not have of `trace` yet; it counts as sent. */
  takeChunks(trace: Trace): ChunkCopy[] {
    const copies = copyChunks(trace, this.sent)
    this.sent = countFullChunks(trace)
    return copies
  }

  elapsedMs(nowMs: number): number {
    return nowMs - this.startedMs
  }

  /** At the speed so far; Infinity as long as nobody knows. */
  remainingMs(nowMs: number): number {
    const doneUs = this.run.nowUs - this.resumedUs
    if (doneUs <= 0) return Number.POSITIVE_INFINITY
    return (this.elapsedMs(nowMs) * (this.endUs - this.run.nowUs)) / doneUs
  }

  /** The run that has come to its end, and how many events that took from where it was resumed. */
  finished(): { readonly run: CachedRun<Snapshot>; readonly events: number } {
    const { key, scenario } = this.command
    const trace = this.run.trace()
    return {
      run: { key, scenario, trace, checkpoints: this.checkpoints },
      events: trace.meta.counts.events - this.eventsBefore,
    }
  }
}
