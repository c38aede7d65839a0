/**
 * The network: one leg of an attempt's way, from one end of a connection to the other. A packet that is lost is sent
 * again after 200 ms, then 400, doubling (model of TCP's retransmission timeout); after eight times it counts as never
 * to arrive. The first packet of a request stands for those that open its connection, too: without it there is none
 * after 10 s.
 */
import { drawsOf } from '../attempt/draws.ts'
import { OPENING } from '../attempt/flags.ts'
import {
  STAGE_CLIENT_CONNECT_TIMEOUT,
  STAGE_CONNECT_TIMEOUT,
  STAGE_NONE,
} from '../attempt/stages.ts'
import { CONNECT_TIMEOUT_US } from '../connection/connections.ts'
import { RANK_COMPLETION, RANK_TIMEOUT, wayEntry } from '../entries.ts'
import type { Attempt, Connection } from '../indices.ts'
import type { World } from '../world.ts'
import { type Leg, TO_NODE, TO_TARGET } from './legs.ts'
import { drawnPassageUs, lossOn, RESEND_US, RESENDS_MAX } from './passage.ts'

const DRAW_CONNECT = 4
const DRAW_LOSS = 256
const DRAW_STEP = 8

/** Puts an attempt's packet on its way, `delayUs` from now. False when it will never arrive. */
export function transmit(world: World, a: Attempt, leg: Leg, delayUs: number): boolean {
  const { queue, attempts } = world
  if (world.network.losses > 0) {
    const resent = attempts.resent[a]
    if (isLost(world, a, leg, resent)) {
      attempts.stage[a] = STAGE_NONE
      if (resent >= RESENDS_MAX) return false
      attempts.resent[a] = resent + 1
      const dueUs = world.nowUs + delayUs + RESEND_US * (1 << resent)
      if (stopsConnecting(world, a, leg, dueUs)) return true
      attempts.stage[a] = leg.resend
      queue.schedule(wayEntry(world, a), dueUs, leg.rank)
      return true
    }
    attempts.resent[a] = 0
  }
  attempts.stage[a] = leg.arrive
  const us = passageUs(world, a, leg, leg.draw)
  queue.schedule(wayEntry(world, a), world.nowUs + delayUs + us, leg.rank)
  return true
}

/** How long opening a connection takes along a leg: `trips` round trips, in whole microseconds. */
export function connectUs(world: World, a: Attempt, leg: Leg, trips: number): number {
  let us = 0
  for (let n = 0; n < trips * 2; n++) {
    us += passageUs(world, a, leg, leg.draw + DRAW_CONNECT + n * DRAW_STEP)
  }
  return us
}

/** The same of the packet with which it begins. */
export const firstPacketUs = (world: World, a: Attempt, leg: Leg): number =>
  passageUs(world, a, leg, leg.draw + DRAW_CONNECT)

/** Time of one passage: draw `n` of the attempt, in whole microseconds. */
export function passageUs(world: World, a: Attempt, leg: Leg, n: number): number {
  const { connections, plan } = world
  const carrier = carrierOf(world, a, leg)
  const us = connections.passageUs[carrier]
  return us >= 0
    ? us
    : drawnPassageUs(plan.network, connections.route[carrier], drawsOf(world, a, plan.keys.leg), n)
}

/** The connection that carries an attempt along a leg: without a node there is only its client's. */
function carrierOf(world: World, a: Attempt, leg: Leg): Connection {
  const { attempts } = world
  return leg.isClientSide || attempts.node[a] < 0
    ? attempts.clientConnection[a]
    : attempts.targetConnection[a]
}

function isLost(world: World, a: Attempt, leg: Leg, resent: number): boolean {
  const ratio = lossOn(world, world.connections.route[carrierOf(world, a, leg)])
  if (ratio === 0) return false
  const n = DRAW_LOSS + leg.draw + DRAW_STEP * resent
  return drawsOf(world, a, world.plan.keys.leg).at(n) < ratio
}

/**
 * Whether the next packet would come too late, because the attempt still opens its connection and whoever opens it
 * gives up before that: the attempt then waits for that moment.
 */
function stopsConnecting(world: World, a: Attempt, leg: Leg, dueUs: number): boolean {
  if (leg !== TO_NODE && leg !== TO_TARGET) return false
  const { attempts, connections } = world
  const isClient = leg === TO_NODE || attempts.node[a] < 0
  const carrier = attempts.clientConnection[a]
  const isOpening = isClient
    ? connections.requests[carrier] === 0
    : (attempts.flags[a] & OPENING) !== 0
  if (!isOpening) return false
  const sinceUs = isClient ? connections.openedUs[carrier] : attempts.dispatchedUs[a]
  const endUs = sinceUs + CONNECT_TIMEOUT_US
  if (dueUs <= endUs) return false
  attempts.stage[a] = isClient ? STAGE_CLIENT_CONNECT_TIMEOUT : STAGE_CONNECT_TIMEOUT
  const rank = isClient ? RANK_COMPLETION : RANK_TIMEOUT
  world.queue.schedule(wayEntry(world, a), Math.max(world.nowUs, endUs), rank)
  return true
}
