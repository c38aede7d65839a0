/**
 * Simulates the lanes at many values of one setting, over and over, in workers of its own. All values get their first
 * run before any gets its second, so that the whole curve is there early and its bounds narrow.
 */
import type { Replication } from '../../analysis/replications/replication.ts'
import type { SweptPoint } from '../../analysis/replications/sweep.ts'
import { replicationWindow } from '../../analysis/replications/window.ts'
import type { Recording } from '../../model/recording.ts'
import { LaneClient } from '../../runtime/laneClient.ts'
import type { ReplicateCommand } from '../../runtime/protocol.ts'
import { scenarioKey } from '../../scenario/document/canonical.ts'
import { withVarying } from '../../scenario/edits/inputs.ts'
import { laneIds, resolveLane } from '../../scenario/lanes.ts'
import { recordingsOfLane } from '../../scenario/recordings.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import type { SweepPlan, SweepState } from '../page/state.ts'
import type { PageStore } from '../page/store.ts'
import { problemWords } from '../scenarioPanel/problemWords.ts'
import type { WorkerPort } from './laneRunner.ts'

/** How often what there is so far is shown. */
const SHOWN_EVERY_MS = 200

/** One lane at one value. */
interface SweptLane {
  readonly key: string
  readonly scenario: LaneScenario
  readonly window: ReplicateCommand['window']
  readonly found: Replication[]
  isUnderWay: boolean
}

interface Point {
  readonly at: number
  readonly lanes: readonly SweptLane[]
}

interface Line {
  readonly port: WorkerPort
  readonly client: LaneClient
  doing: SweptLane | null
}

/** Where in the state it says what it finds. */
export type SweepSlot = 'sweep' | 'sensitivity'

export class Sweeper {
  private readonly store: PageStore
  private readonly slot: SweepSlot
  private readonly openWorker: () => WorkerPort
  private readonly cores: number
  private plan: SweepPlan | null = null
  private refused: SweepState['refused'] = []
  private points: readonly Point[] = []
  private lines: readonly Line[] = []
  private beganMs = 0
  private doneBefore = 0
  private shownMs = 0

  constructor(of: {
    readonly store: PageStore
    readonly openWorker: () => WorkerPort
    /** Processors of the machine, as far as it says. */
    readonly cores: number
    readonly slot?: SweepSlot
  }) {
    this.store = of.store
    this.slot = of.slot ?? 'sweep'
    this.openWorker = of.openWorker
    this.cores = of.cores
  }

  /** Begins, or goes on with what there is of the same plan: further values, or further runs. */
  start(plan: SweepPlan): void {
    this.end()
    const sweep = this.store.getState()[this.slot]
    const before = sweep !== null && isSameExperiment(sweep.plan, plan) ? sweep : null
    const values = [...plan.values].sort((a, b) => a - b)
    const tried = values.map((at) =>
      pointOf(
        plan,
        at,
        before?.points.find((point) => point.at === at),
      ),
    )
    const points = tried.filter((point) => 'lanes' in point)
    this.refused = tried.filter((point) => 'why' in point)
    // Where no value is possible what there was stays, with the reason.
    if (points.length > 0 || before === null) [this.plan, this.points] = [plan, points]
    this.doneBefore = this.done
    this.beganMs = performance.now()
    const jobs = points.length === 0 ? 0 : this.all - this.done
    const lanes = points.reduce((sum, point) => sum + point.lanes.length, 0)
    this.lines = Array.from({ length: Math.min(this.cores, jobs, lanes) }, () => this.open())
    const [first] = this.refused
    const problem =
      points.length > 0 ? null : `None of these values is possible. ${first?.why ?? ''}`.trim()
    this.publish({ isRunning: this.lines.length > 0, problem })
    for (const line of this.lines) this.next(line)
  }

  /** What there is stays. */
  stop(): void {
    if (this.lines.length === 0) return
    this.end()
    this.publish()
  }

  private end(): void {
    for (const { port, client } of this.lines) {
      port.terminate()
      client.close()
    }
    this.lines = []
    for (const { lanes } of this.points) for (const lane of lanes) lane.isUnderWay = false
  }

  private fail(problem: string): void {
    this.end()
    this.publish({ problem })
  }

