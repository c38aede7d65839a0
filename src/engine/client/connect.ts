/**
 * Connections that clients hold: a client uses an idle one, opens one while it may, and otherwise waits for one of
 * its own to come free. Idle ones close after the keep-alive; that is found out when they are looked at, with the
 * time at which it happened, because nobody sees an idle connection close.
 */

import * as F from '../attempt/attempts.ts'
import * as L from '../connection/connections.ts'
import { resolve } from '../dns/resolver.ts'
import { connectUs, TO_NODE, TO_TARGET, transmit } from '../network/transmit.ts'
import type { Entry, PlannedPopulation } from '../plan.ts'
import { RANK_COMPLETION, type World } from '../world.ts'
import * as C from './state.ts'

/** Finds the flight a connection and sends it on its way, or lets it wait at the client. */
export function connect(world: World, f: number): void {
  const w = world.words
  const address = w[(f << F.WORD_BITS) | F.ADDRESS] as number
  const p = w[(f << F.WORD_BITS) | F.POPULATION] as number
  const { words, cells } = world.crowd
  const keepAliveUs = cells[(p << C.CROWD_CELL_BITS) | C.KEEP_ALIVE_US] as number
  const perAddress = words[(p << C.CROWD_WORD_BITS) | C.PER_ADDRESS] as number
  const link = takeIdle(world, world.addresses.idle, address, keepAliveUs)
  if (link >= 0) {
    ride(world, f, link, 0)
  } else if ((world.addresses.open[address] as number) < perAddress) {
    open(world, f, address)
  } else {
    waitForLink(world, f, address)
  }
}

/**
 * The connection of an owner that was used last, or -1 when none is open any more. `stacks` holds the top of each
 * owner's stack; those that were idle for longer than `keepUs` are closed on the way.
 */
export function takeIdle(world: World, stacks: Int32Array, owner: number, keepUs: number): number {
  const link = stacks[owner] as number
  if (link < 0) return -1
  const { words, times } = world.links
  const idleSince = times[(link << L.LINK_TIME_BITS) | L.IDLE_SINCE] as number
  if (idleSince + keepUs > world.nowUs) {
    stacks[owner] = words[(link << L.LINK_WORD_BITS) | L.NEXT] as number
    return link
  }
  // The one used last is too old, so all below it are.
  closeIdle(world, stacks, owner, keepUs)
  return -1
}

/** Closes all idle connections of an owner, each at the end of its keep-alive, or now if that is earlier. */
export function closeIdle(world: World, stacks: Int32Array, owner: number, keepUs: number): void {
  const { words, times } = world.links
  let link = stacks[owner] as number
  stacks[owner] = -1
  while (link >= 0) {
    const below = words[(link << L.LINK_WORD_BITS) | L.NEXT] as number
    const endUs = (times[(link << L.LINK_TIME_BITS) | L.IDLE_SINCE] as number) + keepUs
    closeLink(world, link, Math.min(endUs, world.nowUs))
    link = below
  }
}

/** A target without a balancer has reset its connections: clients close those that lie idle. */
export function dropClientLinks(world: World, t: number): void {
  const { words, times } = world.links
  if (world.plan.entries.every((entry) => entry.target !== t)) return
  for (let address = 0; address < world.addresses.idle.length; address++) {
    let kept = -1
    let link = world.addresses.idle[address] as number
    while (link >= 0) {
      const below = words[(link << L.LINK_WORD_BITS) | L.NEXT] as number
      if ((words[(link << L.LINK_WORD_BITS) | L.LINK_TARGET] as number) === t) {
        const p = words[(link << L.LINK_WORD_BITS) | L.LINK_POPULATION] as number
        const { keepAliveUs } = world.plan.populations[p] as PlannedPopulation
        const endUs = (times[(link << L.LINK_TIME_BITS) | L.IDLE_SINCE] as number) + keepAliveUs
        closeLink(world, link, Math.min(endUs, world.nowUs))
        if (kept < 0) world.addresses.idle[address] = below
        else words[(kept << L.LINK_WORD_BITS) | L.NEXT] = below
      } else {
        kept = link
      }
      link = below
    }
  }
}

/** Closes a connection: writes its row and gives back its place. */
export function closeLink(world: World, link: number, closedUs: number): void {
  const { words } = world.links
  world.recorder.connection(world, link, closedUs)
  if ((words[(link << L.LINK_WORD_BITS) | L.LINK_POPULATION] as number) >= 0) {
    const address = words[(link << L.LINK_WORD_BITS) | L.OWNER] as number
    world.addresses.open[address] = (world.addresses.open[address] as number) - 1
  }
  world.links.give(link)
}

/** Opens a connection now. */
export function openLink(
  world: World,
  owner: number,
  population: number,
  node: number,
  target: number,
): number {
  const link = world.links.take()
  const { words, times } = world.links
  const j = link << L.LINK_WORD_BITS
  words[j | L.NEXT] = -1
  words[j | L.OWNER] = owner
  words[j | L.LINK_POPULATION] = population
  words[j | L.LINK_NODE] = node
  words[j | L.LINK_TARGET] = target
  words[j | L.ID] = world.links.nextId++
  words[j | L.REQUESTS] = 0
  const i = link << L.LINK_TIME_BITS
  times[i | L.OPENED] = world.nowUs
  times[i | L.READY] = world.nowUs
  times[i | L.IDLE_SINCE] = 0
  times[i | L.BYTES] = 0
  return link
}

