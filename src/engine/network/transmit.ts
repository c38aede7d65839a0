/**
 * The network: one leg of the way, from one place to another. A packet that is lost is sent again after 200 ms, then
 * 400, doubling (model of TCP's retransmission timeout); after eight times it counts as never to arrive. The first
 * packet of a request stands for those that open its connection, too: without it there is none after 10 s.
 */

import {
  CLIENT_LINK,
  DISPATCHED,
  FLAGS,
  NEW_LINK,
  NODE,
  POPULATION,
  RESENT,
  STAGE,
  STAGE_CLIENT_CONNECT_TIMEOUT,
  STAGE_CONNECT_TIMEOUT,
  STAGE_NONE,
  STAGE_RESEND_TO_BACK,
  STAGE_RESEND_TO_CLIENT,
  STAGE_RESEND_TO_NODE,
  STAGE_RESEND_TO_TARGET,
  STAGE_TO_BACK,
  STAGE_TO_CLIENT,
  STAGE_TO_NODE,
  STAGE_TO_TARGET,
  TARGET,
  TIME_BITS,
  WORD_BITS,
} from '../attempt/attempts.ts'
import { CROWD_WORD_BITS, LEG_US } from '../client/state.ts'
import {
  CONNECT_TIMEOUT_US,
  LINK_TIME_BITS,
  LINK_WORD_BITS,
  OPENED,
  REQUESTS,
} from '../connection/connections.ts'
import type { Leg, PlannedNode, PlannedPopulation, PlannedTarget } from '../plan.ts'
import { LOSSES, RANK_ARRIVAL, RANK_COMPLETION, RANK_TIMEOUT, type World } from '../world.ts'

export const RESEND_US = 200_000
export const RESENDS_MAX = 8

/** One of the four legs: what happens at its end, and which draws it has. */
export interface Way {
  readonly arrive: number
  readonly resend: number
  readonly rank: number
  /** Its draw; round trips of opening a connection have `draw + 4` and `draw + 5`, `draw + 12` and so on. */
  readonly draw: number
  /** Whether it always lies between client and node. */
  readonly isClientSide: boolean
}

export const TO_NODE: Way = {
  arrive: STAGE_TO_NODE,
  resend: STAGE_RESEND_TO_NODE,
  rank: RANK_ARRIVAL,
  draw: 0,
  isClientSide: true,
}
/** From a node; without a balancer from the client. */
export const TO_TARGET: Way = {
  arrive: STAGE_TO_TARGET,
  resend: STAGE_RESEND_TO_TARGET,
  rank: RANK_ARRIVAL,
  draw: 1,
  isClientSide: false,
}
export const TO_BACK: Way = {
  arrive: STAGE_TO_BACK,
  resend: STAGE_RESEND_TO_BACK,
  rank: RANK_COMPLETION,
  draw: 2,
  isClientSide: false,
}
export const TO_CLIENT: Way = {
  arrive: STAGE_TO_CLIENT,
  resend: STAGE_RESEND_TO_CLIENT,
  rank: RANK_COMPLETION,
  draw: 3,
  isClientSide: true,
}

const DRAW_CONNECT = 4
const DRAW_LOSS = 256
const DRAW_STEP = 8

/** Puts a flight's packet on its way, `delayUs` from now. False when it will never arrive. */
export function transmit(world: World, f: number, way: Way, delayUs: number): boolean {
  const { queue } = world
  const w = world.words
  const at = f << WORD_BITS
  if ((world.tally[LOSSES] as number) > 0) {
    const resent = w[at | RESENT] as number
    if (isLost(world, f, way, resent)) {
      w[at | STAGE] = STAGE_NONE
      if (resent >= RESENDS_MAX) return false
      w[at | RESENT] = resent + 1
      const dueUs = world.nowUs + delayUs + RESEND_US * (1 << resent)
      if (stopsConnecting(world, f, way, dueUs)) return true
      w[at | STAGE] = way.resend
      queue.schedule(world.mainEntry(f), dueUs, way.rank)
      return true
    }
    w[at | RESENT] = 0
  }
  w[at | STAGE] = way.arrive
  const us = passageUs(world, f, way, way.draw)
  queue.schedule(world.mainEntry(f), world.nowUs + delayUs + us, way.rank)
  return true
}

