/**
 * Goes on with other seeds once the lanes are drawn, so that what is said of them gets its interval. It has the workers
 * of the lanes, and only when nothing else wants them: an edit takes them back at once, nothing begins before the page
 * has been idle for a moment, and a hidden page does nothing.
 */
import { isSameWindow } from '../../analysis/numbers/window.ts'
import { type Certainty, certaintyOf } from '../../analysis/replications/certainty.ts'
import { METRICS } from '../../analysis/replications/metrics.ts'
import type { Replication } from '../../analysis/replications/replication.ts'
import { isEnough, LOOK_EVERY, STOP_BY } from '../../analysis/replications/stopping.ts'
import { replicationWindow } from '../../analysis/replications/window.ts'
import type { ReplicateCommand } from '../../runtime/protocol.ts'
import { laneIds, resolveLane } from '../../scenario/lanes.ts'
import { laneWords } from '../../scenario/laneWords.ts'
import type { Replications } from '../../scenario/things/replications.ts'
import type { Scenario } from '../../scenario/types.ts'
import type { LaneId, PageState } from '../page/state.ts'
import type { PageStore } from '../page/store.ts'
import { areComparable } from '../selectors/laneViews.ts'
import type { LaneRunner } from './laneRunner.ts'

/** Nobody has changed anything for so long, and everything that was asked for is there. */
const IDLE_MS = 500
/** How far one lane may be before the slowest. */
const AHEAD_MAX = 1
/** Lanes whose replications are kept, for an undo: each is a few hundred numbers. */
const KEPT_MAX = 60

/** A lane as it is now. */
interface ReplicatingLane {
  readonly lane: LaneId
  readonly letter: string
  readonly words: string
  readonly key: string
  readonly found: Replication[]
}

interface Experiment {
  readonly scenario: Scenario
  readonly wanted: Replications
  readonly window: ReplicateCommand['window']
  readonly lanes: readonly ReplicatingLane[]
}

export class Replicator {
  private readonly store: PageStore
  private readonly runner: LaneRunner
  private readonly cores: number
  /** By what they are of: an edit that is undone finds them again. */
  private readonly kept = new Map<string, Replication[]>()
  private readonly underWay = new Map<LaneId, ReplicateCommand>()
  private experiment: Experiment | null = null
  private idle: ReturnType<typeof setTimeout> | undefined
  private mayAsk = false

  constructor(page: {
    readonly store: PageStore
    readonly runner: LaneRunner
    /** Processors of the machine, as far as it says. */
    readonly cores: number
  }) {
    this.store = page.store
    this.runner = page.runner
    this.cores = page.cores
  }

  start(): void {
    this.runner.onReplicated = (lane, command, found) => this.take(lane, command, found)
    this.store.subscribe((state, before) => {
      if (
        state.scenario !== before.scenario ||
        state.lanes !== before.lanes ||
        state.running !== before.running ||
        isSweeping(state) !== isSweeping(before)
      )
        this.follow()
    })
    document.addEventListener('visibilitychange', () => this.follow())
    this.follow()
  }

  /** What is there has changed, or is about to: all rests, and goes on when it has been quiet for a while. */
  private follow(): void {
    const state = this.store.getState()
    clearTimeout(this.idle)
    this.mayAsk = false
    if (this.experiment?.scenario !== state.scenario) {
      this.experiment = null
      if (state.certainty !== null) this.store.setState({ certainty: null })
    }
    const isReady = state.running.size === 0 && areComparable(state)
    // A sweep is what the user waits for.
    if (document.hidden || !isReady || isSweeping(state)) {
      this.rest()
      return
    }
    this.experiment ??= this.experimentOf(state.scenario)
    this.publish()
    this.idle = setTimeout(() => {
      this.mayAsk = true
      this.ask()
    }, IDLE_MS)
  }

  private rest(): void {
    for (const lane of this.underWay.keys()) this.runner.replicate(lane, null)
    this.underWay.clear()
  }

