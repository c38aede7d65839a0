/** The way of an attempt: what happens at the end of each of its stages. */
import { CLIENT_DONE, PASSED, SYSTEM_DONE } from './attempt/flags.ts'
import { finishForSystem } from './attempt/lifecycle.ts'
import * as stage from './attempt/stages.ts'
import { onFirstPacket } from './balancer/flow.ts'
import { onAsk, onTell } from './balancer/messages.ts'
import {
  onAbort,
  onBack,
  onConnectTimeout,
  onLoginStep,
  onNode,
  onWorked,
} from './balancer/node.ts'
import { onClient, onNoConnection } from './client/ending.ts'
import { send } from './client/request.ts'
import { onCallServed, onCallTimeout } from './dependency/calls.ts'
import { onProbed } from './health/probes.ts'
import type { Attempt } from './indices.ts'
import { type Leg, TO_BACK, TO_CLIENT, TO_NODE, TO_TARGET } from './network/legs.ts'
import { transmit } from './network/transmit.ts'
import { onInitialised } from './targets/station.ts'
import { onDropped, onServiceEnd, onTarget } from './visit.ts'
import type { World } from './world.ts'

/** An attempt has come to the end of a leg, or of its service. */
export function onWay(world: World, a: Attempt): void {
  switch (world.attempts.stage[a]) {
    case stage.STAGE_TO_NODE:
      onNode(world, a)
      return
    case stage.STAGE_TO_TARGET:
      onTarget(world, a)
      return
    case stage.STAGE_SERVE:
      onServiceEnd(world, a)
      return
    case stage.STAGE_TO_BACK:
      onBack(world, a)
      return
    case stage.STAGE_TO_CLIENT:
      onClient(world, a, SYSTEM_DONE)
      return
    case stage.STAGE_SEND:
      send(world, a)
      return
    default:
      onRareStage(world, a)
  }
}

function onRareStage(world: World, a: Attempt): void {
  switch (world.attempts.stage[a]) {
    case stage.STAGE_CONNECT_TIMEOUT:
      onConnectTimeout(world, a)
      return
    case stage.STAGE_CLIENT_CONNECT_TIMEOUT:
      onNoConnection(world, a)
      return
    case stage.STAGE_RESEND_TO_NODE:
      resend(world, a, TO_NODE)
      return
    case stage.STAGE_RESEND_TO_TARGET:
      resend(world, a, TO_TARGET)
      return
    case stage.STAGE_RESEND_TO_BACK:
      resend(world, a, TO_BACK)
      return
    case stage.STAGE_RESEND_TO_CLIENT:
      resend(world, a, TO_CLIENT)
      return
    case stage.STAGE_AT_WORKER:
      onWorked(world, a)
      return
    case stage.STAGE_ASK:
      onAsk(world, a)
      return
    case stage.STAGE_FIRST_PACKET:
      onFirstPacket(world, a)
      return
    case stage.STAGE_DROPPED:
      onDropped(world, a)
      return
    case stage.STAGE_INIT:
      onInitialised(world, a)
      return
    case stage.STAGE_CALL:
      onCallServed(world, a)
      return
    case stage.STAGE_CALLING:
      onCallTimeout(world, a)
      return
    case stage.STAGE_LOGIN:
      onLoginStep(world, a)
      return
    case stage.STAGE_PROBED:
      onProbed(world, a)
      return
    case stage.STAGE_TELL:
      onTell(world, a)
      return
  }
}

/** What overtakes an attempt: the node's own answer to the client, or its word to the target to stop. */
export function onOvertaken(world: World, a: Attempt): void {
  if ((world.attempts.flags[a] & CLIENT_DONE) === 0) onClient(world, a, 0)
  else onAbort(world, a)
}

/** A packet that was lost is sent again. */
function resend(world: World, a: Attempt, leg: Leg): void {
  const { attempts } = world
  if (transmit(world, a, leg, 0)) {
    if (attempts.stage[a] === leg.arrive) attempts.resent[a] = 0
    return
  }
  // Between node and target the node's timeout finds out; elsewhere only the client's timeout is left.
  const isProxied = attempts.node[a] >= 0 && (attempts.flags[a] & PASSED) === 0
  if (leg.isClientSide || !isProxied) finishForSystem(world, a)
}
