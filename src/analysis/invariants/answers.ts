/**
 * What must hold of DNS: a client opens a connection only to what a resolver at its place answers with at that moment, or
 * has answered with for no longer than is kept. So nothing comes in through a zone that DNS has left, beyond its TTL.
 */
import { usFromMs } from '../../model/time.ts'
import type { LaneScenario } from '../../scenario/types.ts'
import { type ConnectionTable, changeKind, NONE, type Trace } from '../../trace/schema.ts'
import type { Violations } from './violations.ts'

const ANSWER = changeKind('dns-answer')

/** A row of an answer has so many entries as bits. */
const ENTRIES_MAX = 52

/** What a resolver answered with, from when on, in the order of time. */
interface Answers {
  readonly place: string
  readonly keepsUs: number
  readonly fromUs: number[]
  readonly entries: number[]
}

export function checkAnswers(trace: Trace, scenario: LaneScenario, violations: Violations): void {
  const { names } = trace.meta
  const entries = entriesOf(trace, scenario)
  if (entries.size > ENTRIES_MAX) return
  const resolvers = answersOf(trace, scenario)
  // By population: what a client keeps beyond the answer of its resolver.
  const caches = names.populations.map(({ id }) => scenario.clients[id]?.dnsCache ?? 'forever')
  const here = names.populations.map(({ place }) => resolvers.filter((one) => one.place === place))
  for (const chunk of trace.connections.chunks) {
    for (let i = 0; i < chunk.rows; i++) {
      const population = chunk.population[i] as number
      const cache = caches[population]
      if (chunk.side[i] !== 0 || cache === 'forever') continue
      const entry = entries.get(placeOf(chunk, i))
      const openedUs = chunk.openedUs[i] as number
      const isAnswered = here[population]?.some((resolver) =>
        entry === undefined
          ? false
          : answers(resolver, { entry, openedUs, isKept: cache === 'ttl' }),
      )
      violations.hold(
        isAnswered === true,
        () =>
          `Connection ${chunk.id[i]} was opened at ${openedUs} us to what no resolver had answered with.`,
      )
    }
  }
}

/** Whether a client may have an entry from a resolver at a moment; what is asked at that very moment counts. */
function answers(
  { fromUs, entries, keepsUs }: Answers,
  {
    entry,
    openedUs,
    isKept,
  }: { readonly entry: number; readonly openedUs: number; readonly isKept: boolean },
): boolean {
  for (let i = fromUs.length - 1; i >= 0; i--) {
    const askedUs = fromUs[i] as number
    if (askedUs > openedUs) continue
    // A client keeps an entry for as long as its resolver keeps the answer.
    if (askedUs < openedUs - keepsUs) return false
    if (hasEntry(entries[i] as number, entry)) return true
    // The one before may still have been asked by whoever was first at this moment.
    if (!isKept && askedUs < openedUs) return false
  }
  return false
}

/** Whether a bit is set, of more of them than a shift can have. */
function hasEntry(bits: number, entry: number): boolean {
  let rest = bits
  for (let k = 0; k < entry; k++) rest = Math.floor(rest / 2)
  return rest % 2 === 1
}

/** The number of each entry, by the node or target that it is. */
function entriesOf({ meta }: Trace, { dns }: LaneScenario): ReadonlyMap<string, number> {
  const { nodes, targets } = meta.names
  const found = new Map<string, number>()
  for (const { answers: given } of Object.values(dns.records)) {
    for (const answer of Object.values(given)) {
      if ('target' in answer) {
        found.set(`target ${targets.findIndex(({ id }) => id === answer.target)}`, found.size)
        continue
      }
      nodes.forEach(({ balancer }, node) => {
        if (balancer === answer.balancer) found.set(`node ${node}`, found.size)
      })
    }
  }
  return found
}

/** A connection through a node of layer 4 has both. */
const placeOf = ({ node, target }: ConnectionTable['chunks'][number], i: number): string =>
  node[i] === NONE ? `target ${target[i]}` : `node ${node[i]}`

function answersOf({ changes }: Trace, { dns }: LaneScenario): readonly Answers[] {
  const [record] = Object.values(dns.records)
  const resolvers = Object.values(dns.resolvers).map(
    ({ place, holdsMs }): Answers => ({
      place,
      keepsUs: usFromMs(Math.max(record?.ttlMs ?? 0, holdsMs)),
      fromUs: [],
      entries: [],
    }),
  )
  for (const { rows, kind, a, value, atUs } of changes.chunks) {
    for (let i = 0; i < rows; i++) {
      if (kind[i] !== ANSWER) continue
      const resolver = resolvers[a[i] as number]
      resolver?.fromUs.push(atUs[i] as number)
      resolver?.entries.push(value[i] as number)
    }
  }
  return resolvers
}
