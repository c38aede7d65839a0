/**
 * A node of layer 4: it pins a connection to a target when the first packet comes, and passes on what follows, both ways,
 * without looking into it. So a connection has one target for its life, and can only end: its node resets it when it finds
 * the target unhealthy, or when a packet comes after so long a silence that it has forgotten the flow.
 * Source: AWS, Network Load Balancers (flow hash of the 5-tuple and the TCP sequence number, idle timeout, connection
 * termination). The hash itself is not published; ours, and that weights are not looked at, is a model.
 */
import { drawAt } from '../../base/draws.ts'
import { UNHEALTHY } from '../../model/health.ts'
import { author, cause } from '../../model/outcome.ts'
import { CLIENT_DONE, NODE_GONE, OVERTAKEN, PASSED, SYSTEM_DONE } from '../attempt/flags.ts'
import { finishForSystem, writeStatus } from '../attempt/lifecycle.ts'
import {
  STAGE_CLIENT_CONNECT_TIMEOUT,
  STAGE_RESEND_TO_CLIENT,
  STAGE_TO_CLIENT,
} from '../attempt/stages.ts'
import { CONNECT_TIMEOUT_US } from '../connection/connections.ts'
import { takeRow } from '../connection/idle.ts'
import { RANK_COMPLETION, wayEntry } from '../entries.ts'
import {
  type Address,
  type Attempt,
  type Connection,
  type Group,
  NONE,
  type Node,
  type Pair,
  type Target,
} from '../indices.ts'
import { TO_NODE, TO_TARGET } from '../network/legs.ts'
import { drawnPassageUs } from '../network/passage.ts'
import { sendOn } from '../network/send.ts'
import { connectUs, firstPacketUs, transmit } from '../network/transmit.ts'
import type { World } from '../world.ts'
import { abandonTarget, answer, overtake } from './answer.ts'
import { explainFlow } from './explain.ts'
import type { Knowledge } from './knowledge.ts'
import { placeOfAddress } from './sticky.ts'

const NODE_AUTHOR = author('node')
const NO_TARGETS = cause('no-targets')
const RESET_CAUSE = cause('reset')
const FORGOTTEN = cause('flow-forgotten')
const TARGET_UNHEALTHY = cause('target-unhealthy')
const LONG_AGO = Number.NEGATIVE_INFINITY

/** The first packet of a connection is at its node: pins it, and sends the attempt along once it stands. */
export function onFirstPacket(world: World, a: Attempt): void {
  const { attempts, balancer, connections, network, plan, queue } = world
  const node = attempts.node[a]
  const c = attempts.clientConnection[a]
  if (network.isOut(balancer.site[node])) {
    attempts.stage[a] = STAGE_CLIENT_CONNECT_TIMEOUT
    queue.schedule(
      wayEntry(world, a),
      connections.openedUs[c] + CONNECT_TIMEOUT_US,
      RANK_COMPLETION,
    )
    return
  }
  const knowledge = balancer.knowledge(attempts.worker[a], groupOf(world, node))
  const place = pin(world, a, knowledge)
  if (place === null) {
    attempts.nodeUs[a] = world.nowUs
    writeStatus(world, a, 0, NODE_AUTHOR, NO_TARGETS)
    answer(world, a)
    return
  }
  const t = balancer.pairs.target[knowledge.registration(place)]
  lengthen(world, c, knowledge.pair(place), t)
  attempts.targetConnection[a] = connections.far[c]
  const { handshakes } = plan.nodes[node]
  // What is left of the round trips, each of which goes all the way to the target.
  const us =
    connectUs(world, a, TO_NODE, handshakes) -
    firstPacketUs(world, a, TO_NODE) +
    connectUs(world, a, TO_TARGET, handshakes)
  connections.readyUs[c] = world.nowUs + us
  sendOn(world, a, c, us)
}

/** A request is at its node, which passes it on; or resets its connection. */
export function pass(world: World, a: Attempt): void {
  const { attempts, connections, nowUs, plan } = world
  const c = attempts.clientConnection[a]
  // Its client has closed the connection, along which alone it could go on (model: the close overtakes it).
  if (c < 0) {
    attempts.target[a] = NONE
    finishForSystem(world, a)
    return
  }
  const { flowIdleUs } = plan.balancers[plan.nodes[attempts.node[a]].balancer]
  // When its packet came, however long it then waited for a worker.
  const isForgotten = attempts.nodeUs[a] - connections.packetUs[c] > flowIdleUs
  if (connections.resetBy[c] > 0 || isForgotten) {
    writeStatus(world, a, 0, NODE_AUTHOR, connections.resetBy[c] || FORGOTTEN)
    answer(world, a)
    return
  }
  if (world.watch !== null) explainPassing(world, a)
  connections.packetUs[c] = nowUs
  attempts.flags[a] |= PASSED
  attempts.targetConnection[a] = connections.far[c]
  attempts.targetConnectionId[a] = connections.id[c]
  if (!transmit(world, a, TO_TARGET, 0)) finishForSystem(world, a)
}

/** The target's answer is at the node, which passes it on. */
export function passBack(world: World, a: Attempt): void {
  const { attempts, balancer, connections, network } = world
  const c = attempts.clientConnection[a]
  if (c < 0 || network.isOut(balancer.site[attempts.node[a]])) {
    finishForSystem(world, a)
    return
  }
  attempts.backUs[a] = world.nowUs
  connections.packetUs[c] = world.nowUs
  answer(world, a)
}

