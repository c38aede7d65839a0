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
const FINE_MAX = 24

export class Explainer<Snapshot extends Sized> {
  private readonly engine: Engine<Snapshot>
  /** Of which run the finer checkpoints are, and from which of its own they start. */
  private run: CachedRun<Snapshot> | null = null
  private from: Checkpoint<Snapshot> | undefined
  private fine: Checkpoint<Snapshot>[] = []
  /** There is none to be had between the last of them and this moment. */
  private reachedUs = 0
  private readonly holds: (checkpoints: readonly Checkpoint<Snapshot>[]) => boolean

  /** `holds` says whether there is memory for so many. */
  constructor(
    engine: Engine<Snapshot>,
    holds: (checkpoints: readonly Checkpoint<Snapshot>[]) => boolean,
  ) {
    this.engine = engine
    this.holds = holds
  }

  /** Nobody asks about that run any more. */
  forget(): void {
    this.run = null
    this.from = undefined
    this.fine = []
    this.reachedUs = 0
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
    if (run !== this.run || from !== this.from) this.forget()
    this.run = run
    this.from = from
    const last = this.fine.at(-1) ?? from
    if (this.fine.length >= FINE_MAX || this.reachedUs >= untilUs) return
    const { engine } = this
    const again =
      last === undefined
        ? engine.start(run.scenario, recordings)
        : engine.resume(run.scenario, recordings, last.state)
    while (this.fine.length < FINE_MAX && !again.advance(EVENTS_PER_FINE)) {
      this.reachedUs = again.nowUs
      if (again.nowUs >= untilUs) return
      const fine = [...this.fine, { atUs: again.nowUs, state: again.snapshot() }]
      if (!this.holds(fine)) return
      this.fine = fine
    }
  }
}
