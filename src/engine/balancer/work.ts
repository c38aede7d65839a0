/**
 * What a node does itself for a request: it keeps the worker that accepted its connection busy for a while, and what comes
 * meanwhile waits there, first in, first out, without a limit. The answer is paid for together with the request, and a
 * new connection with its first one (models); what its client gives up is worked on all the same (model).
 * Source of a worker that does one thing at a time: NGINX, "Inside NGINX: How We Designed for Performance & Scale"; Envoy,
 * "Threading model": a connection stays with its worker, whose loop never blocks.
 */
import type { WorkerCounts } from '../../trace/schema.ts'
import { drawsOf } from '../attempt/draws.ts'
import { SIGNED_IN } from '../attempt/flags.ts'
import { finishForSystem } from '../attempt/lifecycle.ts'
import { STAGE_AT_WORKER, STAGE_NONE } from '../attempt/stages.ts'
import { cellsOf } from '../columns.ts'
import type { Delay } from '../delay.ts'
import { RANK_COMPLETION, wayEntry } from '../entries.ts'
import type { Attempt, Node, Process } from '../indices.ts'
import type { World } from '../world.ts'
import type { PlannedWork } from './plan.ts'

const DRAW_REQUEST = 0
const DRAW_CONNECTION = 1

/** A request is at its node, whose worker takes it up when it has done what it has. False: there it takes no time. */
export function beginWork(world: World, a: Attempt): boolean {
  const { attempts, nowUs, plan, queue, works } = world
  const { work } = plan.nodes[attempts.node[a]]
  if (work === null) return false
  const worker = attempts.process[a]
  const us = workUs(world, a, work)
  const doneUs = Math.max(nowUs, works.untilUs[worker]) + us
  works.untilUs[worker] = doneUs
  works.givenUs[worker] += us
  count(world, worker, 1)
  attempts.stage[a] = STAGE_AT_WORKER
  queue.schedule(wayEntry(world, a), doneUs, RANK_COMPLETION)
  return true
}

/** It is done, or will not be waited for: then its worker works on it all the same. */
export function leaveWorker(world: World, a: Attempt): void {
  world.attempts.stage[a] = STAGE_NONE
  count(world, world.attempts.process[a], -1)
}

/** A node has vanished, and with it all that its workers had. */
export function loseWork(world: World, node: Node): void {
  const { attempts, nowUs, plan, queue, works } = world
  for (let a = 0 as Attempt; a < attempts.capacity; a++) {
    if (attempts.node[a] !== node || attempts.stage[a] !== STAGE_AT_WORKER) continue
    queue.cancel(wayEntry(world, a))
    leaveWorker(world, a)
    finishForSystem(world, a)
  }
  const { firstProcess, workers } = plan.nodes[node]
  for (let nth = 0; nth < workers; nth++) {
    const worker = (firstProcess + nth) as Process
    works.givenUs[worker] = works.busyUs(worker, nowUs)
    works.untilUs[worker] = Math.min(works.untilUs[worker], nowUs)
  }
}

/** Brings the integrals of all up to now, at the end of a run. */
export function touchAllWork(world: World): void {
  for (let worker = 0; worker < world.works.has.length; worker++) touch(world, worker as Process)
}

/** What there is to say of a whole run, by worker. */
export const workerCounts = ({ nowUs, works }: World): readonly WorkerCounts[] =>
  Array.from(cellsOf(works.hadMax), (hadMax, worker) => ({
    busyUs: works.busyUs(worker as Process, nowUs),
    hadUs: works.hadAreaUs[worker as Process],
    hadMax,
  }))

/** Of a request, and of its connection if it is the first one on that; who comes back from a log-in is not. */
function workUs(world: World, a: Attempt, { request, connection }: PlannedWork): number {
  const { attempts, connections } = world
  const c = attempts.clientConnection[a]
  const isFirst = c >= 0 && connections.requests[c] === 0 && (attempts.flags[a] & SIGNED_IN) === 0
  return (
    lengthUs(world, a, request, DRAW_REQUEST) +
    (isFirst ? lengthUs(world, a, connection, DRAW_CONNECTION) : 0)
  )
}

const lengthUs = (world: World, a: Attempt, delay: Delay, n: number): number =>
  delay.isFixed
    ? delay.fixedUs
    : Math.round(delay.quantileUs(drawsOf(world, a).atFor(world.plan.keys.work, n)))

function count(world: World, worker: Process, by: number): void {
  const { works } = world
  touch(world, worker)
  works.has[worker] += by
  if (works.has[worker] > works.hadMax[worker]) works.hadMax[worker] = works.has[worker]
}

function touch({ nowUs, works }: World, worker: Process): void {
  works.hadAreaUs[worker] += works.has[worker] * (nowUs - works.areaSinceUs[worker])
  works.areaSinceUs[worker] = nowUs
}
