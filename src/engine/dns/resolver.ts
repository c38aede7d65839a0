/**
 * DNS: a resolver asks once per TTL and gives all its clients the same answer, a set of addresses; a client draws
 * one of them for each new connection. No request passes through here.
 */
import { drawAt } from '../../base/draws.ts'
import { ADDRESS, WORD_BITS } from '../attempt/attempts.ts'
import type { PlannedPopulation } from '../plan.ts'
import type { World } from '../world.ts'

/** The entry (node or target) that a flight's client connects to, as a position in `plan.entries`. */
export function resolve(world: World, f: number): number {
  const resolver = resolverOf(world, f)
  const { resolvers, plan } = world
  if ((resolvers.expiresUs[resolver] as number) <= world.nowUs) ask(world, resolver)
  const entries = plan.entries.length
  const from = resolver * entries
  let count = 0
  for (let e = 0; e < entries; e++) count += resolvers.answer[from + e] as number
  let nth = Math.floor(world.drawsOf(f).atFor(plan.keys.entry, 0) * count)
  for (let e = 0; e < entries; e++) {
    if (resolvers.answer[from + e] === 0) continue
    if (nth === 0) return e
    nth--
  }
  return 0
}

/** The resolver of a client: drawn once for its address, by the shares of those at its place. */
function resolverOf(world: World, f: number): number {
  const population = world.population(f)
  const choices = population.resolvers
  const first = choices[0] as { readonly resolver: number; readonly upTo: number }
  if (choices.length === 1) return first.resolver
  const u = addressDraw(world, population, world.words[(f << WORD_BITS) | ADDRESS] as number)
  for (const choice of choices) if (u < choice.upTo) return choice.resolver
  return first.resolver
}

function addressDraw(world: World, population: PlannedPopulation, address: number): number {
  const { k0, k1 } = world.plan.keys.entry
  const { key, addressBase } = population
  return drawAt(key.k0 ^ k0, key.k1 ^ k1, address - addressBase, 0, 1)
}

/**
 * Asks for the record: all addresses that DNS holds to be good, or all of them when none is. A node is good while
 * its zone is up and it sees a healthy target (as ELB does; that DNS knows at once is our model).
 */
function ask(world: World, resolver: number): void {
  const { plan, resolvers } = world
  const entries = plan.entries.length
  const from = resolver * entries
  let good = 0
  for (let e = 0; e < entries; e++) {
    const isGood = isEntryGood(world, e)
    resolvers.answer[from + e] = isGood ? 1 : 0
    if (isGood) good++
  }
  if (good === 0) resolvers.answer.fill(1, from, from + entries)
  resolvers.expiresUs[resolver] = world.nowUs + plan.ttlUs
  resolvers.asked[resolver] = (resolvers.asked[resolver] as number) + 1
  let bits = 0
  let bit = 1
  for (let e = 0; e < entries && e < 52; e++) {
    bits += (resolvers.answer[from + e] as number) * bit
    bit *= 2
  }
  world.recorder.change(world, 'dns-answer', resolver, good, bits)
}

function isEntryGood(world: World, entry: number): boolean {
  const { node } = world.plan.entries[entry] as { readonly node: number }
  if (node < 0) return true
  const { site } = world.plan.nodes[node] as { readonly site: number }
  if ((world.sites.out[site] as number) > 0) return false
  return world.nodes.failOpen[node] === 0 && (world.views[node]?.usable.length ?? 0) > 0
}
