/** A lane's client and its worker, joined by a line as a page and its worker are; the engine is the real one. */
import type { Replication } from '../../src/analysis/replications/replication.ts'
import { algorithmTexts } from '../../src/engine/algorithmTexts.ts'
import { explainAttempt } from '../../src/engine/explain.ts'
import { resumeRun, startRun } from '../../src/engine/run.ts'
import type { Snapshot } from '../../src/engine/snapshot.ts'
import { spreadOf } from '../../src/engine/spread.ts'
import { LaneClient, type LanePicture } from '../../src/runtime/laneClient.ts'
import { LaneWorker } from '../../src/runtime/laneWorker.ts'
import type { FromWorker, Port, ReplicateCommand, ToWorker } from '../../src/runtime/protocol.ts'
import { scenarioKey } from '../../src/scenario/document/canonical.ts'
import type { LaneScenario } from '../../src/scenario/types.ts'

export const GOAL_US = 250_000

interface Replicated {
  readonly command: ReplicateCommand
  readonly found: Replication
}

type Whole = LanePicture & { readonly numbers: NonNullable<LanePicture['numbers']> }

export interface LaneLine {
  readonly client: LaneClient
  /** What the client told its listener, in order. */
  readonly pictures: readonly LanePicture[]
  readonly failures: readonly string[]
  readonly progress: readonly (number | null)[]
  /** Asks for a run, as the page does. */
  readonly ask: (scenario: LaneScenario, playheadUs?: number) => void
  /** The first picture from now on of which this is true. */
  readonly picture: (isIt: (picture: LanePicture) => boolean) => Promise<LanePicture>
  readonly failure: () => Promise<string>
  readonly replications: readonly Replicated[]
  readonly replication: () => Promise<Replicated>
  /** Runs a scenario to its end, numbers and all. */
  readonly run: (scenario: LaneScenario) => Promise<Whole>
}

const isMeasured = (picture: LanePicture): picture is Whole => picture.numbers !== null

/** The page's end of a line to a worker, which runs in this thread. */
export function startWorker(): MessagePort {
  const { port1, port2 } = new MessageChannel()
  new LaneWorker<Snapshot>(port2 as unknown as Port<FromWorker, ToWorker>, {
    start: (scenario, recordings, sink) => startRun(scenario, recordings, sink),
    resume: (scenario, recordings, snapshot) => resumeRun(scenario, recordings, snapshot),
    explain: explainAttempt,
    spread: spreadOf,
    texts: algorithmTexts,
  })
  return port1
}

export function openLane(): LaneLine & { readonly close: () => void } {
  const port1 = startWorker()
  const pictures: LanePicture[] = []
  const failures: string[] = []
  const progress: (number | null)[] = []
  const replications: Replicated[] = []
  const listeners = new Set<() => void>()
  const told =
    <T>(list: T[]) =>
    (one: T): void => {
      list.push(one)
      for (const listener of listeners) listener()
    }
  const client = new LaneClient(port1 as unknown as Port<ToWorker, FromWorker>, {
    onPicture: told(pictures),
    onFailure: told(failures),
    onProgress: told(progress),
    onReplicated: (command, found) => told(replications)({ command, found }),
  })
  const next = <T>(list: readonly T[], isIt: (one: T) => boolean): Promise<T> => {
    const from = list.length
    return new Promise((resolve) => {
      const look = (): void => {
        const found = list.slice(from).find(isIt)
        if (found === undefined) return
        listeners.delete(look)
        resolve(found)
      }
      listeners.add(look)
    })
  }
  const ask = (scenario: LaneScenario, playheadUs = 0): void =>
    client.run(scenario, { key: scenarioKey(scenario), goalUs: GOAL_US, playheadUs })
  return {
    client,
    pictures,
    failures,
    progress,
    ask,
    picture: (isIt) => next(pictures, isIt),
    failure: () => next(failures, () => true),
    replications,
    replication: () => next(replications, () => true),
    run: async (scenario) => {
      const key = scenarioKey(scenario)
      const done = next(pictures, (one) => one.key === key && isMeasured(one))
      ask(scenario)
      return (await done) as Whole
    },
    close: () => port1.close(),
  }
}
