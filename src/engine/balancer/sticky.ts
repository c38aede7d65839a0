/**
 * Stickiness overrides the pick: a request goes where its cookie, or a hash of its client's address, leads, as long as the
 * node may use that target. Where it may not, the algorithm picks anew, and the client stays with whom it gets, also when
 * the old one is back. Which target an address leads to changes when others join or leave (*model*: a remainder).
 */
import { drawAt } from '../../base/draws.ts'
import { lowerBound } from '../../base/search.ts'
import type { Address, Attempt, Population } from '../indices.ts'
import type { World } from '../world.ts'
import type { Knowledge } from './knowledge.ts'

/** The place of the target to which a request is bound; null when it is to none that may be used. */
export function boundPlace(world: World, a: Attempt, knowledge: Knowledge): number | null {
  const { attempts, clients, nowUs, plan } = world
  const { group, usable, first } = knowledge
  const { stickiness } = plan.groups[group]
  if (stickiness === null) return null
  if (stickiness.isByAddress) {
    return placeOfAddress(world, attempts.population[a], attempts.address[a], usable)
  }
  const cookie = clients.cookieOf(attempts.address[a], group)
  if (clients.cookie[cookie] < 0 || clients.cookieUntilUs[cookie] <= nowUs) return null
  const place = clients.cookie[cookie] - first
  return usable[lowerBound(usable, place)] === place ? place : null
}

/** Where an address leads, whatever its ports. */
export function placeOfAddress(
  { plan }: World,
  p: Population,
  address: Address,
  usable: readonly number[],
): number | null {
  const { key, addressBase } = plan.populations[p]
  const { sticky } = plan.keys
  const u = drawAt(key.k0 ^ sticky.k0, key.k1 ^ sticky.k1, address - addressBase, 0, 0)
  return usable[Math.floor(u * usable.length)] ?? null
}
