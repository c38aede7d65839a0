/** An attempt sets out along the connection that its client has for it. */
import { SYSTEM_DONE } from '../attempt/flags.ts'
import type { Attempt, Connection, Process } from '../indices.ts'
import type { World } from '../world.ts'
import { TO_NODE, TO_TARGET } from './legs.ts'
import { transmit } from './transmit.ts'

/** To where it leads, once it is ready in `delayUs`. */
export function sendOn(world: World, a: Attempt, c: Connection, delayUs: number): void {
  const { attempts, connections } = world
  const node = connections.node[c]
  attempts.clientConnection[a] = c
  attempts.connectionId[a] = connections.id[c]
  attempts.node[a] = node
  attempts.worker[a] = connections.worker[c]
  attempts.target[a] = connections.target[c]
  if (world.plan.nodesWork && node >= 0) {
    const { firstProcess } = world.plan.nodes[node]
    attempts.process[a] = (firstProcess + connections.acceptedBy[c]) as Process
  }
  // A packet that never arrives is found out by the client's timeout.
  if (!transmit(world, a, node >= 0 ? TO_NODE : TO_TARGET, delayUs)) {
    attempts.flags[a] |= SYSTEM_DONE
  }
}
