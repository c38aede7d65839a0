/**
 * A balancer node: takes requests of its connections, picks a target for each by what it alone knows, waits for the
 * answer and passes it on; answers itself when there is no target, no connection or no answer.
 */
import { author, cause } from '../../model/outcome.ts'
import * as F from '../attempt/attempts.ts'
import { closeLink, openLink, park, takeIdle } from '../client/connect.ts'
import { armIdle, disarmIdle } from '../client/timeout.ts'
import { finishForSystem } from '../client/traffic.ts'
import { ID, LINK_TIME_BITS, LINK_WORD_BITS, READY } from '../connection/connections.ts'
import { connectUs, passageUs, TO_CLIENT, TO_TARGET, transmit } from '../network/transmit.ts'
import type { PlannedGroup, PlannedNode } from '../plan.ts'
import { leave, startNext, writeStatus } from '../targets/station.ts'
import { RANK_COMPLETION, type World } from '../world.ts'
import { explainPick } from './explain.ts'
import type { NodeView } from './knowledge.ts'

const NODE_AUTHOR = author('node')
const NO_TARGETS = cause('no-targets')
const IDLE_TIMEOUT = cause('idle-timeout')
const CONNECT_TIMEOUT = cause('connect-timeout')

/** An idle connection to a target is kept this long (ALB idle timeout). */
export const TARGET_KEEP_US = 60_000_000

/** A request has arrived at its node. */
export function onNode(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const node = w[at | F.NODE] as number
  if (isNodeOut(world, node)) {
    finishForSystem(world, f)
    return
  }
  world.times[(f << F.TIME_BITS) | F.AT_NODE] = world.nowUs
  const picked = pick(world, f, node)
  if (picked === null) {
    writeStatus(world, f, 503, NODE_AUTHOR, NO_TARGETS)
    answer(world, f)
  } else {
    dispatch(world, f, node, picked)
  }
}

/** The answer of a target, or word that it closed the connection, is back at the node. */
export function onBack(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  world.times[(f << F.TIME_BITS) | F.BACK] = world.nowUs
  settle(world, f, ((w[at | F.FLAGS] as number) & F.RESET) === 0)
  answer(world, f)
}

/** A node waited for a target for too long: it answers 504 itself. */
export function onIdleTimeout(world: World, f: number): void {
  giveUpOnTarget(world, f, IDLE_TIMEOUT)
}

export function onConnectTimeout(world: World, f: number): void {
  giveUpOnTarget(world, f, CONNECT_TIMEOUT)
}

/** The client has gone and its node tells the target to stop. */
export function onAbort(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  if (((w[at | F.FLAGS] as number) & F.IDLING) !== 0) settle(world, f, false)
  withdraw(world, f)
  world.queue.cancel(world.mainEntry(f))
  finishForSystem(world, f)
}

/** A node's zone has vanished, and with it all that the node was waiting for. Its clients hear nothing. */
export function loseNode(world: World, node: number): void {
  for (let f = 0; f < world.flights.capacity; f++) {
    const at = f << F.WORD_BITS
    if ((world.words[at | F.NODE] as number) !== node) continue
    if (((world.words[at | F.FLAGS] as number) & F.IDLING) === 0) continue
    settle(world, f, false)
    forsake(world, f)
  }
}

/** A target has closed its connections: those that lie idle at the nodes are closed too. */
export function dropIdleLinks(world: World, t: number): void {
  const { idle } = world.pairs
  for (let node = 0; node < world.plan.nodes.length; node++) {
    const pair = node * world.plan.targets.length + t
    for (;;) {
      const link = takeIdle(world, idle, pair, TARGET_KEEP_US)
      if (link < 0) break
      closeLink(world, link, world.nowUs)
    }
  }
}

/** The chosen target's number within its group, or null when there is none to choose from. */
function pick(world: World, f: number, node: number): number | null {
  const view = world.views[node] as NodeView
  world.drawsOf(f, view.pickKey)
  const { algorithm } = groupOf(world)
  if (world.watch !== null) explainPick(world, f, node)
  return algorithm.pick(view.context)
}

