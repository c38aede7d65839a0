/**
 * A run of one lane: start, advance by slices, look at what there is, snapshot, resume. `simulate` is the loop over it.
 */
import { assert } from '../base/assert.ts'
import type { AttemptName } from '../model/name.ts'
import { author, cause, outcome } from '../model/outcome.ts'
import type { Recordings } from '../model/recording.ts'
import type { LaneScenario } from '../scenario/types.ts'
import type { Explanation } from '../trace/explanation.ts'
import type { Counts, Summary, Trace } from '../trace/schema.ts'
import * as F from './attempt/attempts.ts'
import { TARGET_KEEP_US } from './balancer/node.ts'
import { closeIdle, closeLink } from './client/connect.ts'
import { beginTraffic, settleInSystem } from './client/traffic.ts'
import { handle } from './events.ts'
import { scheduleFaults } from './fault/schedule.ts'
import { beginHealth } from './health/probes.ts'
import { planOf } from './planOf.ts'
import { GOOD_COUNT, makeTables, Recorder } from './recorder.ts'
import { restoreSnapshot, type Snapshot, takeSnapshot } from './snapshot.ts'
import {
  BUSY_AREA,
  BUSY_MAX,
  cellsOfAll,
  countsOfAll,
  WAITING_AREA,
  WAITING_MAX,
} from './targets/state.ts'
import { touchArea } from './targets/station.ts'
import {
  ATTEMPTS,
  ENTRY_END,
  EVENTS,
  IN_SYSTEM_AREA,
  RANK_END,
  REQUESTS,
  RETRIES,
  World,
} from './world.ts'

/** Grows by one whenever the same scenario gives other bits than before. Links say which one made them. */
export const ENGINE_REVISION = 1

/** Whether rows are kept. The digest, the counts and the summary are the same either way. */
export type Keep = 'trace' | 'summary'

const ANSWERED = outcome('answered')
const GAVE_UP = outcome('gave-up')
const REFUSED = outcome('refused')
const UNFINISHED = outcome('unfinished')

export class Run {
  readonly world: World
  private isOver = false

  constructor(world: World) {
    this.world = world
  }

  get nowUs(): number {
    return this.world.nowUs
  }

  /** Handles up to so many events; true when the run is over. */
  advance(events: number): boolean {
    const { world } = this
    const { queue, tally } = world
    let done = 0
    while (done < events && !this.isOver) {
      const entry = queue.pop()
      world.nowUs = queue.nowUs
      done++
      if (entry <= ENTRY_END) {
        assert(entry === ENTRY_END, 'the queue holds the end of the run until it comes')
        this.finish()
      } else {
        handle(world, entry)
        if (world.truncated !== null) this.finish()
      }
    }
    tally[EVENTS] = (tally[EVENTS] as number) + done
    return this.isOver
  }

  snapshot(): Snapshot {
    assert(!this.isOver, 'a snapshot is taken before the run is over')
    return takeSnapshot(this.world)
  }

  /** What there is so far. Full chunks never change again; the last one of a table may still grow. */
  trace(): Trace {
    const { world } = this
    const { plan, recorder } = world
    const { tables } = recorder
    return {
      meta: {
        digest: world.hash.digest(),
        engineRevision: ENGINE_REVISION,
        durationUs: plan.durationUs,
        warmUpUs: plan.warmUpUs,
        endedUs: world.nowUs,
        truncated: world.truncated,
        names: plan.names,
        counts: countsOf(world),
        summary: summaryOf(world),
        hasRows: recorder.keepsRows,
      },
      attempts: tables.attempts,
      connections: tables.connections,
      changes: tables.changes,
      probes: tables.probes,
    }
  }

  /** The run ends: what is under way gets its row as unfinished, and every connection closes. */
  private finish(): void {
    this.isOver = true
    const { world } = this
    settleInSystem(world)
    world.plan.targets.forEach((_, t) => {
      touchArea(world, t)
    })
    const { flights } = world
    for (let f = 0; f < flights.capacity; f++) {
      if (isLive(world, f)) leaveUnfinished(world, f)
    }
    const { addresses, pairs, plan } = world
    plan.populations.forEach((population) => {
      for (let a = 0; a < population.addresses; a++) {
        closeIdle(world, addresses.idle, population.addressBase + a, population.keepAliveUs)
      }
    })
    for (let pair = 0; pair < pairs.idle.length; pair++) {
      closeIdle(world, pairs.idle, pair, TARGET_KEEP_US)
    }
    for (let link = 0; link < world.links.capacity; link++) {
      if (world.links.isTaken(link)) closeLink(world, link, world.nowUs)
    }
  }
}

