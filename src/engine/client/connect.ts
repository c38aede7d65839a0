/**
 * Connections that clients hold: a client uses an idle one, opens one while it may, and otherwise waits for one of its
 * own to come free.
 */
import { drawAt } from '../../base/draws.ts'
import {
  STAGE_AWAIT_CONNECTION,
  STAGE_CLIENT_CONNECT_TIMEOUT,
  STAGE_FIRST_PACKET,
} from '../attempt/stages.ts'
import { CONNECT_TIMEOUT_US } from '../connection/connections.ts'
import { IDLE, WAS_RESET } from '../connection/endings.ts'
import {
  closeConnection,
  closeExpired,
  keepIdle,
  openConnection,
  takeIdle,
} from '../connection/idle.ts'
import { resolve } from '../dns/resolver.ts'
import { RANK_ARRIVAL, RANK_COMPLETION, wayEntry } from '../entries.ts'
import {
  type Address,
  type Attempt,
  type Connection,
  NONE,
  type Route,
  type Target,
  type Worker,
} from '../indices.ts'
import { TO_NODE, TO_TARGET } from '../network/legs.ts'
import { sendOn } from '../network/send.ts'
import { connectUs, firstPacketUs } from '../network/transmit.ts'
import { expireAtTarget } from '../targets/keepAlive.ts'
import type { World } from '../world.ts'

/** Finds the attempt a connection and sends it on its way, or lets it wait at the client. */
export function connect(world: World, a: Attempt): void {
  const { attempts, clients } = world
  const address = attempts.address[a]
  const p = attempts.population[a]
  const c = takeIdle(world, clients.idle, address)
  if (c >= 0) sendOn(world, a, c, 0)
  else if (clients.open[address] < clients.perAddress[p]) open(world, a, address)
  else enqueue(world, a, address)
}

/**
 * The client is done with the attempt's connection: it goes to a request that waits for one, or is kept, or is closed:
 * `ending` says how (`IDLE`: it is still good).
 */
export function release(world: World, a: Attempt, ending: number): void {
  const { attempts, clients, connections, plan } = world
  const c = attempts.clientConnection[a]
  if (c < 0) return
  attempts.clientConnection[a] = NONE
  const address = attempts.address[a]
  const waiting = clients.queued.first(address)
  if (ending === IDLE) {
    const keepAliveUs = clients.keepAliveUs[attempts.population[a]]
    keepIdle(world, clients.idle, c, a, keepAliveUs)
    if (plan.targetsClose) expireAtTarget(world, c, a)
    if (keepAliveUs > 0 && waiting < 0) return
    // It does not lie idle after all.
    clients.idle[address] = connections.below[c]
    if (connections.keptUntilUs[c] > world.nowUs) {
      leaveQueue(world, waiting)
      sendOn(world, waiting, c, 0)
      return
    }
  }
  if (ending === IDLE) closeExpired(world, c)
  else closeConnection(world, c, world.nowUs, ending)
  if (waiting >= 0) {
    leaveQueue(world, waiting)
    open(world, waiting, address)
  }
}

/** Takes an attempt out of the list of those that wait at the client for a connection. */
export function leaveQueue({ attempts, clients }: World, a: Attempt): void {
  clients.queued.remove(attempts.address[a], a)
}

/** The attempt has no connection yet, and so is on its way to nobody. */
export function leaveUnconnected({ attempts }: World, a: Attempt): void {
  attempts.node[a] = NONE
  attempts.target[a] = NONE
  attempts.clientConnection[a] = NONE
  attempts.connectionId[a] = NONE
}

function enqueue(world: World, a: Attempt, address: Address): void {
  const { attempts, clients } = world
  leaveUnconnected(world, a)
  attempts.stage[a] = STAGE_AWAIT_CONNECTION
  clients.queued.append(address, a)
}

