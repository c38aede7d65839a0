/** The draws of an attempt: numbers found by whom they are for. */
import type { Draw, Key } from '../../base/draws.ts'
import type { Attempt } from '../indices.ts'
import type { World } from '../world.ts'

const NOBODY: Key = { k0: 0, k1: 0 }

/** The world's one `Draw`, at the address of an attempt; `by` is whoever draws for it, or what the draws are for. */
export function drawsOf(world: World, a: Attempt, by: Key = NOBODY): Draw {
  const { attempts, clients, draw } = world
  const population = attempts.population[a]
  const user = attempts.user[a]
  draw.k0 = clients.key0[population] ^ by.k0 ^ Math.imul(user, 0x9e3779b1)
  draw.k1 = clients.key1[population] ^ by.k1 ^ Math.imul(user, 0x85ebca6b)
  draw.ordinal = attempts.ordinal[a]
  draw.attempt = attempts.attempt[a]
  return draw
}
