/**
 * DNS: a resolver asks once per TTL and gives all its clients the same answer, a set of addresses; a client draws
 * one of them for each new connection, or keeps the one that it drew. No request passes through here.
 */
import { drawAt } from '../../base/draws.ts'
import { drawsOf } from '../attempt/draws.ts'
import { isNamed } from '../balancer/reach.ts'
import type { Attempt, Entry, Resolver } from '../indices.ts'
import { recordChange } from '../record/rows.ts'
import type { World } from '../world.ts'
import type { PlannedAnswer } from './plan.ts'

type PlannedPopulation = World['plan']['populations'][number]

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
  const population = world.plan.populations[world.attempts.population[a]]
  return world.clients.keepsEntries && population.dnsCache !== 'none'
    ? keptEntry(world, a, population)
    : drawEntry(world, a, population, resolverOf(world, a, population))
}

/** The address that a client keeps, or one that it will. */
function keptEntry(world: World, a: Attempt, population: PlannedPopulation): Entry {
  const { attempts, clients, dns } = world
  const { dnsCache, record } = population
  const address = attempts.address[a]
  if (clients.entryUntilUs[address] > world.nowUs) return clients.entry[address]
  const resolver = resolverOf(world, a, population)
  const entry = drawEntry(world, a, population, resolver)
  clients.entry[address] = entry
  clients.entryUntilUs[address] =
    dnsCache === 'forever' ? Number.POSITIVE_INFINITY : dns.expiresUs[dns.held(resolver, record)]
  return entry
}

/** One of those that its resolver holds. */
function drawEntry(
  world: World,
  a: Attempt,
  population: PlannedPopulation,
  resolver: Resolver,
): Entry {
  const { dns, plan } = world
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

/** A resolver asks for a record, and keeps what its policy answers from `askedUs` on. */
function ask(world: World, resolver: Resolver, record: number, askedUs: number): void {
  const { draw, dns, plan } = world
  const { policy, weights, isSecondary } = plan.dns.records[record]
  const { key, keepsUs, sees } = plan.dns.resolvers[resolver]
  const held = dns.held(resolver, record)
  const answer = dns.answer(held)
  const { answers, given } = dns.room(record)
  judge(world, record)
  draw.use(key)
  draw.ordinal = dns.asked[held]++
  draw.attempt = 0
  given.fill(0)
  const { latenciesUs, fits } = sees[record]
  policy.answer({ good: answers, weights, isSecondary, latenciesUs, fits, draw }, given)
  fillIn(world, record, answer)
  dns.expiresUs[held] = askedUs + keepsUs[record]
  recordAnswer(world, resolver, countGood(world, record), answer)
}

/** Which entries and which answers of a record are good now. */
function judge(world: World, record: number): void {
  const { dns, plan } = world
  const { first, answers: planned, check, firstAnswer } = plan.dns.records[record]
  const { entries, answers } = dns.room(record)
  for (let e = 0; e < entries.length; e++) entries[e] = isGood(world, (first + e) as Entry) ? 1 : 0
  for (let i = 0; i < planned.length; i++) {
    answers[i] =
      check === null ? anyGood(entries, planned[i], first) : dns.answerGood[firstAnswer + i]
  }
}

/** 1 where one of the entries of an answer is good. */
function anyGood(entries: Uint8Array, { first, size }: PlannedAnswer, base: Entry): number {
  for (let e = first - base; e < first - base + size; e++) if (entries[e] === 1) return 1
  return 0
}

/** How many entries are good, and of an answer that DNS holds to be good. */
function countGood({ dns, plan }: World, record: number): number {
  const { first, answers: planned } = plan.dns.records[record]
  const { entries, answers } = dns.room(record)
  let count = 0
  for (let i = 0; i < planned.length; i++) {
    if (answers[i] === 0) continue
    const from = planned[i].first - first
    for (let e = from; e < from + planned[i].size; e++) count += entries[e]
  }
  return count
}

/** The addresses of the answers given: of each those that are good, or all of them while none is. */
function fillIn(world: World, record: number, answer: Uint8Array): void {
  const { dns, plan } = world
  const { first, answers: planned } = plan.dns.records[record]
  const { entries, given } = dns.room(record)
  answer.fill(0)
  for (let i = 0; i < planned.length; i++) {
    if (given[i] === 0) continue
    const { first: entry, size } = planned[i]
    const isAny = anyGood(entries, planned[i], first) === 1
    for (let e = entry - first; e < entry - first + size; e++) answer[e] = isAny ? entries[e] : 1
  }
}

function recordAnswer(world: World, resolver: Resolver, count: number, answer: Uint8Array): void {
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
 * A node is good while its zone is up and in DNS, and not all its targets are unhealthy (as ELB does; that DNS knows at
 * once is our model).
 * Targets without a balancer are not looked at: where DNS checks their health, it is told by `checks.ts`.
 */
export function isGood(world: World, e: Entry): boolean {
  const { node, site } = world.plan.dns.entries[e]
  if (node < 0) return true
  const { network } = world
  return !network.isOut(site) && network.unnamed[site] === 0 && isNamed(world, node)
}
