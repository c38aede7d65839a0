/**
 * DNS: a resolver asks once per TTL and gives all its clients the same answer, a set of addresses; a client draws
 * one of them for each new connection. No request passes through here.
 */
import { drawAt } from '../../base/draws.ts'
import { drawsOf } from '../attempt/draws.ts'
import { canTake } from '../balancer/reach.ts'
import type { PlannedPopulation } from '../client/plan.ts'
import type { Attempt, Entry, Resolver } from '../indices.ts'
import { recordChange } from '../record/rows.ts'
import type { World } from '../world.ts'

/** The entry (node or target) that an attempt's client connects to. */
export function resolve(world: World, a: Attempt): Entry {
  const { dns, plan } = world
  const population = plan.populations[world.attempts.population[a]]
  const resolver = resolverOf(world, a, population)
  const { first, size } = plan.dns.records[population.record]
  if (dns.expiresUs[dns.held(resolver, population.record)] <= world.nowUs) {
    ask(world, resolver, population.record)
  }
  const from = resolver * plan.dns.entries.length + first
  let count = 0
  for (let e = 0; e < size; e++) count += dns.answers[from + e]
  let nth = Math.floor(drawsOf(world, a).atFor(plan.keys.entry, 0) * count)
  for (let e = 0; e < size; e++) {
    if (dns.answers[from + e] === 0) continue
    if (nth === 0) return (first + e) as Entry
    nth--
  }
  return first
}

/** The resolver of a client: drawn once for its address, by the shares of those at its place. */
function resolverOf(world: World, a: Attempt, population: PlannedPopulation): Resolver {
  const choices = population.resolvers
  if (choices.length === 1) return choices[0].resolver
  const { k0, k1 } = world.plan.keys.entry
  const { key, addressBase } = population
  const client = world.attempts.address[a] - addressBase
  const u = drawAt(key.k0 ^ k0, key.k1 ^ k1, client, 0, 1)
  for (const choice of choices) if (u < choice.upTo) return choice.resolver
  return choices[0].resolver
}

/**
 * Asks for the record: all addresses that DNS holds to be good, or all of them when none is. A node is good while
 * its zone is up and it sees a healthy target (as ELB does; that DNS knows at once is our model).
 */
function ask(world: World, resolver: Resolver, record: number): void {
  const { plan, dns } = world
  const { first, size, ttlUs } = plan.dns.records[record]
  const from = resolver * plan.dns.entries.length + first
  let good = 0
  for (let e = 0; e < size; e++) {
    const isGood = isEntryGood(world, (first + e) as Entry)
    dns.answers[from + e] = isGood ? 1 : 0
    if (isGood) good++
  }
  if (good === 0) for (let e = 0; e < size; e++) dns.answers[from + e] = 1
  dns.expiresUs[dns.held(resolver, record)] = world.nowUs + ttlUs
  let bits = 0
  let bit = 1
  for (let e = 0; e < size && e < 52; e++) {
    bits += dns.answers[from + e] * bit
    bit *= 2
  }
  recordChange(world, 'dns-answer', resolver, good, bits)
}

/** Targets without a balancer are not looked at: DNS has no health checks of its own. */
function isEntryGood(world: World, e: Entry): boolean {
  const { node, site } = world.plan.dns.entries[e]
  if (node < 0) return true
  return !world.network.isOut(site) && canTake(world, node)
}