/**
 * Whether the next packet would come too late, because the flight still opens its connection and whoever opens it
 * gives up before that: the flight then waits for that moment.
 */
function stopsConnecting(world: World, f: number, way: Way, dueUs: number): boolean {
  const { words: w, times: t } = world
  const at = f << WORD_BITS
  if (way !== TO_NODE && way !== TO_TARGET) return false
  const isClient = way === TO_NODE || (w[at | NODE] as number) < 0
  const link = w[at | CLIENT_LINK] as number
  const isOpening = isClient
    ? world.links.words[(link << LINK_WORD_BITS) | REQUESTS] === 0
    : ((w[at | FLAGS] as number) & NEW_LINK) !== 0
  if (!isOpening) return false
  const sinceUs = isClient
    ? world.links.times[(link << LINK_TIME_BITS) | OPENED]
    : t[(f << TIME_BITS) | DISPATCHED]
  const endUs = (sinceUs as number) + CONNECT_TIMEOUT_US
  if (dueUs <= endUs) return false
  w[at | STAGE] = isClient ? STAGE_CLIENT_CONNECT_TIMEOUT : STAGE_CONNECT_TIMEOUT
  const rank = isClient ? RANK_COMPLETION : RANK_TIMEOUT
  world.queue.schedule(world.mainEntry(f), Math.max(world.nowUs, endUs), rank)
  return true
}

/** How long opening a connection takes along a way: `trips` round trips, in whole microseconds. */
export function connectUs(world: World, f: number, way: Way, trips: number): number {
  let us = 0
  for (let n = 0; n < trips * 2; n++) {
    us += passageUs(world, f, way, way.draw + DRAW_CONNECT + n * DRAW_STEP)
  }
  return us
}

/** Time of one passage: draw `n` of the attempt, in whole microseconds. */
export function passageUs(world: World, f: number, way: Way, n: number): number {
  const w = world.words
  const at = f << WORD_BITS
  const node = w[at | NODE] as number
  const us = (
    way.isClientSide === true || node < 0
      ? world.crowd.words[((w[at | POPULATION] as number) << CROWD_WORD_BITS) | LEG_US]
      : world.pairLegsUs[node * world.targets + (w[at | TARGET] as number)]
  ) as number
  return us >= 0 ? us : drawnPassageUs(world, f, way, n)
}

function drawnPassageUs(world: World, f: number, way: Way, n: number): number {
  const leg = legOn(world, f, way)
  if (leg.isFixed) return leg.fixedUs
  return Math.round(leg.quantileUs(world.drawsOf(f).atFor(world.plan.keys.leg, n)))
}

/** Latency between two zones. */
export const zoneLeg = (world: World, from: number, to: number): Leg =>
  from === to ? world.plan.sameZone : world.plan.crossZoneLeg

function legOn(world: World, f: number, way: Way): Leg {
  const w = world.words
  const at = f << WORD_BITS
  const { plan } = world
  const node = w[at | NODE] as number
  if (way.isClientSide === true || node < 0) {
    return (plan.populations[w[at | POPULATION] as number] as PlannedPopulation).fromClient
  }
  const { site } = plan.targets[w[at | TARGET] as number] as PlannedTarget
  return zoneLeg(world, (plan.nodes[node] as PlannedNode).site, site)
}

function isLost(world: World, f: number, way: Way, resent: number): boolean {
  const ratio = lossOn(world, f, way)
  if (ratio === 0) return false
  const n = DRAW_LOSS + way.draw + DRAW_STEP * resent
  return world.drawsOf(f).atFor(world.plan.keys.leg, n) < ratio
}

/** Share of packets that are lost along a way now. */
export function lossOn(world: World, f: number, way: Way): number {
  const w = world.words
  const at = f << WORD_BITS
  const { plan } = world
  const node = w[at | NODE] as number
  const isAtClient = way.isClientSide === true || node < 0
  const near = isAtClient
    ? (plan.populations[w[at | POPULATION] as number] as PlannedPopulation).site
    : (plan.nodes[node] as PlannedNode).site
  const far =
    way.isClientSide && node >= 0
      ? (plan.nodes[node] as PlannedNode).site
      : (plan.targets[w[at | TARGET] as number] as PlannedTarget).site
  return world.sites.loss[near * plan.sites.length + far] as number
}