  private open(): Line {
    const port = this.openWorker()
    port.onerror = (event) => {
      event.preventDefault()
      this.fail('The simulation has stopped. What was done is kept; go on to try again.')
    }
    const client = new LaneClient(port, {
      onPicture: () => undefined,
      onProgress: () => undefined,
      onFailure: (message) => this.fail(message),
      onReplicated: (_, found) => this.take(line, found),
    })
    const line: Line = { port, client, doing: null }
    for (const recording of this.recordings()) client.addRecording(recording)
    return line
  }

  /** Those that its lanes replay, as far as they are there. */
  private recordings(): readonly Recording[] {
    const { recordings } = this.store.getState()
    const lanes = this.points.flatMap((point) => point.lanes)
    const hashes = new Set(lanes.flatMap(({ scenario }) => recordingsOfLane(scenario)))
    return [...hashes].flatMap((hash) => recordings[hash] ?? [])
  }

  private take(line: Line, found: Replication): void {
    const { doing } = line
    if (doing === null) return
    doing.found.push(found)
    doing.isUnderWay = false
    line.doing = null
    this.next(line)
    if (this.done === this.all) this.end()
    const nowMs = performance.now()
    if (this.lines.length > 0 && nowMs - this.shownMs < SHOWN_EVERY_MS) return
    this.shownMs = nowMs
    this.publish({ isRunning: this.lines.length > 0 })
  }

  /** Whichever lane at whichever value has the fewest runs. */
  private next(line: Line): void {
    const { plan } = this
    const waiting = this.points
      .flatMap(({ lanes }) => lanes)
      .filter(({ found, isUnderWay }) => !isUnderWay && found.length < (plan?.wish.runs ?? 0))
    const fewest = Math.min(...waiting.map(({ found }) => found.length))
    const doing = waiting.find(({ found }) => found.length === fewest)
    if (doing === undefined) return
    doing.isUnderWay = true
    line.doing = doing
    const { key, scenario, window, found } = doing
    line.client.replicate({ kind: 'replicate', key, scenario, replication: found.length, window })
  }

  private get all(): number {
    const lanes = this.points.reduce((sum, point) => sum + point.lanes.length, 0)
    return lanes * (this.plan?.wish.runs ?? 0)
  }

  /** Runs that count: all lanes of a point have as many. */
  private get done(): number {
    return this.swept().reduce(
      (sum, { lanes }) => sum + lanes.reduce((runs, found) => runs + found.length, 0),
      0,
    )
  }

  private swept(): readonly SweptPoint[] {
    const runs = this.plan?.wish.runs ?? 0
    return this.points.map(({ at, lanes }) => {
      const count = Math.min(runs, ...lanes.map(({ found }) => found.length))
      return { at, lanes: lanes.map(({ found }) => found.slice(0, count)) }
    })
  }

  private publish(change: Partial<SweepState> = {}): void {
    const { plan, done, all } = this
    if (plan === null) return
    const now = this.store.getState()[this.slot]
    const own = done - this.doneBefore
    const tookMs = performance.now() - this.beganMs
    const sweep: SweepState = {
      plan,
      points: this.swept(),
      done,
      of: all,
      leftMs: own === 0 ? null : (tookMs / own) * (all - done),
      isRunning: false,
      problem: null,
      refused: this.refused,
      keys: now !== null && isSameExperiment(now.plan, plan) ? now.keys : [plan.key],
      ...change,
    }
    this.store.setState({ [this.slot]: sweep })
  }
}

/** Why not, where the setting cannot have this value. */
function pointOf(
  { scenario, varied }: SweepPlan,
  at: number,
  known: SweptPoint | undefined,
): Point | SweepState['refused'][number] {
  const edited = withVarying(scenario, varied, at)
  if (!edited.ok) {
    const [problem] = edited.problems
    return { at, why: problem === undefined ? 'Not possible.' : problemWords(scenario, problem) }
  }
  const lanes = laneIds(edited.scenario).map(({ id }) => resolveLane(edited.scenario, id))
  const window = replicationWindow(lanes)
  return {
    at,
    lanes: lanes.map((lane, i) => ({
      key: scenarioKey(lane),
      scenario: lane,
      window,
      found: [...(known?.lanes[i] ?? [])],
      isUnderWay: false,
    })),
  }
}

/** Whether points of one are points of the other. */
const isSameExperiment = (one: SweepPlan, other: SweepPlan): boolean =>
  one.field === other.field && one.key === other.key