/** Counts a flight's request, which a connection carried, and puts it on top of its owner's stack of idle ones. */
export function park(world: World, stacks: Int32Array, link: number, f: number): void {
  const { words, times } = world.links
  const j = link << L.LINK_WORD_BITS
  const i = link << L.LINK_TIME_BITS
  const owner = words[j | L.OWNER] as number
  const bytes = world.times[(f << F.TIME_BITS) | F.BYTES] as number
  words[j | L.REQUESTS] = (words[j | L.REQUESTS] as number) + 1
  times[i | L.BYTES] = (times[i | L.BYTES] as number) + bytes
  words[j | L.NEXT] = stacks[owner] as number
  times[i | L.IDLE_SINCE] = world.nowUs
  stacks[owner] = link
}

/**
 * The client is done with the flight's connection: it goes to a request that waits for one, or is kept, or is closed
 * (`isUsable` false: the client gave up on it, or it was reset).
 */
export function release(world: World, f: number, isUsable: boolean): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const link = w[at | F.CLIENT_LINK] as number
  if (link < 0) return
  w[at | F.CLIENT_LINK] = -1
  const address = w[at | F.ADDRESS] as number
  const waiting = world.addresses.waitHead[address] as number
  if (isUsable) {
    park(world, world.addresses.idle, link, f)
    const p = w[at | F.POPULATION] as number
    const keepAliveUs = world.crowd.cells[(p << C.CROWD_CELL_BITS) | C.KEEP_ALIVE_US] as number
    if (keepAliveUs > 0 && waiting < 0) return
    // It does not lie idle after all.
    world.addresses.idle[address] = world.links.words[(link << L.LINK_WORD_BITS) | L.NEXT] as number
    if (keepAliveUs > 0) {
      leaveWait(world, waiting)
      ride(world, waiting, link, 0)
      return
    }
  }
  closeLink(world, link, world.nowUs)
  if (waiting >= 0) {
    leaveWait(world, waiting)
    open(world, waiting, address)
  }
}

/** Takes a flight out of the list of those that wait at the client for a connection. */
export function leaveWait(world: World, f: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const address = w[at | F.ADDRESS] as number
  const before = w[at | F.QUEUE_PREV] as number
  const after = w[at | F.QUEUE_NEXT] as number
  if (before < 0) world.addresses.waitHead[address] = after
  else w[(before << F.WORD_BITS) | F.QUEUE_NEXT] = after
  if (after < 0) world.addresses.waitTail[address] = before
  else w[(after << F.WORD_BITS) | F.QUEUE_PREV] = before
}

function waitForLink(world: World, f: number, address: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const tail = world.addresses.waitTail[address] as number
  w[at | F.STAGE] = F.STAGE_AWAIT_LINK
  w[at | F.QUEUE_PREV] = tail
  w[at | F.QUEUE_NEXT] = -1
  if (tail < 0) world.addresses.waitHead[address] = f
  else w[(tail << F.WORD_BITS) | F.QUEUE_NEXT] = f
  world.addresses.waitTail[address] = f
}

/** Opens a connection to where DNS says and sends the flight along it once it stands. */
function open(world: World, f: number, address: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const entry = world.plan.entries[resolve(world, f)] as Entry
  world.addresses.open[address] = (world.addresses.open[address] as number) + 1
  const population = w[at | F.POPULATION] as number
  const link = openLink(world, address, population, entry.node, entry.target)
  w[at | F.NODE] = entry.node
  w[at | F.TARGET] = entry.target
  const site =
    entry.node >= 0 ? world.plan.nodes[entry.node]?.site : world.plan.targets[entry.target]?.site
  if ((world.sites.out[site as number] as number) > 0) {
    // Nobody answers: the client waits, and in the end has no connection.
    w[at | F.CLIENT_LINK] = link
    w[at | F.CONNECTION] = world.links.words[(link << L.LINK_WORD_BITS) | L.ID] as number
    w[at | F.STAGE] = F.STAGE_CLIENT_CONNECT_TIMEOUT
    // Before the client's own timeout, if both are due: it knows why it has no answer.
    world.queue.schedule(world.mainEntry(f), world.nowUs + L.CONNECT_TIMEOUT_US, RANK_COMPLETION)
    return
  }
  const us = connectUs(world, f, entry.node >= 0 ? TO_NODE : TO_TARGET, world.plan.handshakes)
  world.links.times[(link << L.LINK_TIME_BITS) | L.READY] = world.nowUs + us
  ride(world, f, link, us)
}

/** Sends a flight along a connection that is ready in `delayUs`. */
function ride(world: World, f: number, link: number, delayUs: number): void {
  const w = world.words
  const at = f << F.WORD_BITS
  const j = link << L.LINK_WORD_BITS
  const node = world.links.words[j | L.LINK_NODE] as number
  w[at | F.CLIENT_LINK] = link
  w[at | F.CONNECTION] = world.links.words[j | L.ID] as number
  w[at | F.NODE] = node
  if (node < 0) w[at | F.TARGET] = world.links.words[j | L.LINK_TARGET] as number
  // A packet that never arrives is found out by the client's timeout.
  if (!transmit(world, f, node >= 0 ? TO_NODE : TO_TARGET, delayUs)) {
    w[at | F.FLAGS] = (w[at | F.FLAGS] as number) | F.SYSTEM_DONE
  }
}
