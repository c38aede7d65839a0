/**
 * What a report counts, added up from chunks of rows: all of a trace at once, or one chunk after the other while a run
 * goes on and keeps none. Either way it is this code, so that both ways give the same answer.
 */
import { isAnswer, isFailure, isUsable } from '../../model/failure.ts'
import { VERDICTS } from '../../model/outcome.ts'
import type { AttemptChunk } from '../../trace/attempt.ts'
import { type ConnectionChunk, ConnectionTally } from './connectionTally.ts'
import { CrossingTally } from './crossing.ts'
import type { Requests } from './requests.ts'
import type { Sample, SampleKind } from './sample.ts'
import { TargetTally } from './targetReport.ts'
import type { Visits } from './visits.ts'
import type { Window } from './window.ts'
import { WorkerTally } from './workerReport.ts'

/** Status, author and cause of an end in one number: `status` times 65,536 plus `blame` of `Requests`. */
export type EndingKey = number

export class Tally {
  readonly sampleKind: SampleKind
  /** By position in VERDICTS: requests first sent in the window. */
  readonly verdicts = new Float64Array(VERDICTS.length)
  readonly failures = new Map<EndingKey, number>()
  /** Answers that reached their client, good ones too. */
  readonly answers = new Map<EndingKey, number>()
  readonly latencies: Sample
  /** Answers that came in the window, and those under 400. */
  answered = 0
  good = 0
  /** Attempts sent in the window, and those after the first of a request. */
  attempts = 0
  retries = 0
  /** Connections by who opened them. */
  readonly ofClients = new ConnectionTally()
  readonly ofNodes = new ConnectionTally()
  /** Of the whole run, whatever the window. */
  readonly workers: WorkerTally
  readonly crossing: CrossingTally
  readonly targets: TargetTally
  private window: Window

  /** @param of how many targets there are; what workers had before, where it goes on with another window */
  constructor(
    window: Window,
    of: {
      readonly targets: number
      readonly sampleKind: SampleKind
      readonly workers?: WorkerTally
    },
  ) {
    this.window = window
    this.workers = of.workers ?? new WorkerTally()
    this.sampleKind = of.sampleKind
    this.latencies = of.sampleKind.make()
    this.crossing = new CrossingTally(of.targets)
    this.targets = new TargetTally(of.targets, of.sampleKind)
  }

  /** The window ends here. Nothing that was added may lie beyond. */
  endAt(toUs: number): void {
    this.window = { fromUs: this.window.fromUs, toUs }
  }

  addRequests(requests: Requests): void {
    const { count, firstUs, endUs, verdict, status, blame } = requests
    for (let i = 0; i < count; i++) {
      const end = endUs[i] as number
      const how = verdict[i] as number
      const code = status[i] as number
      if (this.holds(end) && isAnswer(how, code)) {
        this.answered++
        if (code < 400) this.good++
      }
      const first = firstUs[i] as number
      if (!this.holds(first)) continue
      this.verdicts[how] = (this.verdicts[how] as number) + 1
      if (isUsable(how)) this.latencies.add(end - first)
      const key = code * 65_536 + (blame[i] as number)
      if (isAnswer(how, code)) countOne(this.answers, key)
      if (isFailure(how)) countOne(this.failures, key)
    }
  }

  addVisits(visits: Visits): void {
    this.targets.add(visits, this.window)
    this.crossing.add(visits, this.window)
  }

  addAttempts(chunks: readonly AttemptChunk[]): void {
    for (const { rows, sentUs, attempt } of chunks) {
      for (let i = 0; i < rows; i++) {
        if (!this.holds(sentUs[i] as number)) continue
        this.attempts++
        if ((attempt[i] as number) > 1) this.retries++
      }
    }
  }

  addConnections(chunks: readonly ConnectionChunk[]): void {
    for (const chunk of chunks) {
      for (let i = 0; i < chunk.rows; i++) {
        const tally = chunk.side[i] === 0 ? this.ofClients : this.ofNodes
        tally.add(chunk, i, this.window)
        this.crossing.addConnection(chunk, i, this.window)
        if (tally === this.ofClients) this.workers.add(chunk, i)
      }
    }
  }

  private holds(us: number): boolean {
    return us >= this.window.fromUs && us < this.window.toUs
  }
}

const countOne = (counts: Map<EndingKey, number>, key: EndingKey): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
