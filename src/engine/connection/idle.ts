/**
 * Connections open, lie idle and close. Idle ones close after a keep-alive; that is found out when they are looked at,
 * with the time at which it happened, because nobody sees an idle connection close.
 */
import {
  type Address,
  type Attempt,
  type Connection,
  NONE,
  type Node,
  type Pair,
  type Population,
  type Route,
  type Target,
} from '../indices.ts'
import { recordConnection } from '../record/rows.ts'
import type { World } from '../world.ts'
import { type Stacks, topsOf } from './connections.ts'

/** Opens a connection now. */
export function openConnection(
  world: World,
  owner: Address | Pair,
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
  connections.target[c] = target
  connections.route[c] = route
  connections.passageUs[c] = world.plan.network.routes.fixedUs[route]
  connections.id[c] = connections.nextId++
  connections.requests[c] = 0
  connections.bytes[c] = 0
  connections.openedUs[c] = world.nowUs
  connections.readyUs[c] = world.nowUs
  connections.idleSinceUs[c] = 0
  return c
}

/** Closes a connection: writes its row and gives back its place. */
export function closeConnection(world: World, c: Connection, closedUs: number): void {
  const { connections, clients } = world
  recordConnection(world, c, closedUs)
  if (connections.population[c] >= 0) clients.open[connections.owner[c] as Address]--
  connections.give(c)
}

/** Counts an attempt's request, which the connection carried, and puts it on top of its owner's idle ones. */
export function keepIdle<Owner extends number>(
  world: World,
  stacks: Stacks<Owner>,
  c: Connection,
  a: Attempt,
): void {
  const { connections, attempts } = world
  const owner = connections.owner[c] as Owner
  connections.requests[c]++
  connections.bytes[c] += attempts.bytes[a]
  const tops = topsOf(stacks)
  connections.below[c] = tops[owner]
  connections.idleSinceUs[c] = world.nowUs
  tops[owner] = c
}

/**
 * The connection of an owner that was used last, or NONE when none is open any more. Those that were idle for longer
 * than `keepUs` are closed on the way.
 */
export function takeIdle<Owner extends number>(
  world: World,
  stacks: Stacks<Owner>,
  owner: Owner,
  keepUs: number,
): Connection {
  const tops = topsOf(stacks)
  const c = tops[owner]
  if (c < 0) return NONE
  const { connections } = world
  if (connections.idleSinceUs[c] + keepUs > world.nowUs) {
    tops[owner] = connections.below[c]
    return c
  }
  // The one used last is too old, so all below it are.
  closeIdle(world, stacks, owner, keepUs)
  return NONE
}

/** Closes all idle connections of an owner, each at the end of its keep-alive, or now if that is earlier. */
export function closeIdle<Owner extends number>(
  world: World,
  stacks: Stacks<Owner>,
  owner: Owner,
  keepUs: number,
): void {
  const { connections } = world
  const tops = topsOf(stacks)
  let c = tops[owner]
  tops[owner] = NONE
  while (c >= 0) {
    const below = connections.below[c]
    closeConnection(world, c, Math.min(connections.idleSinceUs[c] + keepUs, world.nowUs))
    c = below
  }
}