function dispatch(world: World, f: number, node: number, picked: number): void {
  const { pairs } = world
  const group = groupOf(world)
  const t = group.first + picked
  const pair = node * world.targets + t
  const w = world.words
  const at = f << F.WORD_BITS
  w[at | F.TARGET] = t
  pairs.inFlight[pair] = (pairs.inFlight[pair] as number) + 1
  const { sent } = group.algorithm
  if (sent !== undefined) sent((world.views[node] as NodeView).context, picked)
  armIdle(world, f)
  let link = takeIdle(world, pairs.idle, pair, TARGET_KEEP_US)
  let delayUs = 0
  if (link < 0) {
    link = openLink(world, pair, -1, node, t)
    delayUs = connectUs(world, f, TO_TARGET, 1)
    world.links.times[(link << LINK_TIME_BITS) | READY] = world.nowUs + delayUs
    w[at | F.FLAGS] = (w[at | F.FLAGS] as number) | F.NEW_LINK
  }
  w[at | F.TARGET_LINK] = link
  w[at | F.TARGET_CONNECTION] = world.links.words[(link << LINK_WORD_BITS) | ID] as number
  transmit(world, f, TO_TARGET, delayUs)
}

/** The node is done with the target for this flight: its count, its connection, its algorithm. */
function settle(world: World, f: number, keepsLink: boolean): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const node = w[at | F.NODE] as number
  const t = w[at | F.TARGET] as number
  const pair = node * world.targets + t
  const { inFlight, idle } = world.pairs
  inFlight[pair] = (inFlight[pair] as number) - 1
  disarmIdle(world, f)
  const link = w[at | F.TARGET_LINK] as number
  w[at | F.TARGET_LINK] = -1
  if (keepsLink) {
    park(world, idle, link, f)
  } else {
    closeLink(world, link, world.nowUs)
  }
  const group = groupOf(world)
  const { done } = group.algorithm
  if (done === undefined) return
  const view = world.views[node] as NodeView
  view.latencyUs = world.nowUs - (world.times[(f << F.TIME_BITS) | F.DISPATCHED] as number)
  const status = w[at | F.STATUS] as number
  done(view.context, t - group.first, keepsLink && status < 500)
}

/** Sends the flight's status to the client, if it still waits. */
function answer(world: World, f: number): void {
  const isAwaited = ((world.words[(f << F.WORD_BITS) | F.FLAGS] as number) & F.CLIENT_DONE) === 0
  // An answer that never arrives is found out by the client's timeout.
  if (!isAwaited || !transmit(world, f, TO_CLIENT, 0)) finishForSystem(world, f)
}

function giveUpOnTarget(world: World, f: number, why: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  writeStatus(world, f, 504, NODE_AUTHOR, why)
  settle(world, f, false)
  if (((w[at | F.FLAGS] as number) & F.CLIENT_DONE) === 0) {
    const us = passageUs(world, f, TO_CLIENT, TO_CLIENT.draw)
    w[at | F.FLAGS] = (w[at | F.FLAGS] as number) | F.OVERTAKEN
    world.queue.schedule(world.sideEntry(f), world.nowUs + us, RANK_COMPLETION)
  }
  forsake(world, f)
}

/** The node no longer cares. What is with the target goes on there; what is under way is dropped. */
function forsake(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  w[at | F.FLAGS] = (w[at | F.FLAGS] as number) | F.NODE_GONE
  if (((w[at | F.FLAGS] as number) & (F.QUEUED | F.SERVING)) !== 0) return
  world.queue.cancel(world.mainEntry(f))
  w[at | F.STAGE] = F.STAGE_NONE
  finishForSystem(world, f)
}

/** Takes the flight out of its target and lets the next one in. */
function withdraw(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  if (((w[at | F.FLAGS] as number) & (F.QUEUED | F.SERVING)) === 0) return
  leave(world, f)
  startNext(world, w[at | F.TARGET] as number)
}

const groupOf = (world: World): PlannedGroup => world.group as PlannedGroup

const isNodeOut = (world: World, node: number): boolean =>
  (world.sites.out[(world.plan.nodes[node] as PlannedNode).site] as number) > 0
