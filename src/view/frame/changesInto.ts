/** State that changes now and then: health as each node sees it, targets that are down, answers of resolvers. */
import { edgeBetween, NO_EDGE } from '../../analysis/scene/edges.ts'
import { SMOOTHED_US } from '../../analysis/scene/runningSums.ts'
import type { TraceIndex } from '../../analysis/scene/traceIndex.ts'
import { DRAINING, EJECTED, HEALTHY, INITIAL, UNHEALTHY, UNUSED } from '../../model/health.ts'
import { changeKind } from '../../trace/schema.ts'
import { type CalledNow, type Frame, LIVES } from './model.ts'

const BECAME_UNHEALTHY = changeKind('unhealthy')
const BECAME_HEALTHY = changeKind('healthy')
const FAIL_OPEN = changeKind('fail-open')
const FAIL_OPEN_END = changeKind('fail-open-end')
const DNS_ANSWER = changeKind('dns-answer')
const TARGET_DOWN = changeKind('target-down')
const TARGET_UP = changeKind('target-up')
const SLOW_START = changeKind('slow-start')
const EJECTED_NOW = changeKind('ejected')
const EJECTION_END = changeKind('ejection-end')
const DEREGISTERED = changeKind('deregistered')
const REGISTERED = changeKind('registered')
const DRAINS = changeKind('draining')
const DRAINED = changeKind('unused')
const JOINED = changeKind('joined')
const STOPPING = changeKind('stopping')
const LAUNCHES = changeKind('launching')
const IN_SERVICE = changeKind('in-service')
const TERMINATES = changeKind('terminating')
const VACATED = changeKind('vacant')
const DEPENDENCY_LOAD = changeKind('dependency-load')
const IDENTITY_LOAD = changeKind('identity-load')
const HOST_LOAD = changeKind('host-load')
const WORKER_LOAD = changeKind('worker-load')

/** Replays all changes up to `tUs`: hundreds in a run, thousands in a bad one, twenty thousand where nodes take time. */
export function changesInto(index: TraceIndex, tUs: number, into: Frame): void {
  replay(index, tUs, into)
  if (into.workerLoad.length > 0) sumUpNodes(index, tUs, into)
  for (let edge = 0; edge < index.edges.count; edge++) {
    const heard = into.heard[edge] as number
    if (heard > 0) into.health[edge] = heard
    else if ((into.ejectedBy[edge] as number) > 0) into.health[edge] = EJECTED
  }
}

/** Adds up how long a worker was busy up to `atUs`, as far as that lies after `fromUs`. */
function holdShare(
  { scratch }: Frame,
  worker: number,
  { atUs, fromUs }: { readonly atUs: number; readonly fromUs: number },
): void {
  const { workerShare, workerSinceUs, workerBusyUs } = scratch
  const lengthUs = atUs - Math.max(workerSinceUs[worker] as number, fromUs)
  workerSinceUs[worker] = atUs
  if (lengthUs > 0)
    workerBusyUs[worker] =
      (workerBusyUs[worker] as number) + (workerShare[worker] as number) * lengthUs
}

/** What workers were busy over the last moments, as targets are told, and those of a node together. */
function sumUpNodes({ trace }: TraceIndex, tUs: number, into: Frame): void {
  const { nodeLoad, workerLoad, scratch } = into
  const lengthUs = Math.min(SMOOTHED_US, Math.max(tUs, 1))
  for (let one = 0; one < workerLoad.length; one++) {
    holdShare(into, one, { atUs: tUs, fromUs: tUs - SMOOTHED_US })
    workerLoad[one] = (scratch.workerBusyUs[one] as number) / lengthUs
  }
  let worker = 0
  trace.meta.names.nodes.forEach(({ workers }, node) => {
    let sum = 0
    for (const end = worker + workers; worker < end; worker++) sum += workerLoad[worker] as number
    nodeLoad[node] = sum / workers
  })
}

/** As things are before the first change. */
function begin(index: TraceIndex, into: Frame): void {
  beginHealth(index, into)
  into.ejectedBy.fill(0)
  into.heard.fill(0)
  into.slowUntilUs.fill(0)
  into.isFailOpen.fill(0)
  into.isDown.fill(0)
  into.isAway.fill(0)
  into.isStopping.fill(0)
  into.life.fill(LIVES.inService)
  into.warmAtUs.set(index.warmAtFirstUs)
  into.hostWork.fill(0)
  into.scratch.workerShare.fill(0)
  into.scratch.workerSinceUs.fill(0)
  into.scratch.workerBusyUs.fill(0)
  into.workerHas.fill(0)
  into.nodeLoad.fill(0)
  setCalled(into.behind, 0, 0, 1)
  setCalled(into.identity, 0, 0, 1)
  into.answer.fill(0)
  into.answerCount.fill(0)
  into.answeredUs.fill(Number.NaN)
}