/** A run of the scenario, about to begin. */
export function startRun(lane: LaneScenario, recordings: Recordings, keep: Keep): Run {
  const world = new World(planOf(lane, recordings), new Recorder(keep === 'trace', makeTables()))
  world.queue.schedule(ENTRY_END, world.plan.durationUs, RANK_END)
  scheduleFaults(world)
  beginHealth(world)
  beginTraffic(world)
  return new Run(world)
}

/**
 * A run that goes on from a snapshot. The scenario may differ from the one that was running only in faults (surges
 * excepted) that begin and end after the snapshot.
 */
export function resumeRun(
  lane: LaneScenario,
  recordings: Recordings,
  snapshot: Snapshot,
  keep: Keep,
): Run {
  const world = new World(planOf(lane, recordings), new Recorder(keep === 'trace', makeTables()))
  restoreSnapshot(world, snapshot)
  return new Run(world)
}

/**
 * Why an attempt went where it went: runs again up to its pick, from the latest of the snapshots before `sentUs`.
 * Null when it never came to a pick.
 */
export function explainAttempt(
  lane: LaneScenario,
  recordings: Recordings,
  question: { readonly attempt: AttemptName | null; readonly atUs: number },
  snapshots: readonly Snapshot[],
): Explanation | null {
  const before = snapshots.filter((one) => one.atUs < question.atUs)
  const last = before[before.length - 1]
  const run =
    last === undefined
      ? startRun(lane, recordings, 'summary')
      : resumeRun(lane, recordings, last, 'summary')
  const watch = { ...question, answer: null as Explanation | null }
  run.world.watch = watch
  while (watch.answer === null && !run.advance(64)) {
    // The slice is short, because nothing after the pick is of interest.
  }
  return watch.answer
}

function isLive(world: World, f: number): boolean {
  const w = world.words
  const at = f << F.WORD_BITS
  if (((w[at | F.FLAGS] as number) & F.PROBE) !== 0) return false
  return w[at | F.IS_LIVE] === 1
}

/** The run ended under this attempt: its row says how far it came. */
function leaveUnfinished(world: World, f: number): void {
  const { words: w, times: t } = world
  const at = f << F.WORD_BITS
  if (((w[at | F.FLAGS] as number) & F.CLIENT_DONE) === 0) {
    w[at | F.OUTCOME] = UNFINISHED
    w[at | F.AUTHOR] = author('none')
    w[at | F.STATUS] = 0
    w[at | F.CAUSE] = cause('run-ended')
    world.outcomes[UNFINISHED] = (world.outcomes[UNFINISHED] as number) + 1
    // A further attempt that its client had not sent yet.
    if (w[at | F.STAGE] === F.STAGE_SEND) t[(f << F.TIME_BITS) | F.SENT] = world.nowUs
  }
  world.recorder.attempt(world, f)
}

function countsOf(world: World): Counts {
  const { tally, outcomes, desk } = world
  return {
    requests: tally[REQUESTS] as number,
    answered: outcomes[ANSWERED] as number,
    gaveUp: outcomes[GAVE_UP] as number,
    refused: outcomes[REFUSED] as number,
    unfinished: outcomes[UNFINISHED] as number,
    attempts: tally[ATTEMPTS] as number,
    retries: tally[RETRIES] as number,
    events: tally[EVENTS] as number,
    inSystemUs: tally[IN_SYSTEM_AREA] as number,
    waitingUs: cellsOfAll(desk, WAITING_AREA),
    servingUs: cellsOfAll(desk, BUSY_AREA),
    servingMax: countsOfAll(desk, BUSY_MAX),
    waitingMax: countsOfAll(desk, WAITING_MAX),
  }
}

function summaryOf(world: World): Summary {
  const { summary, latencies } = world
  return {
    okCount: latencies.count,
    okLatencySumUs: latencies.sumUs,
    okLatencies: latencies.counts,
    goodCount: summary.sums[GOOD_COUNT] as number,
    outcomes: [...summary.outcomes],
    causes: [...summary.causes],
    targetAttempts: [...summary.targetAttempts],
    targetServed: [...summary.targetServed],
  }
}
