/**
 * Connections open, lie idle and close. Idle ones close after a keep-alive, when they are too old, or when word comes
 * that they were reset; that is found out when they are looked at, with the time at which it happened, because nobody
 * sees an idle connection close.
 */
import {
  type Address,
  type Attempt,
  type Connection,
  NONE,
  type Node,
  type Pair,
  type Peer,
  type Population,
  type Route,
  type Target,
} from '../indices.ts'
import { recordConnection } from '../record/rows.ts'
import type { World } from '../world.ts'
import { type Stacks, topsOf } from './connections.ts'
import { IDLE, OLD, OPEN, WAS_RESET } from './endings.ts'

/** Opens a connection now. */
export function openConnection(
  world: World,
  owner: Address | Pair | Peer,
  population: Population,
  node: Node,
  target: Target,
  route: Route,
): Connection {
  const c = takeRow(world, owner, population, node, target, route)
  world.connections.id[c] = world.connections.nextId++
  return c
}

/** A row that is no connection of its own. */
export function takeRow(
  world: World,
  owner: Address | Pair | Peer,
  population: Population,
  node: Node,
  target: Target,
  route: Route,
): Connection {
  const { connections } = world
  const c = connections.take()
  connections.below[c] = NONE
  connections.owner[c] = owner
  connections.population[c] = population
  connections.node[c] = node
  connections.worker[c] = NONE
  connections.target[c] = target
  connections.route[c] = route
  connections.passageUs[c] = world.plan.network.routes.fixedUs[route]
  connections.id[c] = NONE
  connections.requests[c] = 0
  connections.bytes[c] = 0
  connections.openedUs[c] = world.nowUs
  connections.readyUs[c] = world.nowUs
  connections.keptUntilUs[c] = 0
  connections.untilUs[c] = Number.POSITIVE_INFINITY
  connections.nth[c] = 0
  connections.acceptedBy[c] = 0
  connections.far[c] = NONE
  connections.packetUs[c] = 0
  connections.resetBy[c] = 0
  connections.resetUs[c] = Number.POSITIVE_INFINITY
  connections.farEndUs[c] = Number.POSITIVE_INFINITY
  return c
}

/** Closes a connection: writes its row and gives back its place. */
export function closeConnection(
  world: World,
  c: Connection,
  closedUs: number,
  ending: number,
): void {
  const { connections, clients } = world
  recordConnection(world, c, closedUs, ending)
  if (connections.population[c] >= 0) clients.open[connections.owner[c] as Address]--
  if (connections.far[c] >= 0) connections.give(connections.far[c])
  connections.give(c)
}

/**
 * Counts an attempt's request, which the connection carried, and puts it on top of its owner's idle ones, to be kept
 * for `keepUs` at most.
 */
export function keepIdle<Owner extends number>(
  world: World,
  stacks: Stacks<Owner>,
  c: Connection,
  a: Attempt,
  keepUs: number,
): void {
  const { connections, attempts } = world
  const owner = connections.owner[c] as Owner
  connections.requests[c]++
  connections.bytes[c] += attempts.bytes[a]
  const tops = topsOf(stacks)
  connections.below[c] = tops[owner]
  const { nowUs } = world
  connections.keptUntilUs[c] = Math.min(nowUs + keepUs, Math.max(nowUs, connections.untilUs[c]))
  tops[owner] = c
}

/**
 * The connection of an owner that was used last, or NONE when none is open any more. Those whose time is over are
 * closed on the way.
 */
export function takeIdle<Owner extends number>(
  world: World,
  stacks: Stacks<Owner>,
  owner: Owner,
): Connection {
  const tops = topsOf(stacks)
  const { connections } = world
  for (;;) {
    const c = tops[owner]
    if (c < 0) return NONE
    tops[owner] = connections.below[c]
    if (connections.keptUntilUs[c] > world.nowUs) return c
    closeExpired(world, c)
  }
}

/** Whether an owner has an idle connection that can still be used. */
export function hasIdle<Owner extends number>(
  { connections, nowUs }: World,
  stacks: Stacks<Owner>,
  owner: Owner,
): boolean {
  let c = topsOf(stacks)[owner]
  while (c >= 0 && connections.keptUntilUs[c] <= nowUs) c = connections.below[c]
  return c >= 0
}

/** Closes an idle connection whose time is over, when that was. */
export function closeExpired(world: World, c: Connection): void {
  const { connections } = world
  const keptUntilUs = connections.keptUntilUs[c]
  const isOld = connections.untilUs[c] <= keptUntilUs
  closeConnection(
    world,
    c,
    keptUntilUs,
    connections.resetUs[c] <= keptUntilUs ? WAS_RESET : isOld ? OLD : IDLE,
  )
}

/** The run is over: closes all idle connections of an owner, those whose time was over when it was. */
export function closeIdle<Owner extends number>(
  world: World,
  stacks: Stacks<Owner>,
  owner: Owner,
): void {
  const { connections } = world
  const tops = topsOf(stacks)
  let c = tops[owner]
  tops[owner] = NONE
  while (c >= 0) {
    const below = connections.below[c]
    if (connections.keptUntilUs[c] > world.nowUs) closeConnection(world, c, world.nowUs, OPEN)
    else closeExpired(world, c)
    c = below
  }
}