function replay(index: TraceIndex, tUs: number, into: Frame): void {
  begin(index, into)
  for (const chunk of index.trace.changes.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const atUs = chunk.atUs[i] as number
      if (atUs > tUs) return
      const what = chunk.kind[i] as number
      const a = chunk.a[i] as number
      const b = chunk.b[i] as number
      if (what === BECAME_UNHEALTHY) setHealth(index, into, { node: a, target: b }, UNHEALTHY)
      else if (what === BECAME_HEALTHY) setHealth(index, into, { node: a, target: b }, HEALTHY)
      else if (what === FAIL_OPEN) countFailOpen(into, a, 1)
      else if (what === FAIL_OPEN_END) countFailOpen(into, a, -1)
      else if (what === SLOW_START)
        setSlow(index, into, { node: a, target: b }, { atUs, untilUs: chunk.value[i] as number })
      else if (what === EJECTED_NOW) countEjected(index, into, { node: a, target: b }, 1)
      else if (what === EJECTION_END) countEjected(index, into, { node: a, target: b }, -1)
      else if (what === DRAINS) setHeard(index, into, { node: a, target: b }, DRAINING)
      else if (what === DRAINED) setHeard(index, into, { node: a, target: b }, UNUSED)
      else if (what === JOINED) {
        setHeard(index, into, { node: a, target: b }, 0)
        setHealth(index, into, { node: a, target: b }, INITIAL)
      } else if (what === DEREGISTERED) setAway(into, b, { atUs, isAway: 1 })
      else if (what === REGISTERED) setAway(into, b, { atUs, isAway: 0 })
      else if (what === STOPPING) into.isStopping[b] = 1
      else if (what === VACATED) vacate(index, into, b, atUs)
      else if (what === DEPENDENCY_LOAD) setCalled(into.behind, a, b, chunk.value[i] as number)
      else if (what === IDENTITY_LOAD) setCalled(into.identity, a, b, chunk.value[i] as number)
      else if (what === HOST_LOAD) into.hostWork[a] = chunk.value[i] as number
      else if (what === WORKER_LOAD) {
        holdShare(into, a, { atUs, fromUs: tUs - SMOOTHED_US })
        into.scratch.workerShare[a] = chunk.value[i] as number
        into.workerHas[a] = b
      } else if (what === LAUNCHES) into.life[b] = LIVES.launching
      else if (what === IN_SERVICE) into.life[b] = LIVES.inService
      else if (what === TERMINATES) into.life[b] = LIVES.terminating
      else if (what === TARGET_DOWN) into.isDown[b] = 1
      else if (what === TARGET_UP) {
        into.isDown[b] = 0
        into.isStopping[b] = 0
        into.warmAtUs[b] = atUs + (index.warmUs[b] as number)
      } else if (what === DNS_ANSWER) {
        into.answer[a] = chunk.value[i] as number
        into.answerCount[a] = b
        into.answeredUs[a] = answeredUs(index, a, atUs)
      }
    }
  }
}

function setCalled(called: CalledNow, busy: number, waiting: number, speed: number): void {
  called.busy = busy
  called.waiting = waiting
  called.speed = speed
}

/** There is nothing that could be down, and no node waits for it. */
function vacate(index: TraceIndex, into: Frame, target: number, atUs: number): void {
  into.life[target] = LIVES.vacant
  into.isDown[target] = 0
  setAway(into, target, { atUs, isAway: 1 })
  index.trace.meta.names.nodes.forEach((_, node) => {
    setHeard(index, into, { node, target }, UNUSED)
  })
}

/** A node may fail open in several groups at one time. */
function countFailOpen({ isFailOpen }: Frame, node: number, by: 1 | -1): void {
  isFailOpen[node] = (isFailOpen[node] as number) + by
}

function beginHealth({ edges, isNew }: TraceIndex, into: Frame): void {
  for (let edge = 0; edge < edges.count; edge++) {
    const target = (edges.to[edge] as number) - edges.places.firstTarget
    into.health[edge] = isNew[target] === 1 ? INITIAL : HEALTHY
  }
}

interface Pair {
  readonly node: number
  readonly target: number
}

function setHealth(index: TraceIndex, into: Frame, pair: Pair, health: number): void {
  const edge = edgeOf(index, pair)
  if (edge === NO_EDGE) return
  into.health[edge] = health
  into.slowUntilUs[edge] = 0
}

/** Each of a node's workers that counts by itself ejects by itself. */
function countEjected(index: TraceIndex, { ejectedBy }: Frame, pair: Pair, by: 1 | -1): void {
  const edge = edgeOf(index, pair)
  if (edge !== NO_EDGE) ejectedBy[edge] = (ejectedBy[edge] as number) + by
}

function setHeard(index: TraceIndex, into: Frame, pair: Pair, heard: number): void {
  const edge = edgeOf(index, pair)
  if (edge !== NO_EDGE) into.heard[edge] = heard
}

function setAway(
  into: Frame,
  target: number,
  { atUs, isAway }: { readonly atUs: number; readonly isAway: 0 | 1 },
): void {
  into.isAway[target] = isAway
  into.awaySinceUs[target] = atUs
}

function setSlow(
  index: TraceIndex,
  into: Frame,
  pair: Pair,
  { atUs, untilUs }: { readonly atUs: number; readonly untilUs: number },
): void {
  const edge = edgeOf(index, pair)
  if (edge === NO_EDGE) return
  into.slowFromUs[edge] = atUs
  into.slowUntilUs[edge] = untilUs
}

/** None where no request comes through the node: it checks its targets all the same. */
function edgeOf({ edges }: TraceIndex, { node, target }: Pair): number {
  const { firstNode, firstTarget } = edges.places
  return edgeBetween(edges, firstNode + node, firstTarget + target)
}

/** What a resolver begins with was answered before the run. */
function answeredUs({ trace }: TraceIndex, resolver: number, atUs: number): number {
  if (atUs > 0) return atUs
  return -(trace.meta.names.resolvers[resolver]?.ageUs ?? 0)
}
