/**
 * Answers why a request went where it went, from the checkpoints of the run. Who scrubs asks about one moment after
 * the other near by, so the checkpoint that was passed last leaves finer ones behind it on the way to the first of
 * them: the next question has a few milliseconds to simulate again, however long the run is.
 */
import type { Recordings } from '../model/recording.ts'
import type { Explanation, PickQuestion } from '../trace/explanation.ts'
import type { Engine } from './engine.ts'
import type { CachedRun, Checkpoint, Sized } from './runCache.ts'

const EVENTS_PER_FINE = 8000
/** They are kept beside the memory that runs share: a few megabytes. */
const FINE_MAX = 24

export class Explainer<Snapshot extends Sized> {
  private readonly engine: Engine<Snapshot>
  /** Of which run the finer checkpoints are, and from which of its own they start. */
  private run: CachedRun<Snapshot> | null = null
  private from: Checkpoint<Snapshot> | undefined
  private fine: Checkpoint<Snapshot>[] = []

  constructor(engine: Engine<Snapshot>) {
    this.engine = engine
  }

  explain(
    run: CachedRun<Snapshot>,
    recordings: Recordings,
    question: PickQuestion,
  ): Explanation | null {
    this.approach(run, recordings, question.atUs)
    const before = this.fine.findLast(({ atUs }) => atUs < question.atUs) ?? this.from
    const snapshots = before === undefined ? [] : [before.state]
    return this.engine.explain(run.scenario, recordings, question, snapshots)
  }

  /** Has finer checkpoints up to shortly before a moment. */
  private approach(run: CachedRun<Snapshot>, recordings: Recordings, untilUs: number): void {
    const from = run.checkpoints.findLast(({ atUs }) => atUs < untilUs)
    if (run !== this.run || from !== this.from) this.fine = []
    this.run = run
    this.from = from
    const last = this.fine.at(-1) ?? from
    if (this.fine.length >= FINE_MAX || (this.fine.at(-1)?.atUs ?? 0) >= untilUs) return
    const { engine } = this
    const again =
      last === undefined
        ? engine.start(run.scenario, recordings)
        : engine.resume(run.scenario, recordings, last.state)
    while (this.fine.length < FINE_MAX && !again.advance(EVENTS_PER_FINE)) {
      if (again.nowUs >= untilUs) return
      this.fine.push({ atUs: again.nowUs, state: again.snapshot() })
    }
  }
}
