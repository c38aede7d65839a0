/**
 * DNS: a resolver asks once per TTL and gives all its clients the same answer, a set of addresses; a client draws
 * one of them for each new connection. No request passes through here.
 */
import { drawAt } from '../../base/draws.ts'
import { drawsOf } from '../attempt/draws.ts'
import { isNamed } from '../balancer/reach.ts'
import type { Attempt, Entry, Resolver } from '../indices.ts'
import { recordChange } from '../record/rows.ts'
import type { World } from '../world.ts'

/** The answers that resolvers begin with: of the world as it is at the start, and as old as it was drawn. */
export function beginResolvers(world: World): void {
  world.plan.dns.resolvers.forEach(({ agesUs }, resolver) => {
    agesUs.forEach((ageUs, record) => {
      if (ageUs !== null) ask(world, resolver as Resolver, record, world.nowUs - ageUs)
    })
  })
}

/** The entry (node or target) that an attempt's client connects to. */
export function resolve(world: World, a: Attempt): Entry {
  const { dns, plan } = world
  const population = plan.populations[world.attempts.population[a]]
  const resolver = resolverOf(world, a, population)
  const held = dns.held(resolver, population.record)
  if (dns.expiresUs[held] <= world.nowUs) {
    ask(world, resolver, population.record, world.nowUs)
  }
  const answer = dns.answer(held)
  let count = 0
  for (let e = 0; e < answer.length; e++) count += answer[e]
  let nth = Math.floor(drawsOf(world, a).atFor(plan.keys.entry, 0) * count)
  const { first } = plan.dns.records[population.record]
  for (let e = 0; e < answer.length; e++) {
    if (answer[e] === 0) continue
    if (nth === 0) return (first + e) as Entry
    nth--
  }
  return first
}

/** The resolver of a client: drawn once for its address, by the shares of those at its place. */
function resolverOf(
  world: World,
  a: Attempt,
  population: World['plan']['populations'][number],
): Resolver {
  const choices = population.resolvers
  if (choices.length === 1) return choices[0].resolver
  const { k0, k1 } = world.plan.keys.entry
  const { key, addressBase } = population
  const client = world.attempts.address[a] - addressBase
  const u = drawAt(key.k0 ^ k0, key.k1 ^ k1, client, 0, 1)
  for (const choice of choices) if (u < choice.upTo) return choice.resolver
  return choices[0].resolver
}

/** A resolver asks for a record, and keeps what its policy answers until a TTL after `askedUs`. */
function ask(world: World, resolver: Resolver, record: number, askedUs: number): void {
  const { draw, dns, plan } = world
  const { first, ttlUs, policy } = plan.dns.records[record]
  const held = dns.held(resolver, record)
  const answer = dns.answer(held)
  const good = dns.good(record)
  for (let e = 0; e < good.length; e++) good[e] = isGood(world, (first + e) as Entry) ? 1 : 0
  draw.use(plan.dns.resolvers[resolver].key)
  draw.ordinal = dns.asked[held]++
  draw.attempt = 0
  answer.fill(0)
  policy.answer({ good, draw }, answer)
  dns.expiresUs[held] = askedUs + ttlUs
  recordAnswer(world, resolver, good, answer)
}

function recordAnswer(
  world: World,
  resolver: Resolver,
  good: Uint8Array,
  answer: Uint8Array,
): void {
  let count = 0
  for (let e = 0; e < good.length; e++) count += good[e]
  let bits = 0
  let bit = 1
  for (let e = 0; e < answer.length && e < 52; e++) {
    bits += answer[e] * bit
    bit *= 2
  }
  // The row holds as many entries as a number has bits; the digest hears all of them.
  for (let e = 52; e < answer.length; e++) world.hash.word(answer[e])
  recordChange(world, 'dns-answer', resolver, count, bits)
}

/**
 * A node is good while its zone is up and not all its targets are unhealthy (as ELB does; that DNS knows at once is our
 * model).
 * Targets without a balancer are not looked at: DNS has no health checks of its own.
 */
function isGood(world: World, e: Entry): boolean {
  const { node, site } = world.plan.dns.entries[e]
  if (node < 0) return true
  return !world.network.isOut(site) && isNamed(world, node)
}
