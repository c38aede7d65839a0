/** How a run ends, and the trace that it leaves. */
import { author, cause, outcome } from '../model/outcome.ts'
import type { Counts, Trace } from '../trace/schema.ts'
import { CLIENT_DONE, UNRECORDED } from './attempt/flags.ts'
import { STAGE_SEND } from './attempt/stages.ts'
import { touchAllWork, workerCounts } from './balancer/work.ts'
import { cellsOf } from './columns.ts'
import { OPEN } from './connection/endings.ts'
import { closeConnection, closeIdle } from './connection/idle.ts'
import { callCounts, touchAllCalls } from './dependency/calls.ts'
import { BEHIND, IDENTITY } from './dependency/plan.ts'
import { endingOf } from './ending.ts'
import type { Address, Attempt, Connection, Peer, Target } from './indices.ts'
import { recordAttempt } from './record/rows.ts'
import { ENGINE_REVISION } from './revision.ts'
import { hostCounts, touchAllHosts } from './targets/hostSharing.ts'
import { touchArea } from './targets/occupancy.ts'
import type { World } from './world.ts'

const NOBODY = author('none')
const RUN_ENDED = cause('run-ended')
const ANSWERED = outcome('answered')
const GAVE_UP = outcome('gave-up')
const REFUSED = outcome('refused')
const UNFINISHED = outcome('unfinished')

/** What is under way gets its row as unfinished, and every connection closes. */
export function finishRun(world: World): void {
  const { attempts, balancer, clients, connections, counters, plan } = world
  touchAllCalls(world)
  touchAllHosts(world)
  touchAllWork(world)
  counters.changeInSystem(0, world.nowUs)
  plan.targets.forEach((_, t) => {
    touchArea(world, t as Target)
  })
  for (let a = 0 as Attempt; a < attempts.capacity; a++) {
    if (attempts.isTaken(a) && (attempts.flags[a] & UNRECORDED) === 0) leaveUnfinished(world, a)
  }
  for (const { addresses, addressBase } of plan.populations) {
    for (let client = 0; client < addresses; client++) {
      closeIdle(world, clients.idle, (addressBase + client) as Address)
    }
  }
  for (let peer = 0 as Peer; peer < balancer.peers.idle.length; peer++) {
    closeIdle(world, balancer.peers.idle, peer)
  }
  for (let c = 0 as Connection; c < connections.capacity; c++) {
    if (connections.isTaken(c) && !connections.isFarHalf(c))
      closeConnection(world, c, world.nowUs, OPEN)
  }
}

/** The run ended under this attempt: its row says how far it came. */
function leaveUnfinished(world: World, a: Attempt): void {
  const { attempts, counters } = world
  if ((attempts.flags[a] & CLIENT_DONE) === 0) {
    attempts.ending[a] = endingOf(0, NOBODY, RUN_ENDED) | UNFINISHED
    counters.ended[UNFINISHED]++
    // A further attempt that its client had not sent yet.
    if (attempts.stage[a] === STAGE_SEND) attempts.sentUs[a] = world.nowUs
  }
  recordAttempt(world, a)
}

/** What there is so far. */
export function traceOf(world: World): Trace {
  const { plan, tables } = world
  return {
    meta: {
      digest: world.hash.digest(),
      engineRevision: ENGINE_REVISION,
      durationUs: plan.run.durationUs,
      warmUpUs: plan.run.warmUpUs,
      endedUs: world.nowUs,
      truncated: world.truncated,
      names: plan.names,
      counts: countsOf(world),
      hasRows: world.sink === null,
    },
    attempts: tables.attempts,
    connections: tables.connections,
    changes: tables.changes,
    probes: tables.probes,
  }
}

function countsOf(world: World): Counts {
  const { counters, targets } = world
  return {
    requests: counters.requests,
    answered: counters.ended[ANSWERED],
    gaveUp: counters.ended[GAVE_UP],
    refused: counters.ended[REFUSED],
    unfinished: counters.ended[UNFINISHED],
    attempts: counters.attempts,
    retries: counters.retries,
    events: counters.events,
    inSystemUs: counters.inSystemAreaUs,
    waitingUs: [...cellsOf(targets.waitingAreaUs)],
    servingUs: [...cellsOf(targets.busyAreaUs)],
    servingMax: [...cellsOf(targets.busyMax)],
    waitingMax: [...cellsOf(targets.waitingMax)],
    calls: callCounts(world, BEHIND),
    logins: callCounts(world, IDENTITY),
    hosts: hostCounts(world),
    workers: workerCounts(world),
  }
}
