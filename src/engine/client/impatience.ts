/** A client has waited long enough. What has not reached the system yet, or has left it, ends with it. */
import { NODE_GONE, OVERTAKEN, PASSED, SYSTEM_DONE } from '../attempt/flags.ts'
import {
  STAGE_AWAIT_CONNECTION,
  STAGE_CLIENT_CONNECT_TIMEOUT,
  STAGE_FIRST_PACKET,
  STAGE_RESEND_TO_CLIENT,
  STAGE_RESEND_TO_NODE,
  STAGE_RESEND_TO_TARGET,
  STAGE_TO_CLIENT,
  STAGE_TO_NODE,
  STAGE_TO_TARGET,
} from '../attempt/stages.ts'
import { overtakingEntry, RANK_TIMEOUT, wayEntry } from '../entries.ts'
import type { Attempt, Population } from '../indices.ts'
import { TO_CLIENT, TO_NODE } from '../network/legs.ts'
import { passageUs } from '../network/transmit.ts'
import type { World } from '../world.ts'
import { leaveQueue } from './connect.ts'
import { giveUp } from './ending.ts'
import { overdueAttempt } from './timeout.ts'

/** The timeout of a population's oldest attempt is due. */
export function onClientTimeouts(world: World, population: number): void {
  const p = population as Population
  for (let a = overdueAttempt(world, p); a >= 0; a = overdueAttempt(world, p)) {
    onClientTimeout(world, a)
  }
}

function onClientTimeout(world: World, a: Attempt): void {
  const { attempts, queue } = world
  const flags = attempts.flags[a]
  if ((flags & SYSTEM_DONE) === 0) {
    if (attempts.stage[a] === STAGE_AWAIT_CONNECTION) leaveQueue(world, a)
    if (endsWithClient(world, a)) {
      queue.cancel(wayEntry(world, a))
      attempts.flags[a] = flags | SYSTEM_DONE
    } else if ((flags & NODE_GONE) === 0 && attempts.node[a] >= 0 && cancels(world, a)) {
      const us = passageUs(world, a, TO_NODE, TO_CLIENT.draw)
      attempts.flags[a] = flags | OVERTAKEN
      queue.schedule(overtakingEntry(world, a), world.nowUs + us, RANK_TIMEOUT)
    }
  }
  // The node's own answer, if it is under way, comes too late.
  if ((flags & NODE_GONE) !== 0) queue.cancel(overtakingEntry(world, a))
  giveUp(world, a)
}

/** Whether the balancer tells its target to stop when the client has gone. */
function cancels({ plan, attempts }: World, a: Attempt): boolean {
  return plan.balancers[plan.nodes[attempts.node[a]].balancer].cancelAbandoned
}

function endsWithClient(world: World, a: Attempt): boolean {
  const { attempts } = world
  switch (attempts.stage[a]) {
    case STAGE_AWAIT_CONNECTION:
    case STAGE_CLIENT_CONNECT_TIMEOUT:
    case STAGE_FIRST_PACKET:
    case STAGE_TO_CLIENT:
    case STAGE_RESEND_TO_CLIENT:
    case STAGE_RESEND_TO_NODE:
      return true
    case STAGE_RESEND_TO_TARGET:
      return attempts.node[a] < 0 || (attempts.flags[a] & PASSED) !== 0
    case STAGE_TO_NODE:
    case STAGE_TO_TARGET:
      return isConnecting(world, a)
    default:
      return false
  }
}

/** Whether the connection from the client is still being opened. */
function isConnecting({ attempts, connections, nowUs }: World, a: Attempt): boolean {
  const c = attempts.clientConnection[a]
  return c >= 0 && connections.readyUs[c] > nowUs
}