/** A node holds other targets of a group healthy than before: it resets the connections of those that it does not. */
export function resetFlows(world: World, knowledge: Knowledge): void {
  const { balancer, connections, nowUs, plan } = world
  const { node, worker, group, first, size } = knowledge
  const { isNetwork, resetsUnhealthy } = plan.balancers[plan.nodes[node].balancer]
  if (!isNetwork || !resetsUnhealthy || balancer.failOpen[balancer.view(worker, group)] === 1)
    return
  let hasReset = false
  eachFlow(world, (c) => {
    const pair = connections.owner[connections.far[c]] as Pair
    const place = balancer.pairs.registrationOf(pair) - first
    if (connections.node[c] !== node || place < 0 || place >= size) return
    if (knowledge.health(place) !== UNHEALTHY) return
    resetFlow(world, c, TARGET_UNHEALTHY, nowUs + wordUs(world, c))
    hasReset = true
  })
  if (hasReset) tellClients(world)
}

/** A target is down: its clients hear at once, and what is still under way to it is reset. */
export const resetFlowsOf = (world: World, t: Target): void =>
  eachFlow(world, (c) => {
    if (world.connections.target[c] === t) resetFlow(world, c, RESET_CAUSE, world.nowUs)
  })

/** A node has vanished, and with it all that it knew of connections. */
export const forgetFlows = (world: World, node: Node): void =>
  eachFlow(world, (c) => {
    if (world.connections.node[c] === node) world.connections.packetUs[c] = LONG_AGO
  })

/** The place of the target to which the hash leads the connection that an attempt opens; null when there is none. */
function pin(world: World, a: Attempt, knowledge: Knowledge): number | null {
  const { usable } = knowledge
  const { attempts } = world
  const place = knowledge.isSticky
    ? placeOfAddress(world, attempts.population[a], attempts.address[a], usable)
    : (usable[Math.floor(hashOf(world, attempts.clientConnection[a]) * usable.length)] ?? null)
  if (world.watch !== null) explainFlow(world, a, knowledge, { place, isNew: true })
  return place
}

function explainPassing(world: World, a: Attempt): void {
  const { attempts, balancer, connections } = world
  const node = attempts.node[a]
  const knowledge = balancer.knowledge(attempts.worker[a], groupOf(world, node))
  const pair = connections.owner[connections.far[attempts.clientConnection[a]]] as Pair
  const place = balancer.pairs.registrationOf(pair) - knowledge.first
  explainFlow(world, a, knowledge, { place, isNew: false })
}

/**
 * The hash of a flow as a number between 0 and 1: of its client, its node, and which of the client's connections it is,
 * which stands for source port and sequence number.
 */
function hashOf(world: World, c: Connection): number {
  const { k0, k1, client } = flowOf(world, c)
  return drawAt(k0, k1, client, 0, world.connections.nth[c])
}

/** Where the draws of a flow stand. */
function flowOf({ connections, plan }: World, c: Connection) {
  const { key, addressBase } = plan.populations[connections.population[c]]
  const { key: own } = plan.nodes[connections.node[c]]
  const { flow } = plan.keys
  return {
    k0: key.k0 ^ own.k0 ^ flow.k0,
    k1: key.k1 ^ own.k1 ^ flow.k1,
    client: (connections.owner[c] as Address) - addressBase,
  }
}

/** Gives a client's connection its way from the node to the target. */
function lengthen(world: World, c: Connection, pair: Pair, t: Target): void {
  const { connections, plan } = world
  const route = plan.routeOfPair[pair]
  connections.far[c] = takeRow(world, pair, NONE, connections.node[c], t, route)
  connections.target[c] = t
  connections.packetUs[c] = world.nowUs
}

function eachFlow(world: World, visit: (c: Connection) => void): void {
  const { connections } = world
  for (let c = 0 as Connection; c < connections.capacity; c++) {
    if (connections.isTaken(c) && connections.far[c] >= 0) visit(c)
  }
}

/** What comes on a flow is reset from now on for this cause; its client hears of it at `heardUs`. */
function resetFlow({ connections }: World, c: Connection, why: number, heardUs: number): void {
  if (connections.resetBy[c] > 0) return
  connections.resetBy[c] = why
  connections.resetUs[c] = heardUs
  connections.untilUs[c] = Math.min(connections.untilUs[c], heardUs)
  connections.keptUntilUs[c] = Math.min(connections.keptUntilUs[c], heardUs)
}

/** A node tells the clients of requests that are under way on the connections that it resets. */
function tellClients(world: World): void {
  const { attempts, connections } = world
  for (let a = 0 as Attempt; a < attempts.capacity; a++) {
    if (!attempts.isTaken(a)) continue
    const flags = attempts.flags[a]
    const c = attempts.clientConnection[a]
    if ((flags & PASSED) === 0 || (flags & OVER) !== 0 || c < 0) continue
    const stage = attempts.stage[a]
    const isAhead = stage === STAGE_TO_CLIENT || stage === STAGE_RESEND_TO_CLIENT
    if (connections.resetBy[c] !== TARGET_UNHEALTHY || isAhead) continue
    writeStatus(world, a, 0, NODE_AUTHOR, TARGET_UNHEALTHY)
    overtake(world, a)
    abandonTarget(world, a)
  }
}

const OVER = CLIENT_DONE | SYSTEM_DONE | NODE_GONE | OVERTAKEN

/** How long a reset takes from the node to the client. */
function wordUs(world: World, c: Connection): number {
  const { connections, draw, plan } = world
  const us = connections.passageUs[c]
  if (us >= 0) return us
  const { k0, k1, client } = flowOf(world, c)
  draw.use({ k0, k1 })
  draw.ordinal = client
  draw.attempt = 1
  return drawnPassageUs(plan.network, connections.route[c], draw, connections.nth[c] % 1024)
}

/** The one group to which a node of layer 4 forwards. */
function groupOf({ balancer, plan }: World, node: Node): Group {
  const [rule] = plan.balancers[plan.nodes[node].balancer].rules
  return balancer.action(rule).groups[0].group
}