/** Opens a connection to where DNS says and sends the attempt along it once it stands. */
function open(world: World, a: Attempt, address: Address): void {
  const { attempts, clients, connections, plan } = world
  const p = attempts.population[a]
  const entry = resolve(world, a)
  const { node, target, site, handshakes, nth } = plan.dns.entries[entry]
  const route = (clients.firstRoute[p] + nth) as Route
  clients.open[address]++
  const c = openConnection(world, address, p, node, target, route)
  identify(world, c, address)
  if (node >= 0) accept(world, c)
  attempts.node[a] = node
  attempts.worker[a] = connections.worker[c]
  attempts.target[a] = target
  attempts.clientConnection[a] = c
  if (target >= 0 ? world.targets.out[target] > 0 : world.network.isOut(site)) {
    // Nobody answers: the client waits, and in the end has no connection.
    attempts.connectionId[a] = connections.id[c]
    attempts.stage[a] = STAGE_CLIENT_CONNECT_TIMEOUT
    // Before the client's own timeout, if both are due: it knows why it has no answer.
    world.queue.schedule(wayEntry(world, a), world.nowUs + CONNECT_TIMEOUT_US, RANK_COMPLETION)
    return
  }
  if (node >= 0 && plan.balancers[plan.nodes[node].balancer].isNetwork) {
    sendFirstPacket(world, a)
    return
  }
  const us = connectUs(world, a, node >= 0 ? TO_NODE : TO_TARGET, handshakes)
  connections.readyUs[c] = world.nowUs + us
  sendOn(world, a, c, us)
}

/** At a node of layer 4 the first packet decides where the connection leads, and so how long it takes to open. */
function sendFirstPacket(world: World, a: Attempt): void {
  const { attempts, connections } = world
  const c = attempts.clientConnection[a]
  connections.readyUs[c] = Number.POSITIVE_INFINITY
  attempts.connectionId[a] = connections.id[c]
  attempts.stage[a] = STAGE_FIRST_PACKET
  const us = firstPacketUs(world, a, TO_NODE)
  world.queue.schedule(wayEntry(world, a), world.nowUs + us, RANK_ARRIVAL)
}

/** Gives a client's connection its number, and how old it may become. */
function identify({ clients, connections, nowUs, plan }: World, c: Connection, address: Address) {
  const { maxAgeUs, ageJitter, key, addressBase } = plan.populations[connections.population[c]]
  const nth = clients.opened[address]++
  connections.nth[c] = nth
  const { k0, k1 } = plan.keys.age
  const u = ageJitter === 0 ? 0 : drawAt(key.k0 ^ k0, key.k1 ^ k1, address - addressBase, 0, nth)
  connections.untilUs[c] = nowUs + Math.round(maxAgeUs * (1 - ageJitter * u))
}

/**
 * Which worker of its node a connection belongs to, for its life: a hash of its two ends chooses, as the kernel does among
 * sockets that listen on one port (Linux, SO_REUSEPORT). The hash itself is a model.
 */
function accept({ connections, plan }: World, c: Connection): void {
  const { key: own, workers, firstWorker, deciders } = plan.nodes[connections.node[c]]
  connections.worker[c] = firstWorker
  if (workers === 1) return
  const { key, addressBase } = plan.populations[connections.population[c]]
  const { worker } = plan.keys
  const k0 = key.k0 ^ own.k0 ^ worker.k0
  const k1 = key.k1 ^ own.k1 ^ worker.k1
  const client = connections.owner[c] - addressBase
  const nth = Math.floor(drawAt(k0, k1, client, 0, connections.nth[c]) * workers)
  connections.acceptedBy[c] = nth
  if (deciders > 1) connections.worker[c] = (firstWorker + nth) as Worker
}

/** A target has reset the connections that clients hold to it, through a node or not: they close those that lie idle. */
export function dropClientConnections(world: World, t: Target): void {
  const { clients, connections, plan } = world
  const isNamed = plan.dns.entries.some((entry) => entry.target === t)
  if (!isNamed && plan.balancers.every(({ isNetwork }) => !isNetwork)) return
  for (let address = 0 as Address; address < clients.idle.length; address++) {
    let kept: Connection = NONE
    let c = clients.idle[address]
    while (c >= 0) {
      const below = connections.below[c]
      if (connections.target[c] === t) {
        if (connections.keptUntilUs[c] > world.nowUs)
          closeConnection(world, c, world.nowUs, WAS_RESET)
        else closeExpired(world, c)
        if (kept < 0) clients.idle[address] = below
        else connections.below[kept] = below
      } else {
        kept = c
      }
      c = below
    }
  }
}
