/** DNS: the resolvers that clients ask, and the records that say what a name resolves to. */
import * as v from 'valibot'
import { duration, flag, type KnobValues, number } from '../../base/knobs.ts'
import { DURATION_MAX_MS } from '../../model/time.ts'
import type { PolicySpec } from '../../policies/index.ts'
import { keyed, some, struct } from '../document/fields.ts'
import type { Keyed } from '../document/keyed.ts'
import { thingOf } from '../document/kinds.ts'
import { entriesOf, idOf, labelled } from '../document/knobSchema.ts'
import { show } from '../document/problem.ts'
import { mustExist, type Report } from '../document/report.ts'
import { type Named, namesOf } from '../names.ts'

const RESOLVERS_MAX = 64
const RECORDS_MAX = 1
const ANSWERS_MAX = 32

export const RESOLVER = {
  share: number({
    label: 'Share',
    help: 'Its share of the clients at its place, relative to the other resolvers there.',
    unit: '',
    min: 0,
    max: 1_000_000,
    default: 1,
  }),
  startsCold: flag({
    label: 'Cold at the start',
    help: 'Begins with an empty cache: all such resolvers ask when their first clients do, and their answers expire together. Otherwise each begins with an answer of a random age.',
    default: false,
  }),
} as const

export const RECORD = {
  ttlMs: duration({
    label: 'TTL',
    help: 'How long a resolver keeps an answer before it asks again.',
    min: 0,
    max: DURATION_MAX_MS,
    default: 60_000,
  }),
} as const

export interface Resolver extends KnobValues<typeof RESOLVER> {
  readonly place: string
}

/** What a name resolves to: the nodes of a balancer, or one target (without a balancer). */
export type DnsAnswer = { readonly balancer: string } | { readonly target: string }

export interface DnsRecord extends KnobValues<typeof RECORD> {
  /** How it chooses among its answers. */
  readonly policy: PolicySpec
  readonly answers: Keyed<DnsAnswer>
}

export interface Dns {
  readonly resolvers: Keyed<Resolver>
  readonly records: Keyed<DnsRecord>
}

const resolver = struct('Resolver', {
  place: idOf('Place', 'Where the clients are that ask it.', 'origins'),
  ...entriesOf(RESOLVER),
})

const answer = labelled(
  v.union([
    v.strictObject({
      balancer: idOf('Balancer', 'The balancer whose nodes are the answer.', 'balancers'),
    }),
    v.strictObject({
      target: idOf('Target', 'The target that is the answer, without a balancer.', 'targets'),
    }),
  ]),
  { label: 'Answer', allowed: '{ "balancer": id } or { "target": id }' },
)

const record = struct('Record', {
  ...entriesOf(RECORD),
  policy: v.optional(thingOf({ family: 'policies', label: 'Policy', kind: 'Policy' }), {}),
  answers: keyed('Answers', 'Answer', some(ANSWERS_MAX), answer),
})

/** @internal */
export const dns = struct('DNS', {
  resolvers: keyed('Resolvers', 'Resolver', some(RESOLVERS_MAX), resolver),
  records: keyed('Records', 'Record', some(RECORDS_MAX), record),
})

/** A record answers with balancers that exist or with targets that exist, each once. */
export function checkDns(lane: Named & { readonly dns: Dns }, report: Report): void {
  const sorts = { balancer: namesOf(lane, 'balancers'), target: namesOf(lane, 'targets') }
  for (const [id, { answers }] of Object.entries(lane.dns.records)) {
    const keys = ['dns', 'records', id, 'answers']
    const named = new Set<string>()
    for (const [answerId, given] of Object.entries(answers)) {
      const [field, name] =
        'balancer' in given
          ? (['balancer', given.balancer] as const)
          : (['target', given.target] as const)
      mustExist(name, sorts[field], [...keys, answerId, field], report)
      if (named.has(name)) {
        report(
          [...keys, answerId, field],
          `is ${show(name)} a second time; each answer must differ. Remove one.`,
        )
      }
      named.add(name)
    }
    const balancers = Object.values(answers).filter((given) => 'balancer' in given).length
    if (balancers > 0 && balancers < Object.keys(answers).length) {
      report(
        keys,
        'name a balancer and targets; they must name one kind of thing. Remove the others.',
      )
    }
  }
}