  private experimentOf(scenario: Scenario): Experiment {
    const refs = laneIds(scenario)
    const window = replicationWindow(refs.map(({ id }) => resolveLane(scenario, id)))
    const { lanes } = this.store.getState()
    return {
      scenario,
      wanted: scenario.replications,
      window,
      lanes: refs.map(({ id, letter }) => {
        const key = lanes.get(id)?.wantedKey ?? ''
        const found = this.keptOf(key, window)
        return { lane: id, letter, words: laneWords(scenario, id), key, found }
      }),
    }
  }

  private keptOf(key: string, { fromUs, toUs }: Experiment['window']): Replication[] {
    const name = `${key} ${fromUs} ${toUs}`
    const found = this.kept.get(name) ?? []
    this.kept.delete(name)
    this.kept.set(name, found)
    const [oldest] = this.kept.keys()
    if (this.kept.size > KEPT_MAX && oldest !== undefined) this.kept.delete(oldest)
    return found
  }

  private take(lane: LaneId, command: ReplicateCommand, replication: Replication): void {
    this.underWay.delete(lane)
    const { experiment } = this
    const found = experiment?.lanes.find(({ key }) => key === command.key)?.found
    // Asked for before an edit, or of two lanes that are the same.
    if (found?.length !== command.replication) return
    if (experiment === null || !isSameWindow(experiment.window, command.window)) return
    found.push(replication)
    this.publish()
    this.ask()
  }

  /** One more of each lane that has the fewest, for as many processors as there are; less while something moves. */
  private ask(): void {
    const { experiment, mayAsk, underWay } = this
    if (experiment === null || !mayAsk || this.isDone(experiment)) return
    const { wanted, window } = experiment
    const isPlaying = this.store.getState().isPlaying
    const atOnce = Math.max(1, isPlaying ? this.cores - 1 : this.cores)
    const fewest = countOf(experiment)
    const next = [...experiment.lanes].sort((a, b) => a.found.length - b.found.length)
    for (const { lane, key, found } of next) {
      const isFar = found.length > fewest + AHEAD_MAX || found.length >= wanted.max
      if (underWay.size >= atOnce || isFar) return
      if (underWay.has(lane)) continue
      const replication = found.length
      const command = { kind: 'replicate', key, scenario: null, replication, window } as const
      underWay.set(lane, command)
      this.runner.replicate(lane, command)
    }
  }

  private isDone(experiment: Experiment): boolean {
    const { max, halfWidthRatio } = experiment.wanted
    const count = countOf(experiment)
    if (max < 2 || count >= max) return true
    const looked = lookedAt(experiment)
    const lanes = experiment.lanes.map(({ found }) => found.slice(0, looked))
    return looked > 0 && isEnough(lanes, { halfWidthRatio, metrics: STOP_BY })
  }

  /** Says what there is to say at every look, and nothing in between: what changes all the time cannot be read. */
  private publish(): void {
    const { experiment } = this
    if (experiment === null) return
    const count = lookedAt(experiment)
    const { certainty } = this.store.getState()
    if (count < 2 || certainty?.count === count) return
    this.store.setState({ certainty: certaintyAt(experiment, count) })
  }
}

const isSweeping = ({ sweep, sensitivity }: PageState): boolean =>
  sweep?.isRunning === true || sensitivity?.isRunning === true

const countOf = ({ lanes }: Experiment): number =>
  Math.min(...lanes.map(({ found }) => found.length))

/** At how many they were looked at last. */
function lookedAt(experiment: Experiment): number {
  const { max } = experiment.wanted
  const count = Math.min(countOf(experiment), max)
  return count === max ? count : count - (count % LOOK_EVERY)
}

const certaintyAt = ({ lanes }: Experiment, count: number): Certainty =>
  certaintyOf(
    lanes.map(({ letter, words, found }) => ({
      letter,
      words,
      replications: found.slice(0, count),
    })),
    METRICS,
  )
