/** What each event of the queue means: one step of the run. */

import * as F from './attempt/attempts.ts'
import { onAbort, onBack, onConnectTimeout, onIdleTimeout, onNode } from './balancer/node.ts'
import { leaveWait } from './client/connect.ts'
import { overdueClient, overdueNode } from './client/timeout.ts'
import {
  finishForSystem,
  giveUp,
  onArrival,
  onClient,
  onNoConnection,
  onUser,
  send,
} from './client/traffic.ts'
import { LINK_TIME_BITS, READY } from './connection/connections.ts'
import { onFault } from './fault/schedule.ts'
import { onProbe } from './health/probes.ts'
import {
  passageUs,
  TO_BACK,
  TO_CLIENT,
  TO_NODE,
  TO_TARGET,
  transmit,
  type Way,
} from './network/transmit.ts'
import { onServiceEnd, onSharedEnd, onTarget } from './targets/visit.ts'
import { ENTRY_FAULT, ENTRY_IDLE, RANK_TIMEOUT, type World } from './world.ts'

/** Handles one entry that is due. */
export function handle(world: World, entry: number): void {
  if (entry >= world.flightBase) {
    const index = entry - world.flightBase
    if ((index & 1) === 0) onWay(world, index >> 1)
    else onSide(world, index >> 1)
  } else if (entry >= world.userBase) {
    onUser(world, entry - world.userBase)
  } else if (entry >= world.probeBase) {
    onProbe(world, entry - world.probeBase)
  } else if (entry >= world.sharingBase) {
    onSharedEnd(world, entry - world.sharingBase)
  } else if (entry >= world.timeoutBase) {
    onClientTimeouts(world, entry - world.timeoutBase)
  } else if (entry >= world.arrivalBase) {
    onArrival(world, entry - world.arrivalBase)
  } else if (entry === ENTRY_FAULT) {
    onFault(world)
  } else if (entry === ENTRY_IDLE) {
    for (let f = overdueNode(world); f >= 0; f = overdueNode(world)) onIdleTimeout(world, f)
  }
}

/** A flight has come to the end of a leg, or of its service. */
function onWay(world: World, f: number): void {
  const stage = world.words[(f << F.WORD_BITS) | F.STAGE] as number
  switch (stage) {
    case F.STAGE_TO_NODE:
      onNode(world, f)
      return
    case F.STAGE_TO_TARGET:
      onTarget(world, f)
      return
    case F.STAGE_SERVE:
      onServiceEnd(world, f)
      return
    case F.STAGE_TO_BACK:
      onBack(world, f)
      return
    case F.STAGE_TO_CLIENT:
      onClient(world, f, F.SYSTEM_DONE)
      return
    case F.STAGE_SEND:
      send(world, f)
      return
    default:
      onRare(world, f, stage)
  }
}

function onRare(world: World, f: number, stage: number): void {
  switch (stage) {
    case F.STAGE_CONNECT_TIMEOUT:
      onConnectTimeout(world, f)
      return
    case F.STAGE_CLIENT_CONNECT_TIMEOUT:
      onNoConnection(world, f)
      return
    case F.STAGE_RESEND_TO_NODE:
      resend(world, f, TO_NODE)
      return
    case F.STAGE_RESEND_TO_TARGET:
      resend(world, f, TO_TARGET)
      return
    case F.STAGE_RESEND_TO_BACK:
      resend(world, f, TO_BACK)
      return
    case F.STAGE_RESEND_TO_CLIENT:
      resend(world, f, TO_CLIENT)
      return
  }
}

function resend(world: World, f: number, way: Way): void {
  const { words: w } = world
  if (transmit(world, f, way, 0)) {
    if (w[(f << F.WORD_BITS) | F.STAGE] === way.arrive) w[(f << F.WORD_BITS) | F.RESENT] = 0
    return
  }
  // Between node and target the node's idle timeout finds out; elsewhere only the client's timeout is left.
  const isDirect = (w[(f << F.WORD_BITS) | F.NODE] as number) < 0
  if (way.isClientSide || isDirect) finishForSystem(world, f)
}

/** What overtakes a flight: the node's own answer to the client, or its word to the target to stop. */
function onSide(world: World, f: number): void {
  const flags = world.words[(f << F.WORD_BITS) | F.FLAGS] as number
  if ((flags & F.CLIENT_DONE) === 0) onClient(world, f, 0)
  else onAbort(world, f)
}

function onClientTimeouts(world: World, p: number): void {
  for (let f = overdueClient(world, p); f >= 0; f = overdueClient(world, p))
    onClientTimeout(world, f)
}

/** A client has waited long enough. What has not reached the system yet, or has left it, ends here. */
function onClientTimeout(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const flags = w[at | F.FLAGS] as number
  if ((flags & F.SYSTEM_DONE) === 0) {
    if (w[at | F.STAGE] === F.STAGE_AWAIT_LINK) leaveWait(world, f)
    if (endsWithClient(world, f)) {
      world.queue.cancel(world.mainEntry(f))
      w[at | F.FLAGS] = flags | F.SYSTEM_DONE
    } else if (
      (flags & F.NODE_GONE) === 0 &&
      (w[at | F.NODE] as number) >= 0 &&
      world.plan.cancelAbandoned
    ) {
      const us = passageUs(world, f, TO_NODE, TO_CLIENT.draw)
      w[at | F.FLAGS] = flags | F.OVERTAKEN
      world.queue.schedule(world.sideEntry(f), world.nowUs + us, RANK_TIMEOUT)
    }
  }
  // The node's own answer, if it is under way, comes too late.
  if ((flags & F.NODE_GONE) !== 0) world.queue.cancel(world.sideEntry(f))
  giveUp(world, f)
}

function endsWithClient(world: World, f: number): boolean {
  const w = world.words
  const at = f << F.WORD_BITS
  switch (w[at | F.STAGE]) {
    case F.STAGE_AWAIT_LINK:
    case F.STAGE_CLIENT_CONNECT_TIMEOUT:
    case F.STAGE_TO_CLIENT:
    case F.STAGE_RESEND_TO_CLIENT:
    case F.STAGE_RESEND_TO_NODE:
      return true
    case F.STAGE_RESEND_TO_TARGET:
      return (w[at | F.NODE] as number) < 0
    case F.STAGE_TO_NODE:
    case F.STAGE_TO_TARGET:
      return isConnecting(world, f)
    default:
      return false
  }
}

/** Whether the connection from the client is still being opened. */
function isConnecting(world: World, f: number): boolean {
  const link = world.words[(f << F.WORD_BITS) | F.CLIENT_LINK] as number
  return link >= 0 && (world.links.times[(link << LINK_TIME_BITS) | READY] as number) > world.nowUs
}
