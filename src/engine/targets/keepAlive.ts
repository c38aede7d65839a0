/**
 * A target closes connections that lie idle: its timer begins with the answer, and word that it closed one takes a passage
 * to whoever opened it. A request that was sent before that word came finds the connection closed, and is reset.
 */
import { drawsOf } from '../attempt/draws.ts'
import type { Attempt, Connection } from '../indices.ts'
import { drawnPassageUs } from '../network/passage.ts'
import type { World } from '../world.ts'

/** Its draw; those of the legs and of opening are below. */
const DRAW_CLOSE = 64

/** The attempt's connection lies idle from now on: until its target closes it, if that is earlier. */
export function expireAtTarget(world: World, c: Connection, a: Attempt): void {
  const { attempts, connections, plan } = world
  const t = connections.target[c]
  if (t < 0) return
  const farEndUs = attempts.serviceEndUs[a] + plan.targets[t].keepAliveUs
  connections.farEndUs[c] = farEndUs
  if (farEndUs >= connections.keptUntilUs[c]) return
  const heardUs = farEndUs + wordUs(world, c, a)
  if (heardUs < connections.keptUntilUs[c]) {
    connections.keptUntilUs[c] = Math.max(world.nowUs, heardUs)
  }
}

/** Whether the connection on which an attempt comes to its target is closed there already. */
export function isClosed({ attempts, connections, nowUs }: World, a: Attempt): boolean {
  const own = attempts.targetConnection[a]
  // A flow is one connection, whose second half only knows the way.
  const c = own < 0 || connections.isFarHalf(own) ? attempts.clientConnection[a] : own
  return c >= 0 && connections.farEndUs[c] <= nowUs
}

/** How long word of the target takes to whoever opened the connection. */
function wordUs(world: World, c: Connection, a: Attempt): number {
  const { connections, plan } = world
  let us = 0
  for (let half = c, n = DRAW_CLOSE; half >= 0; half = connections.far[half], n++) {
    const fixedUs = connections.passageUs[half]
    us +=
      fixedUs >= 0
        ? fixedUs
        : drawnPassageUs(plan.network, connections.route[half], drawsOf(world, a, plan.keys.leg), n)
  }
  return us
}
